"""The files that are read and written, their hashes, and the places that messages name."""

import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from index.errors import EvaluationError


def read_rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each JSON object of a JSON Lines file with the place where it stands, for messages."""
    with open_text(path) as lines:
        try:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                place = f"{path}, line {number}"
                try:
                    row = json.loads(line)
                except json.JSONDecodeError as error:
                    raise EvaluationError(f"{place} is not JSON: {error.msg}.") from None
                if not isinstance(row, dict):
                    raise EvaluationError(f"{place} is not a JSON object.")
                yield place, row
        except (UnicodeDecodeError, EOFError, OSError) as error:
            raise EvaluationError(f"{path} cannot be read to its end: {error}.") from None


@contextmanager
def open_text(path: Path) -> Iterator[IO[str]]:
    """The lines of a UTF-8 file, unpacked where its name ends in `.gz`.

    Raises EvaluationError when it cannot be opened.
    """
    if not path.is_file():
        raise EvaluationError(f"There is no file {path}: check its name.")
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as file
    ):
        yield file


def name_sets(*paths: str | Path) -> dict[str, Path]:
    """Each set by the name of its file or folder.

    Raises EvaluationError when there is none, or when two share a name.
    """
    names: dict[str, Path] = {}
    for path in map(Path, paths):
        name = path.name.removesuffix(".gz").removesuffix(".jsonl")
        if name in names:
            raise EvaluationError(f"Two sets are named {name}: give each once.")
        names[name] = path
    if not names:
        raise EvaluationError("There is nothing to measure: name a set.")
    return names


def set_hash(path: Path) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a set's file, or of a folder's corpus."""
    file = path / "corpus.jsonl" if path.is_dir() else path
    if not file.is_file():
        raise EvaluationError(f"There is no {file}: check its name.")
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()[:16]


def write_whole(path: Path, text: str) -> None:
    """Writes a file so that it is there whole or, after a crash, not at all.

    Raises EvaluationError when it cannot be written.
    """
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_text(text, encoding="utf-8")
        half.replace(path)
    except OSError as error:
        raise EvaluationError(f"{path} cannot be written: {error.strerror}.") from None
    finally:
        half.unlink(missing_ok=True)


def check_writable(*paths: Path | None) -> None:
    """Raises EvaluationError, before anything is measured, when a file cannot be written."""
    for path in paths:
        if path and not os.access(path.parent, os.W_OK):
            raise EvaluationError(f"{path} cannot be written: make its folder first.")
