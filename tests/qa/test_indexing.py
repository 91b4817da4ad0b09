"""Indexing many articles: what was done is kept when it is stopped."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from index import Article, ArticleQAError
from qa import ArticleQA
from qa.indexing import Indexing


class Stopped(ArticleQA):
    """A bot that is stopped after the first article."""

    def add_all(
        self, articles: Sequence[Article], *, processes: int | None = None
    ) -> Iterator[tuple[Article, ArticleQAError | None]]:
        self.add(articles[0])
        yield articles[0], None
        raise KeyboardInterrupt


def test_what_was_indexed_is_kept_when_it_is_stopped(tmp_path: Path) -> None:
    places = []
    for number in range(2):
        (tmp_path / f"{number}.txt").write_text(f"The bridge number {number} opened in May.")
        places.append(str(tmp_path / f"{number}.txt"))
    library = tmp_path / "library"
    stopped = Indexing(Stopped(), library)
    stopped.read(places)
    with pytest.raises(KeyboardInterrupt):
        stopped.run()
    bot = ArticleQA.load(library)
    assert len(bot.articles) == 1
    resumed = Indexing(bot, library)
    resumed.read(places)
    resumed.run()
    assert len(ArticleQA.load(library).articles) == 2
    assert not resumed.problems
