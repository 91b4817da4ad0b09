"""Who said what: an attribution, its speaker and its kind."""

from dataclasses import dataclass
from typing import Literal

from index.text import Span

Kind = Literal["direct", "mixed", "indirect"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person, group or paper by the fullest name that the article gives.

    >>> print(Speaker("Dmitry Peskov", "Kremlin spokesman"))
    Dmitry Peskov, Kremlin spokesman
    """

    name: str
    role: str | None = None

    def __str__(self) -> str:
        return f"{self.name}, {self.role}" if self.role else self.name


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words of an article and who said them.

    `content` holds more than one span where the quotation is broken by its cue. `source` and `cue`
    are where the article names the speaker and the saying; `speaker` is None when who spoke is
    unsure. `kind` is direct (inside quotation marks), mixed (partly) or indirect. `confidence` is
    the chance, between 0 and 1, that content and source are right.
    """

    content: tuple[Span, ...]
    speaker: Speaker | None
    source: Span | None
    cue: Span | None
    kind: Kind
    confidence: float
