"""What may answer a question, before anything is cited: places, and how likely each is."""

from dataclasses import dataclass

from index import Span
from index.indexed import IndexedArticle


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence, or a part of an article such as its title, and the exact words in it."""

    indexed: IndexedArticle
    span: Span
    answer: Span | None = None

    @property
    def text(self) -> str:
        """The words at the place."""
        return self.span.of(self.indexed.article.text)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that was read, and the chance that it answers.

    `rank` orders the candidates for a question: the greater, the likelier, in log-odds.
    """

    place: Place
    rank: float
    probability: float


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for a question: what an article states of itself, or else candidates.

    `stated` are titles, bylines, dates or openings, which answer for certain; `candidates` come
    with the likeliest first.
    """

    stated: tuple[Place, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    @property
    def probability(self) -> float:
        """The chance that the best of it answers; 0 when nothing was found."""
        if self.stated:
            return 1.0
        return self.candidates[0].probability if self.candidates else 0.0
