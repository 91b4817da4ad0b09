"""What comes back from verifying a quotation: a verdict, its place, and what differs."""

from dataclasses import dataclass
from typing import Literal

from index import Span, Speaker
from qa.citing.answers import Citation

Verdict = Literal["word for word", "altered", "under another name", "negated there", "not found"]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a quotation departs from the article.

    `quoted` are words of the quotation and `found` those that the article has in their place, by
    their offsets in either; one of them is empty where words were added or left out.
    """

    quoted: Span
    found: Span


@dataclass(frozen=True, slots=True)
class Verification:
    """A quotation held against the articles; truthy when it stands there word for word, and under
    the name that it was given, if any.

    `named` is the speaker whom the quotation was given to, and `under_name` whether that is who
    says it: None where nobody was named, or where the article leaves it open. `citation` is where
    it stands, or nearly stands, with who says it there; its exact words are those beside the
    quotation. `elsewhere` are further places where it stands word for word.
    """

    quotation: str
    named: str | None
    verdict: Verdict
    under_name: bool | None = None
    citation: Citation | None = None
    differences: tuple[Difference, ...] = ()
    elsewhere: tuple[Citation, ...] = ()

    def __bool__(self) -> bool:
        return self.verdict == "word for word" and (self.named is None or bool(self.under_name))

    @property
    def speaker(self) -> Speaker | None:
        """Who says it in the article; None where nobody is quoted or it is left open who."""
        return self.citation.speaker if self.citation else None
