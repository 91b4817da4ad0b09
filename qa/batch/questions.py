"""The questions of a batch, from CSV, JSON Lines or plain lines."""

import csv
import io
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from index import ArticleQAError

STANDARD_INPUT = "-"
DELIMITERS = ",;\t"
"""Spreadsheets write any of these, by where they are used."""


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A question, the speaker whose words alone count, and the reader's own name for it."""

    question: str
    speaker: str | None = None
    id: str | None = None


def read_questions(place: str, speaker: str | None = None) -> list[AskedFor]:
    """The questions in a file, or from standard input where the place is "-".

    CSV has a column `question`, JSON Lines have objects with a `question`; either may give a
    `speaker`, else it is the one given here, and an `id`. Anything else is a question a line.
    Raises ArticleQAError for what cannot be read or holds no question.
    """
    name, text = _text(place)
    lines = [line.strip() for line in text.split("\n")]
    first = next(filter(None, lines), "")
    delimiter = next((sign for sign in DELIMITERS if "question" in _columns(first, sign)), None)
    if first.startswith("{"):
        found = list(_of_json_lines(name, lines))
    elif delimiter:
        found = list(_of_csv(name, text, delimiter))
    elif name.lower().endswith(".csv"):
        raise ArticleQAError(f"{name} has no column `question`: name it in the first line.")
    else:
        found = [AskedFor(line) for line in lines if line]
    if not found:
        raise ArticleQAError(f"{name} holds no question: write one on each line.")
    return [replace(asked, speaker=asked.speaker or speaker) for asked in found]


def _text(place: str) -> tuple[str, str]:
    """How messages name a place, and its text, with every line ended by a line feed."""
    name = "The standard input" if place == STANDARD_INPUT else place
    try:
        data = sys.stdin.buffer.read() if place == STANDARD_INPUT else Path(place).read_bytes()
    except OSError as error:
        raise ArticleQAError(
            f"{name} cannot be read ({error.strerror}): give a file of questions."
        ) from error
    try:
        return name, io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig").read()
    except UnicodeDecodeError as error:
        raise ArticleQAError(f"{name} is not in UTF-8: save it as UTF-8.") from error


def _columns(line: str, delimiter: str) -> list[str]:
    return [cell.strip(' "').lower() for cell in line.split(delimiter)]


def _of_csv(name: str, text: str, delimiter: str) -> Iterator[AskedFor]:
    lines = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    rows = (cells for cells in ([cell.strip() for cell in line] for line in lines) if any(cells))
    try:
        columns = [column.lower() for column in next(rows)]
        for row in rows:
            cells = dict(zip(columns, row, strict=False))
            yield AskedFor(cells["question"], cells.get("speaker") or None, cells.get("id") or None)
    except csv.Error as error:
        raise ArticleQAError(
            f"{name}, line {lines.line_num}, is not CSV ({error}): save it again."
        ) from error
    except KeyError:
        raise ArticleQAError(
            f"{name}, line {lines.line_num}, ends before its question: fill in the row."
        ) from None


def _of_json_lines(name: str, lines: Sequence[str]) -> Iterator[AskedFor]:
    for number, line in enumerate(lines, 1):
        if not line:
            continue
        try:
            row: Any = json.loads(line)
        except ValueError:
            raise ArticleQAError(
                f"{name}, line {number}, is not JSON: write an object on each line."
            ) from None
        given = row if isinstance(row, dict) else {}
        question, speaker, identity = (given.get(key) for key in ("question", "speaker", "id"))
        if not isinstance(question, str) or not isinstance(speaker, str | None):
            raise ArticleQAError(
                f"{name}, line {number}, asks nothing: give an object with a `question` and, if "
                "only one speaker's words count, a `speaker`, both text."
            )
        yield AskedFor(question, speaker or None, None if identity is None else str(identity))
