"""Every question of a set put to a program, and the record of each kept."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from eval.data.results import Record, Results
from eval.data.sets import JudgedArticle, JudgedQuestion

Item = TypeVar("Item")

Answerer = Callable[[JudgedQuestion], Record]
"""Makes the record of a question about the article that it was opened for."""


def ask_all(
    name: str,
    articles: Callable[[], Iterator[JudgedArticle]],
    results: Results,
    opened: Callable[[JudgedArticle], Answerer],
) -> int:
    """Adds the record of every question that is not done yet; returns how many there are in all.

    Articles are read twice, the first time to count, so that one at a time is in memory.
    """
    ids = [question.id for article in articles() for question in article.questions]
    done = sum((name, key) in results.done for key in ids)
    with progress(name, len(ids), done) as tick:
        for article in articles():
            todo = [asked for asked in article.questions if (name, asked.id) not in results.done]
            if not todo:
                continue
            record = opened(article)
            for question in todo:
                results.add(record(question))
                tick()
    return len(ids)


@contextmanager
def progress(what: str, total: int, done: int = 0) -> Iterator[Callable[[], None]]:
    """A bar on standard error; call what it gives after each question."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(what, total=total, completed=done)
        yield lambda: bar.advance(task)


def ticking(items: Iterable[Item], tick: Callable[[], None]) -> Iterator[Item]:
    """The items, with a tick after each is used."""
    for item in items:
        yield item
        tick()
