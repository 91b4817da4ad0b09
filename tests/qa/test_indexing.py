"""Indexing many articles: what was done is kept when it is stopped."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from index import Article, ArticleQAError
from index.embedding import Encoder
from index.library import make_library
from qa import ArticleQA
from qa.indexing import Indexing, Part, Watch


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


def write(folder: Path, *numbers: int) -> None:
    for number in numbers:
        text = f"The bridge number {number} opened in May."
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")


def test_every_file_of_a_folder_is_indexed_but_for_the_bad_ones(tmp_path: Path) -> None:
    news = tmp_path / "news"
    (news / "old").mkdir(parents=True)
    write(news, 1, 3)
    write(news / "old", 4)
    (news / "2.txt").write_text("")
    indexing = Indexing(tmp_path / "library")
    indexing.read([str(news)])
    indexing.run()
    assert indexing.held == 3
    (problem,) = indexing.problems
    assert "2.txt" in problem


def test_a_folder_without_articles_is_said(tmp_path: Path) -> None:
    with pytest.raises(ArticleQAError, match="holds no article: give a folder of text"):
        Indexing(tmp_path / "library").read([str(tmp_path)])


def test_the_parts_of_all_articles_are_all_of_them(tmp_path: Path) -> None:
    write(tmp_path, *range(6))
    indexing = Indexing(tmp_path / "library", Part(1, 2))
    indexing.read([str(tmp_path)])
    indexing.run()
    assert 0 < indexing.held < 6
    other = Indexing(tmp_path / "library", Part(2, 2))
    other.read([str(tmp_path)])
    other.run()
    assert other.held == 6


@pytest.mark.parametrize("text", ["", "3", "0/4", "5/4", "1/0", "a/b", "-1/4", "1/4/2", "²/4"])
def test_what_is_no_part_is_said(text: str) -> None:
    with pytest.raises(ArticleQAError, match="is not a part: give its number and how many parts"):
        Part.parsed(text)
    assert Part.parsed("3/16") == Part(3, 16)


def test_a_folder_is_watched_for_whole_files(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    indexing = Indexing(tmp_path / "library")
    watch = Watch(news, indexing)
    watch.look()
    write(news, 1)
    watch.look()
    assert indexing.held == 0
    with (news / "1.txt").open("a") as file:
        file.write(" It cost 3 million euros.")
    watch.look()
    assert indexing.held == 0
    watch.look()
    watch.look()
    (article,) = ArticleQA.load(tmp_path / "library").articles
    assert article.text.endswith("euros.")
    (news / "2.txt").write_text("")
    watch.look()
    watch.look()
    watch.look()
    assert (indexing.held, len(indexing.problems)) == (1, 1)
    with pytest.raises(ArticleQAError, match="is not a folder: give a folder to watch"):
        Watch(news / "1.txt", indexing)


def test_a_file_that_goes_while_it_is_looked_at_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone.txt"
    monkeypatch.setattr("qa.indexing.files_with_articles", lambda _: [gone])
    indexing = Indexing(tmp_path / "library")
    watch = Watch(tmp_path, indexing)
    watch.look()
    watch.look()
    assert "gone.txt" in indexing.problems[0]


def test_a_library_that_another_process_makes_at_the_same_time_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "library"

    def make_after_another(folder: Path, encoder: Encoder, budget: int) -> None:
        monkeypatch.undo()
        other = ArticleQA.open(folder)
        other.add(Article.from_text("The bridge opened in May."))
        make_library(folder, encoder, budget)

    monkeypatch.setattr("qa.article_qa.make_library", make_after_another)
    assert len(ArticleQA.open(library).articles) == 1
    (tmp_path / "file").write_text("")
    with pytest.raises(ArticleQAError, match="A library cannot be made in"):
        ArticleQA.open(tmp_path / "file")
