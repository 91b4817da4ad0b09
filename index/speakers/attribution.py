"""Who said what: an attribution, its speaker, its kind and its polarity."""

from dataclasses import dataclass
from typing import Literal

from index.text import Span

Kind = Literal["direct", "mixed", "indirect"]
Polarity = Literal["said", "denied", "not said"]


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
    are where the article names the speaker and the saying; `speaker` is None where the article
    leaves open who spoke. `kind` is direct (inside quotation marks), mixed (partly) or indirect.
    `confidence` is the chance, between 0 and 1, that the words were said, and by the speaker where
    there is one.
    `through` is the document or the spokesman that gave the words, in a single noun.

    `polarity` is "denied" where the words are a claim that the speaker rejects ("denied that ...",
    "disputed the figures"), and "not said" where the article tells that they were not said ("never
    said", "would not confirm", "did not say whether"): that is no statement of anybody.
    """

    content: tuple[Span, ...]
    speaker: Speaker | None
    source: Span | None
    cue: Span | None
    kind: Kind
    confidence: float
    polarity: Polarity = "said"
    through: str | None = None

    @property
    def is_statement(self) -> bool:
        """Whether somebody said it or denied it: what was not said is no statement."""
        return self.polarity != "not said"

    def denial(self, text: str) -> str | None:
        """The verb with which the speaker denies the words, as the text has it; None if said.

        >>> text = "Abel denied that it leaked."
        >>> said = Span(12, 26), None, None, Span(5, 11)
        >>> Attribution((said[0],), *said[1:], "indirect", 0.9, "denied").denial(text)
        'denied'
        """
        if self.polarity != "denied":
            return None
        return self.cue.of(text) if self.cue else self.polarity
