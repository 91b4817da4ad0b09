"""Every question of a set put to a program, and the record of each kept."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from eval.data.results import Record, Results
from eval.data.sets import JudgedArticle, JudgedQuestion
from qa.showing.progress import progress_bar

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
    with progress_bar(name, len(ids), done) as tick:
        for article in articles():
            todo = [asked for asked in article.questions if (name, asked.id) not in results.done]
            if not todo:
                continue
            record = opened(article)
            for question in todo:
                results.add(record(question))
                tick()
    return len(ids)


def ticking(items: Iterable[Item], tick: Callable[[], None]) -> Iterator[Item]:
    """The items, with a tick after each is used."""
    for item in items:
        yield item
        tick()
