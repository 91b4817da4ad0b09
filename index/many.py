"""Many articles made ready at once, by a pool of processes."""

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

from index.articles import Article
from index.build import index_article
from index.embedding import Encoder
from index.errors import ArticleQAError
from index.indexed import IndexedArticle
from index.minilm import MiniLM

ARTICLES_FOR_A_POOL = 8
"""Fewer are indexed sooner by one process than others are started."""

Outcome = tuple[Article, IndexedArticle | ArticleQAError]


def index_articles(
    articles: Sequence[Article], encoder: Encoder, *, budget: int, processes: int | None = None
) -> Iterator[Outcome]:
    """Each article with what `index_article` makes of it, or with what is wrong with it, in order.

    The default encoder works in as many processes, or in one for each core; any other in this one.
    Raises ArticleQAError when a process dies.
    """
    processes = min(processes or len(os.sched_getaffinity(0)), len(articles))
    if processes < 2 or len(articles) < ARTICLES_FOR_A_POOL or not isinstance(encoder, MiniLM):
        for article in articles:
            yield article, _index(article, encoder, budget)
        return
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _leave_interrupts_to_the_parent)
    try:
        alone = MiniLM(threads=1)
        outcomes = [pool.submit(_index, article, alone, budget) for article in articles]
        for article, outcome in zip(articles, outcomes, strict=True):
            yield article, _result(outcome)
    finally:
        pool.shutdown(cancel_futures=True)


def _index(article: Article, encoder: Encoder, budget: int) -> IndexedArticle | ArticleQAError:
    try:
        return index_article(article, encoder, budget=budget)
    except ArticleQAError as error:
        return error


def _result(outcome: "Future[IndexedArticle | ArticleQAError]") -> IndexedArticle | ArticleQAError:
    try:
        return outcome.result()
    except BrokenProcessPool as error:
        raise ArticleQAError(
            "An indexing process died, perhaps because memory ran out: what was indexed is "
            "kept; index the rest again."
        ) from error


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
