"""Files that hold many articles, a JSON object on each line (JSONL)."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from index.articles import Article
from index.errors import ArticleError
from index.reading.contents import Contents, checked

LONGEST_LINE_BYTES = 50_000_000


def read_article_list(path: Path) -> Iterator[Article]:
    """The articles of a JSONL file in order, each read when it is asked for.

    A line is an object with `text` and, where known, `id`, `title`, `url`, `authors` (a list of
    names, or a name) and `published` (YYYY-MM-DD). Raises ArticleError with the line's number.
    """
    if not path.is_file():
        raise ArticleError(f"{path} does not exist or is not a file: check its name.")
    seen: set[str] = set()
    with path.open("rb") as lines:
        number = 0
        while line := lines.readline(LONGEST_LINE_BYTES):
            number += 1
            if line.strip(b"\xef\xbb\xbf \t\r\n"):
                where = f"{path.name}, line {number}:"
                article = _article(_object(line, where), where)
                if article.id in seen:
                    raise ArticleError(f"{where} the id {article.id!r} is that of an earlier line.")
                seen.add(article.id)
                yield article
    if not seen:
        raise ArticleError(f"{path} is empty: give a file with an article on each line.")


def _object(line: bytes, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ArticleError(
            f"{where} this is not JSON in UTF-8: write an object on each line."
        ) from None
    if not isinstance(row, dict):
        raise ArticleError(f"{where} this must be an object with a `text`.")
    return row


def _article(row: dict[str, Any], where: str) -> Article:
    for key in ("id", "title", "text", "url", "published"):
        value = row.get(key)
        if value is not None and not isinstance(value, str):
            raise ArticleError(f"{where} `{key}` must be a string.")
        if value is not None:
            checked(Contents(value), where.removesuffix(":"))
    if not row.get("text"):
        raise ArticleError(f"{where} `text` is missing: give the text of the article.")
    try:
        return Article.from_text(
            row["text"],
            row.get("title") or None,
            authors=_authors(row.get("authors"), where),
            published=_day(row.get("published"), where),
            source=row.get("url") or None,
            id=row.get("id") or None,
        )
    except ArticleError as error:
        message = str(error)
        raise ArticleError(message if message.startswith(where) else f"{where} {message}") from None


def _authors(value: Any, where: str) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else [] if value is None else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ArticleError(f"{where} `authors` must be a list of names.")
    return tuple(name for name in names if name.strip())


def _day(value: str | None, where: str) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        raise ArticleError(f"{where} `published` must be a date like 2025-02-16.") from None
