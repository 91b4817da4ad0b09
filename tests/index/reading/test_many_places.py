"""Tests of many articles at once: folders, pages saved with their folders, several URLs."""

from pathlib import Path

import pytest

from index import read_articles, reading
from index.articles import Article
from index.errors import ArticleError

WORDS = "The town opened its new bridge on Monday. Crowds came early."


def test_the_articles_of_a_folder(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.TXT", "a/d.md", ".hidden.txt", ".git/x.txt", "picture.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{name}\n{WORDS}")
    (tmp_path / "list.jsonl").write_text('{"text": "It rained."}\n{"text": "It snowed."}\n')
    names = [Path(article.source or "").name for article in read_articles(str(tmp_path))]
    assert names == ["c.TXT", "d.md", "b.txt", "", ""]


def test_what_a_browser_saved_beside_a_page_is_left_out(tmp_path: Path, tide_page: str) -> None:
    (tmp_path / "Tide [1].html").write_text(tide_page)
    for folder in ("Tide [1]_files", "other_files", "Tide [1]_files/more"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "frame.html").write_text(tide_page)
    found = [Path(article.source or "") for article in read_articles(tmp_path)]
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "Tide [1].html",
        "other_files/frame.html",
    ]


def test_a_folder_without_articles(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_text("x")
    with pytest.raises(ArticleError, match="holds no article: give a folder"):
        list(read_articles(tmp_path))


def test_several_urls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        reading, "read_article", lambda place: Article.from_text(f"It rained in {place}.")
    )
    texts = [article.text for article in read_articles("https://a.example  http://b.example ")]
    assert texts == ["It rained in https://a.example.", "It rained in http://b.example."]
    assert len(list(read_articles(" https://a.example/x y"))) == 1
