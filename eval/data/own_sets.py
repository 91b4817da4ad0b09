"""A set of questions of your own: what a judge's reply means, and the file that it goes to."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.data.files import read_rows, write_whole
from eval.data.sets import read_set
from index import Article, Span
from index.errors import EvaluationError


class OwnSet:
    """The judged questions on one article, in a file that may hold other articles too."""

    def __init__(self, path: Path, article: Article) -> None:
        """Starts a set, or goes on with the one in the file.

        Raises EvaluationError when the file is no set, or has another text for the article.
        """
        self._path = path
        self._article = article
        self._rows: list[dict[str, Any]] = []
        if path.exists():
            list(read_set(path))  # refuses a file that is no set before anything is added to it
            self._rows = [row for _, row in read_rows(path)]
        self._row = self._own_row()

    def __len__(self) -> int:
        return len(self._row["questions"])

    def __contains__(self, question: str) -> bool:
        return any(judged["question"] == question for judged in self._row["questions"])

    def add(self, question: str, answers: Sequence[Span]) -> None:
        """Adds a question with the spans that answer it, and writes the whole file."""
        text = self._article.text
        self._row["questions"].append(
            {
                "id": f"{self._article.id}-{len(self) + 1}",
                "question": question,
                "answers": [{"text": span.of(text), "start": span.start} for span in answers],
            }
        )
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in self._rows)
        write_whole(self._path, "".join(lines))

    def _own_row(self) -> dict[str, Any]:
        for row in self._rows:
            if row["article_id"] == self._article.id:
                if row["text"] != self._article.text:
                    raise EvaluationError(
                        f"{self._path} has another text under the id {self._article.id}."
                    )
                return row
        fresh = {
            "dataset": self._path.stem,
            "article_id": self._article.id,
            "title": self._article.title or "",
            "text": self._article.text,
            "questions": [],
        }
        self._rows.append(fresh)
        return fresh


def parse_judgment(reply: str, text: str, sentences: Sequence[Span]) -> list[Span] | None:
    """The spans that a reply names: numbers of sentences, words in quotation marks, or none.

    None when the reply is something else. Sentences are counted from 1.

    >>> parse_judgment("2", "One. Two.", [Span(0, 4), Span(5, 9)])
    [Span(start=5, end=9)]
    >>> parse_judgment('"Two"', "One. Two.", [Span(0, 4), Span(5, 9)])
    [Span(start=5, end=8)]
    """
    reply = reply.strip()
    if reply.casefold() == "none":
        return []
    if quoted := re.fullmatch(r"[\"“](.+)[\"”]", reply):
        words = quoted[1]
        starts = [match.start() for match in re.finditer(re.escape(words), text)]
        return [Span(start, start + len(words)) for start in starts] or None
    numbers = re.split(r"[\s,]+", reply)
    if all(number.isdecimal() and 1 <= int(number) <= len(sentences) for number in numbers):
        return [sentences[int(number) - 1] for number in numbers]
    return None
