"""Tests of files of many articles: every line an article, or an error with its number."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index import read_articles
from index.errors import ArticleError

TEXT = "The bridge opened on Monday. Crowds came."


def written(path: Path, *rows: Any) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_all_that_a_line_can_say(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.jsonl",
        {
            "id": "x1",
            "title": "A bridge",
            "text": TEXT,
            "url": "https://news.example/a",
            "authors": ["Ann Lee", " "],
            "published": "2025-02-16T10:00:00Z",
            "more": 1,
        },
        {"text": "By Bo Ek\n" + TEXT, "authors": None, "title": None},
        {"text": TEXT + " ", "authors": "Cy Day"},
    )
    first, second, third = read_articles(path)
    assert (first.id, first.title, first.text, first.source) == (
        "x1",
        "A bridge",
        TEXT,
        "https://news.example/a",
    )
    assert (first.authors, first.published) == (("Ann Lee",), date(2025, 2, 16))
    assert (second.authors, second.published, second.source) == (("Bo Ek",), None, None)
    assert third.authors == ("Cy Day",)


def test_any_other_place_holds_one_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.")
    assert [article.text for article in read_articles(tmp_path / "a.txt")] == ["It rained."]
    with pytest.raises(ArticleError, match="not a public address"):
        list(read_articles("http://127.0.0.1/a.jsonl"))


def test_blank_lines_and_a_byte_order_mark_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps({"text": TEXT}).encode() + b"\r\n\r\n  \n")
    assert [article.text for article in read_articles(str(path))] == [TEXT]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[1]", "must be an object"),
        ("{}", "`text` is missing"),
        ('{"text": ""}', "`text` is missing"),
        ('{"text": 1}', "`text` must be a string"),
        ('{"text": "..."}', "holds no sentence"),
        ('{"text": "One \\ud800 half."}', "surrogate"),
        ('{"text": "It rained.", "title": "\\ud800"}', "surrogate"),
        ('{"text": "NUL \\u0000 here."}', "NUL"),
        ('{"text": "It rained.", "authors": [1]}', "`authors` must be a list"),
        ('{"text": "It rained.", "authors": {}}', "`authors` must be a list"),
        ('{"text": "It rained.", "published": "soon"}', "`published` must be a date"),
        ('{"text": "The bridge opened on Monday. Crowds came."}', "that of an earlier line"),
    ],
)
def test_bad_lines_are_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": TEXT}) + "\n" + line + "\n")
    with pytest.raises(ArticleError, match=rf"^a\.jsonl, line 2:? .*{message}.*\.$"):
        list(read_articles(path))


def test_bytes_that_are_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "caf\xe9"}')
    with pytest.raises(ArticleError, match="line 1: this is not JSON in UTF-8"):
        list(read_articles(path))


def test_missing_and_empty_files(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="does not exist"):
        list(read_articles(tmp_path / "a.jsonl"))
    (tmp_path / "a.jsonl").write_text("\n")
    with pytest.raises(ArticleError, match="is empty"):
        list(read_articles(tmp_path / "a.jsonl"))
