"""Results question by question, in a file from which a stopped run goes on."""

import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from eval.data.files import check_writable, set_hash
from index.errors import EvaluationError

Record = dict[str, Any]
"""What is kept of a question: `set`, `id`, `article`, `question`, `values` by measure and more."""


class Results:
    """Records in a JSON Lines file, written one by one, so that memory stays flat.

    The first line holds the head: the command and settings that the records were made with; its
    `id` is null, which no question's is. A temporary file is used, and removed, without a path.
    """

    def __init__(
        self, head: Mapping[str, Any], path: Path | None = None, *, resume: bool = False
    ) -> None:
        """Starts a file, or goes on with one that has the same head.

        Raises EvaluationError when the file is there and `resume` is not asked for, or when it
        was made with other settings.
        """
        self._head = {"id": None, **json.loads(json.dumps(head))}
        self._temporary = path is None
        if path is None:
            handle, name = tempfile.mkstemp(prefix="article-qa-eval-", suffix=".jsonl")
            os.close(handle)
            self.path = Path(name)
        else:
            self.path = path
        self.done: set[tuple[str, str]] = set()
        if path is not None and path.exists():
            if not resume:
                raise EvaluationError(
                    f"{path} is there already: continue it with --resume, or name another file."
                )
            self._check_head()
            self._drop_half_line()
            self.done = {(record["set"], record["id"]) for record in self}
            self._file = path.open("a", encoding="utf-8")
        else:
            self._file = self.path.open("w", encoding="utf-8")
            self._write(self._head)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
        if self._temporary:
            self.path.unlink()

    def add(self, record: Record) -> None:
        """Writes the record of one question; `set` and `id` say which."""
        self.done.add((record["set"], record["id"]))
        self._write(record)

    def count(self, name: str) -> int:
        """How many questions of a set are done."""
        return sum(of_set == name for of_set, _ in self.done)

    def of_set(self, name: str) -> Iterator[Record]:
        """The records of one set."""
        return (record for record in self if record["set"] == name)

    def __iter__(self) -> Iterator[Record]:
        """Every record, read from the file, in the order in which they were added."""
        with self.path.open(encoding="utf-8") as lines:
            for line in lines:
                record: Record = json.loads(line)
                if record["id"] is not None:
                    yield record

    def _write(self, record: Record) -> None:
        self._file.write(json.dumps(record, ensure_ascii=False) + "\n")
        self._file.flush()

    def _check_head(self) -> None:
        with self.path.open(encoding="utf-8") as lines:
            first = lines.readline()
        try:
            head = json.loads(first)
        except json.JSONDecodeError:
            head = None
        if head != self._head:
            raise EvaluationError(
                f"{self.path} was made by another command, other settings or other sets: "
                "name another file."
            )

    def _drop_half_line(self) -> None:
        """A run that was killed can have left part of a line: that question is asked again."""
        whole = self.path.read_bytes()
        if not whole.endswith(b"\n"):
            with self.path.open("rb+") as file:
                file.truncate(whole.rfind(b"\n") + 1)


def open_results(
    command: str,
    settings: Mapping[str, Any],
    sets: Mapping[str, Path],
    path: str | Path | None,
    *,
    resume: bool,
) -> Results:
    """The results of this command, with these settings, on these very sets.

    Raises EvaluationError, before anything is measured, when the file cannot be written.
    """
    if resume and path is None:
        raise EvaluationError("Name the file to continue: --per-question FILE --resume.")
    file = Path(path) if path else None
    check_writable(file)
    hashes = {name: set_hash(file) for name, file in sets.items()}
    return Results({"command": command, "settings": settings, "sets": hashes}, file, resume=resume)
