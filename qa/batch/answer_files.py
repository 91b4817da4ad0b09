"""The file of a batch's answers: written one at a time, and gone on with after a stop."""

import csv
import fcntl
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from index import ArticleQAError
from index.text import SURROGATE_HALF
from qa.batch.questions import AskedFor
from qa.citing.answers import Answer
from qa.showing import forms
from qa.showing.tables import ANSWER_COLUMNS, answer_cells, inert

ASKED_COLUMNS = "id question speaker articles".split()
WHOLE_ROWS = re.compile(rb'(?:(?:[^"\n]++|"[^"]*+")*+\n)*+')


@dataclass(frozen=True, slots=True)
class Answered:
    """A question of a batch and its answer, or what is wrong with the question.

    `articles` is a hash of the articles that were asked.
    """

    asked: AskedFor
    articles: str
    answer: Answer | None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file of answers tells of one: its question, articles and verdict, or an error."""

    question: str
    speaker: str | None
    articles: str
    verdict: str | None

    def answers(self, asked: AskedFor) -> bool:
        """Whether it is about this question."""
        return [*map(_written, (self.question, self.speaker))] == [
            *map(_written, (asked.question, asked.speaker))
        ]


class Format(Protocol):
    """How answers are written."""

    head: bytes
    """What stands before the first."""
    begins: bytes
    """What each begins with, and an unfinished one too."""

    def written(self, answered: Answered) -> bytes:
        """An answer with the end of its record."""
        ...

    def whole(self, data: bytes) -> int:
        """The length of the whole records, without one that was cut."""
        ...

    def kept(self, data: bytes) -> Iterator[Kept]:
        """What whole records tell, without the head; ValueError for those of another file."""
        ...


class JsonLines:
    """An object a line, with the whole answer."""

    head, begins = b"", b'{"version":'

    def written(self, answered: Answered) -> bytes:
        """An answer as a line of JSON."""
        asked, answer = answered.asked, answered.answer
        line = forms.Answered(
            id=asked.id,
            question=asked.question,
            speaker=asked.speaker,
            articles=answered.articles,
            answer=None if answer is None else forms.Answer.of(answer),
            error=answered.error,
        )
        return f"{line.model_dump_json()}\n".encode()

    def whole(self, data: bytes) -> int:
        """The length of the lines that are ended."""
        return data.rfind(b"\n") + 1

    def kept(self, data: bytes) -> Iterator[Kept]:
        """What the lines tell."""
        for line in data.splitlines():
            row = forms.Answered.model_validate_json(line)
            verdict = row.answer.verdict if row.answer else None
            yield Kept(row.question, row.speaker, row.articles, verdict)


class Csv:
    """A row an answer, with its first citation; no cell is one that a spreadsheet computes."""

    columns = (*ASKED_COLUMNS, *ANSWER_COLUMNS, "error")
    begins = b""

    def __init__(self) -> None:
        self.head = self._row(self.columns)

    def written(self, answered: Answered) -> bytes:
        """An answer as a row."""
        asked, answer = answered.asked, answered.answer
        cells = [asked.id, asked.question, asked.speaker, answered.articles]
        cells += [""] * len(ANSWER_COLUMNS) if answer is None else answer_cells(answer)
        return self._row([*cells, answered.error])

    def whole(self, data: bytes) -> int:
        """The length of the rows that are ended, by a line's end that stands in no cell."""
        rows = WHOLE_ROWS.match(data)
        return rows.end() if rows else 0

    def kept(self, data: bytes) -> Iterator[Kept]:
        """What the rows tell."""
        for row in csv.reader(io.StringIO(data.decode("utf-8"), newline="")):
            cells = dict(zip(self.columns, row, strict=True))
            yield Kept(
                cells["question"], cells["speaker"] or None, cells["articles"], cells["verdict"]
            )

    @staticmethod
    def _row(cells: Sequence[str | None]) -> bytes:
        out = io.StringIO()
        csv.writer(out).writerow(map(_written, cells))
        return out.getvalue().encode()


def _written(cell: str | None) -> str:
    """A cell as it stands in a file."""
    return inert(SURROGATE_HALF.sub("\ufffd", cell or ""))


ANSWER_FORMATS: dict[str, type[Format]] = {".csv": Csv, ".jsonl": JsonLines}


class AnswerFile:
    """A file of answers that is open to be added to; `kept` are those that it holds."""

    def __init__(self, path: Path, file: IO[bytes], form: Format) -> None:
        """Mends a last answer that was cut. Raises ArticleQAError for a file of anything else."""
        self._path, self._file, self._form = path, file, form
        data = file.read()
        body = data.removeprefix(form.head)
        try:
            if data[: len(form.head)] != form.head[: len(data)]:
                raise ValueError("another head")
            end = form.whole(body)
            cut = body[end:]
            if cut[: len(form.begins)] != form.begins[: len(cut)]:
                raise ValueError("another beginning")
            self.kept = list(form.kept(body[:end]))
        except (ValueError, csv.Error) as error:
            raise ArticleQAError(
                f"{path} holds something other than answers: name another file."
            ) from error
        whole = len(form.head) + end if len(data) >= len(form.head) else 0
        file.truncate(whole)
        file.seek(whole)
        if not whole:
            self._write(form.head)

    def add(self, answered: Answered) -> None:
        """Writes one more answer. Raises ArticleQAError when the disk does not take it."""
        self._write(self._form.written(answered))
        verdict = None if answered.answer is None else answered.answer.verdict
        self.kept.append(
            Kept(answered.asked.question, answered.asked.speaker, answered.articles, verdict)
        )

    def _write(self, data: bytes) -> None:
        try:
            self._file.write(data)
            self._file.flush()
        except OSError as error:
            raise ArticleQAError(
                f"{self._path} cannot be written ({error.strerror}): make room and start again; "
                "it goes on where it stopped."
            ) from error


@contextmanager
def opened_answers(path: Path) -> Iterator[AnswerFile]:
    """A file of answers, new or not, that nobody else writes meanwhile. Raises ArticleQAError."""
    form = ANSWER_FORMATS.get(path.suffix.lower())
    if not form:
        raise ArticleQAError(f"{path} is not in a known format: name a .csv or .jsonl file.")
    try:
        path.touch()
        file = path.open("r+b")
    except OSError as error:
        raise ArticleQAError(
            f"{path} cannot be written ({error.strerror}): name another file."
        ) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ArticleQAError(
                f"{path} is being written by another program: wait for it, or name another file."
            ) from error
        yield AnswerFile(path, file, form())
