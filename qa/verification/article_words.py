"""The words of an article, ready to be compared, and those that a quotation may pass over."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.indexed import IndexedArticle
from index.speakers.quotation_marks import Quotation, quotations
from index.text import Span
from qa.verification.words import Word, words_of

MARKS_BEFORE_A_CUE = ",?!—–-…"
"""What stands before a closing mark when the sentence goes on with who said it."""
LEADS_ON = re.compile(
    r"(?:^|[,;–—-])\s*(?:and|but|or|nor|yet|so|then|though|although|while|whereas|despite|because|adding)\b"
    r"|[^,.;?!–—-]$",
    re.I,
)
"""What more than says who speaks: it joins the halves by words of the reporter's.

A conjunction does ("she said, but despite the tone, ..."), and so does a clause that goes on into
the second half, with no mark between ("he said and called it ...").
"""
MOST_WORDS_BETWEEN = 25
"""The most words that say who speaks in the middle of a quotation."""

Bridge = tuple[int, int]
"""The first of some words and the one after the last, by their places."""


@dataclass(frozen=True, slots=True, eq=False)
class ArticleWords:
    """The words of an article; `numbers` are those of their keys in `vocabulary`.

    `bridges` are words that a quotation passes over without a sign: "he said" between its halves,
    and furniture; `quotations` are what stands between quotation marks.
    """

    indexed: IndexedArticle
    words: tuple[Word, ...]
    vocabulary: dict[str, int]
    numbers: NDArray[np.int32]
    bridges: tuple[Bridge, ...]
    quotations: tuple[Quotation, ...]

    @classmethod
    def of(cls, indexed: IndexedArticle) -> "ArticleWords":
        """Reads the words of an article: all of its text, its title and furniture too."""
        words = tuple(words_of(indexed.article.text))
        vocabulary: dict[str, int] = {}
        numbers = [vocabulary.setdefault(word.key, len(vocabulary)) for word in words]
        marked = tuple(quotations(indexed.article.text))
        passed = sorted([*_interruptions(indexed, marked), *indexed.article.spans("furniture")])
        starts = [word.span.start for word in words]
        bridges = (
            (bisect_left(starts, span.start), bisect_left(starts, span.end)) for span in passed
        )
        joined = tuple(_joined(bridge for bridge in bridges if bridge[0] < bridge[1]))
        return cls(indexed, words, vocabulary, np.array(numbers, dtype=np.int32), joined, marked)

    def span(self, first: int, last: int) -> Span:
        """Where the words from `first` up to but not with `last` stand."""
        return Span(self.words[first].span.start, self.words[last - 1].span.end)


def _interruptions(indexed: IndexedArticle, marked: Sequence[Quotation]) -> Iterator[Span]:
    """What stands between the halves of a quotation: who says it, and no more."""
    text = indexed.article.text
    outer = [quotation for quotation in marked if quotation.primary] or marked
    for first, second in pairwise(outer):
        between = Span(first.span.end, second.span.start)
        if (
            len(between)
            and _goes_on(text, first)
            and _is_short(indexed, between)
            and not LEADS_ON.search(between.of(text).strip())
        ):
            yield between


def _goes_on(text: str, quotation: Quotation) -> bool:
    """Whether a comma, or a mark that can stand for it, says that the sentence is not over."""
    after = text[quotation.span.end : quotation.span.end + 1]
    return quotation.closed and (text[quotation.span.end - 2] in MARKS_BEFORE_A_CUE or after == ",")


def _is_short(indexed: IndexedArticle, between: Span) -> bool:
    """Whether few words stand there, and no sentence of their own."""
    if any(between.start < sentence.start for sentence in indexed.sentences_in(between)):
        return False
    return sum(1 for _ in words_of(indexed.article.text, between)) <= MOST_WORDS_BETWEEN


def _joined(bridges: Iterator[Bridge]) -> Iterator[Bridge]:
    """Bridges that touch, made one."""
    first, last = 0, 0
    for start, end in bridges:
        if start > last:
            if last > first:
                yield first, last
            first = start
        last = max(last, end)
    if last > first:
        yield first, last
