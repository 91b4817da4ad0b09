"""What readers judge of answers, kept in a file that `python -m eval answers` reads as a set."""

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index import Article, ArticleQAError, Span
from index.text import SURROGATE_HALF
from qa.page.judgments import Judgment

FILE_LIMIT = 50_000_000
"""Bytes of the file, which is written anew with each judgment."""


class Feedback:
    """The file that judgments go to: an article a line, with its judged questions.

    Each judgment writes the file anew, whole, while no other thread or program writes it.
    """

    def __init__(self, path: Path) -> None:
        """Raises ArticleQAError for a file that cannot be written or holds something else."""
        if path.suffix != ".jsonl":
            raise ArticleQAError(f"{path} is no name for judged questions: end it with .jsonl.")
        self._path = path.resolve()
        with self._locked():
            self._write(self._rows())

    def keep(self, judgment: Judgment) -> None:
        """Keeps a judgment, in the place of an earlier one of the same question.

        Raises ArticleQAError when it cannot be written.
        """
        with self._locked():
            rows = self._rows()
            for row in rows:
                for kind in row.keys() & {"questions", "open"}:
                    row[kind] = [asked for asked in row[kind] if asked["id"] != judgment.asked.id]
            kind = "open" if judgment.places is None else "questions"
            _row_of(judgment.article, rows).setdefault(kind, []).append(_question(judgment))
            self._write(rows)

    def _rows(self) -> list[dict[str, Any]]:
        try:
            text = self._path.read_text("utf-8") if self._path.exists() else ""
            rows = [json.loads(line) for line in text.split("\n") if line.strip()]
        except OSError as error:
            raise ArticleQAError(f"{self._path} cannot be read ({error.strerror}).") from error
        except ValueError:
            rows = [None]
        if not all(map(_is_article, rows)):
            raise ArticleQAError(
                f"{self._path} holds something else than judged questions: name another file."
            )
        return rows

    def _write(self, rows: Sequence[dict[str, Any]]) -> None:
        data = "".join(f"{_kept(json.dumps(row, ensure_ascii=False))}\n" for row in rows).encode()
        if len(data) > FILE_LIMIT:
            raise ArticleQAError("The file for judgments is full: tell whoever serves this page.")
        half = self._path.with_name(f".{self._path.name}.half")
        try:
            with half.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            half.replace(self._path)
        except OSError as error:
            half.unlink(missing_ok=True)
            raise ArticleQAError(f"{self._path} cannot be written ({error.strerror}).") from error

    @contextmanager
    def _locked(self) -> Iterator[None]:
        # The folder is locked, as the file is another one after each judgment.
        try:
            folder = os.open(self._path.parent, os.O_RDONLY)
        except OSError as error:
            raise ArticleQAError(
                f"{self._path} cannot be written ({error.strerror}): make its folder first."
            ) from error
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)


def _question(judgment: Judgment) -> dict[str, Any]:
    """A judged question as a set has it, and what was shown, for whoever reads the file.

    Where the answer was right, so was what was understood, if that stands alone; else the question
    stands as it was asked, after what it may lean on.
    """
    asked, text = judgment.asked, judgment.article.text
    answer = asked.answer
    understood = judgment.right and not answer.about
    leans = not understood and answer.searched != answer.question
    cited = answer.citations[0] if answer.citations else None
    told = {
        "speaker": cited.speaker.name if judgment.right and cited and cited.speaker else None,
        "said_by": asked.speaker,
        "turns": list(asked.turns) if leans else None,
        "click": _words(asked.click, text) if leans and asked.click else None,
    }
    judged: dict[str, Any] = {
        "id": asked.id,
        "question": answer.searched if understood else answer.question,
    }
    if judgment.places is not None:
        judged["answers"] = [_words(place, text) for place in judgment.places]
    shown = {"judged": "right" if judgment.right else "wrong", "shown": answer.text}
    return judged | {name: fact for name, fact in told.items() if fact} | shown


def _words(place: Span, text: str) -> dict[str, Any]:
    return {"text": place.of(text), "start": place.start}


def _row_of(article: Article, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The line of an article, which is added where it is new."""
    text = _kept(article.text)
    for row in rows:
        if (row["article_id"], row["text"]) == (article.id, text):
            return row
    named = {"article_id": article.id, "title": article.title or ""}
    rows.append({**named, "text": text, "questions": []})
    return rows[-1]


def _kept(text: str) -> str:
    return SURROGATE_HALF.sub("\ufffd", text)


def _is_article(row: Any) -> bool:
    """Whether an object is what a line of the file must be."""
    if not isinstance(row, dict):
        return False
    judged = [row.get("questions"), row.get("open", [])]
    return all(isinstance(row.get(name), str) for name in ("article_id", "text")) and all(
        isinstance(asked, list) and all(isinstance(each, dict) and "id" in each for each in asked)
        for asked in judged
    )
