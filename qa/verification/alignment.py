"""A quotation laid beside the words of an article: where they are the same, and where not.

The best placing of all its words in order, as of a short sequence in a long one (Sellers 1980),
with gaps that cost nearly nothing where the quotation shows that it has them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from qa.verification.article_words import ArticleWords
from qa.verification.quotation import Gap, Piece, QuotedWord

SAME_SCORE = 1000
OTHER_SCORE = -1000
ADDED_SCORE = -1001
"""Of a word that the article has another in place of, and of one that it has none for."""
LEFT_OUT_SCORE = -600
"""Of a word of the article that the quotation drops without a sign."""
PASSED_SCORE = -1
"""Of each word that a gap stands for, and of passing over who says it: the nearest place wins."""
MOST_PLACINGS = 20
"""Of a quotation in an article."""

Scores = NDArray[np.int32]
Step = Literal["same", "other", "added", "left out", "passed"]


@dataclass(frozen=True, slots=True)
class Aligned:
    """A step of an alignment: a piece of the quotation, words of the article, or one beside other.

    `piece` is the number of the piece, None where the quotation has nothing; `first` and `last`
    are words of the article, `last` not included.
    """

    step: Step
    piece: int | None
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """A placing of a quotation in an article, and its score: 1 where every word is the same."""

    steps: tuple[Aligned, ...]
    score: float

    @property
    def is_exact(self) -> bool:
        """Whether every word is the same, but for what gaps stand for."""
        return all(step.step in ("same", "passed") for step in self.steps)

    @property
    def first(self) -> int:
        """The first word of the article that it covers."""
        return self.steps[0].first

    @property
    def last(self) -> int:
        """The word after the last that it covers."""
        return self.steps[-1].last


def alignments(pieces: Sequence[Piece], article: ArticleWords, *, least: float) -> list[Alignment]:
    """The placings of a quotation that score `least` or more, the best first, none over another."""
    rows = _scores(pieces, article)
    whole = SAME_SCORE * sum(isinstance(piece, QuotedWord) for piece in pieces)
    ends = np.flatnonzero(rows[-1] >= max(1, least * whole))
    found: list[Alignment] = []
    taken = np.zeros(len(rows[-1]), dtype=bool)
    for end in ends[np.argsort(-rows[-1][ends], kind="stable")]:
        if len(found) == MOST_PLACINGS:
            break
        if taken[end]:
            continue
        steps = tuple(_steps(pieces, article, rows, int(end)))[::-1]
        placed = Alignment(steps, float(rows[-1][end]) / whole)
        if not taken[placed.first + 1 : placed.last + 1].any():
            found.append(placed)
        taken[placed.first + 1 : placed.last + 1] = True
    return found


def _scores(pieces: Sequence[Piece], article: ArticleWords) -> Scores:
    """The best score of the first so many pieces, with the last before so many words."""
    count = len(article.words)
    rows = np.zeros((len(pieces) + 1, count + 1), dtype=np.int32)
    for number, piece in enumerate(pieces):
        before, here = rows[number], rows[number + 1]
        if isinstance(piece, Gap):
            here[:] = _running(before, PASSED_SCORE)
            continue
        here[0] = before[0] + ADDED_SCORE
        beside = np.where(_fitting(piece, article), SAME_SCORE, OTHER_SCORE)
        here[1:] = np.maximum(before[:-1] + beside, before[1:] + ADDED_SCORE)
        here[:] = _running(here, LEFT_OUT_SCORE)
        for first, last in article.bridges:
            here[last] = max(here[last], here[first] + PASSED_SCORE)
        here[:] = _running(here, LEFT_OUT_SCORE)
    return rows


def _running(row: Scores, cost: int) -> Scores:
    """The best that each place can have from a place before it, at a cost for each step."""
    slope = np.arange(len(row), dtype=np.int64) * cost
    return (np.maximum.accumulate(row - slope) + slope).astype(np.int32)


def _fitting(piece: QuotedWord, article: ArticleWords) -> NDArray[np.bool_]:
    if piece.stem is None:
        fits: NDArray[np.bool_] = article.numbers == article.vocabulary.get(piece.key, -1)
        return fits
    keys = [number for key, number in article.vocabulary.items() if piece.fits(key)]
    return np.isin(article.numbers, keys)


def _steps(
    pieces: Sequence[Piece], article: ArticleWords, rows: Scores, end: int
) -> Iterator[Aligned]:
    """The steps that lead to a score, the last of them first."""
    bridges = {last: first for first, last in article.bridges}
    number, place = len(pieces), end
    while number:
        piece, score = pieces[number - 1], rows[number, place]
        if isinstance(piece, Gap):
            first = place
            while rows[number - 1, first] + (place - first) * PASSED_SCORE != score:
                first -= 1
            yield Aligned("passed", number - 1, first, place)
            number, place = number - 1, first
            continue
        fits = place > 0 and piece.fits(article.words[place - 1].key)
        if place and score == rows[number - 1, place - 1] + (SAME_SCORE if fits else OTHER_SCORE):
            yield Aligned("same" if fits else "other", number - 1, place - 1, place)
            number, place = number - 1, place - 1
        elif score == rows[number - 1, place] + ADDED_SCORE:
            yield Aligned("added", number - 1, place, place)
            number -= 1
        elif place in bridges and score == rows[number, bridges[place]] + PASSED_SCORE:
            yield Aligned("passed", None, bridges[place], place)
            place = bridges[place]
        else:
            yield Aligned("left out", None, place - 1, place)
            place -= 1
