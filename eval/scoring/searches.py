"""A search of the program over articles, without the networks that read."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from pathlib import Path

from eval.scoring.ranking_records import Search
from index import Article
from index.build import index_article
from index.database import is_library
from index.embedding import Encoder, default_encoder
from index.library import make_library, open_library
from index.passage_index import PassageIndex
from index.store import Retriever, ScoredPassage, Store
from index.text import WORD_OR_SYMBOL_RUN

Open = Callable[[Iterable[Article]], Search]


def open_search(
    encoder: Encoder | None,
    budget: int,
    retriever: Retriever,
    articles: Iterable[Article],
    *,
    keep: Path | None = None,
) -> Search:
    """A search of the articles in memory, or in the library that is kept in a folder."""
    encoder = encoder or default_encoder()
    indexed = (
        index_article(article, encoder, budget=budget, attribute=False) for article in articles
    )
    if not keep:
        return _search(PassageIndex(encoder, indexed, budget=budget), retriever)
    if not is_library(keep):
        make_library(keep, encoder, budget, indexed).database.close()
    return _search(open_library(keep, encoder), retriever)


def _search(index: Store, retriever: Retriever) -> Search:
    def search(question: str, k: int) -> list[ScoredPassage]:
        return index.search(shortened(question, index.encoder), k, retriever=retriever)

    return search


def shortened(question: str, encoder: Encoder) -> str:
    """The question, or as many of its first words as the encoder reads.

    Collections have questions as long as an article; the program itself refuses those.
    """
    ends = [word.end() for word in WORD_OR_SYMBOL_RUN.finditer(question)]
    fits = bisect_left(ends, True, key=lambda end: encoder.count(question[:end]) > encoder.limit)
    return question if fits == len(ends) else question[: ends[max(fits - 1, 0)]]
