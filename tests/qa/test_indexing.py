"""Indexing many articles: what was done is kept when it is stopped."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from index import Article, ArticleQAError
from qa import ArticleQA
from qa.indexing import Indexing


def stop_after_one(
    bot: ArticleQA, articles: Sequence[Article]
) -> Iterator[tuple[Article, ArticleQAError | None]]:
    bot.add(articles[0])
    yield articles[0], None
    raise KeyboardInterrupt


def test_what_was_indexed_is_kept_when_it_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = []
    for number in range(2):
        (tmp_path / f"{number}.txt").write_text(f"The bridge number {number} opened in May.")
        places.append(str(tmp_path / f"{number}.txt"))
    library = tmp_path / "library"
    stopped = Indexing(library)
    stopped.read(places)
    assert not library.exists()
    monkeypatch.setattr(ArticleQA, "add_all", stop_after_one)
    with pytest.raises(KeyboardInterrupt):
        stopped.run()
    monkeypatch.undo()
    assert len(ArticleQA.load(library).articles) == 1
    resumed = Indexing(library)
    resumed.read(places)
    resumed.run()
    assert resumed.held == len(ArticleQA.load(library).articles) == 2
    assert not resumed.problems
    again = Indexing(library)
    again.read(places)
    again.run()
    assert again.held == 2
