"""Libraries of the first format, which are only read: generations of files with checksums.

library/CURRENT               the newest generation and the SHA-256 of its manifest
library/gen-000007/           its files, and manifest.json with their sizes and SHA-256
library/LOCK
"""

import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from index.database import OF_FIRST_FORMAT
from index.embedding import Vectors
from index.errors import LibraryError
from index.indexed import IndexedArticle
from index.records import article_of
from index.vectors import read_vectors

CURRENT_FILE, LOCK_FILE = OF_FIRST_FORMAT
MANIFEST_FILE = "manifest.json"
ARTICLES_FILE = "articles.jsonl"
VECTOR_FILES = {"sentences": "sentences.faiss", "passages": "passages.faiss"}
POINTER_LINE = re.compile(rb"(gen-\d{6,9}) ([0-9a-f]{64})\n")
OURS = re.compile(r"gen-\d{6,9}|CURRENT|LOCK|\.draft-.*")
FACT_TYPES = {"encoder": str, "dimension": int, "budget": int} | dict.fromkeys(
    ("articles", "sentences", "passages"), int
)

Json = dict[str, Any]


def is_first_format(folder: Path) -> bool:
    """Whether a library of the first format was saved in a folder, whole or not."""
    return any((folder / name).exists() for name in OF_FIRST_FORMAT)


def read_first_format(folder: Path) -> tuple[Json, Iterator[IndexedArticle]]:
    """The facts of the newest generation in a folder, and its articles, verified.

    Raises LibraryError with the first file that is damaged or missing.
    """
    try:
        pointer = POINTER_LINE.fullmatch(_plain(folder / CURRENT_FILE).read_bytes())
        if not pointer:
            raise LibraryError(f"{folder / CURRENT_FILE} is damaged.")
        generation = folder / pointer[1].decode()
        manifest = _manifest(generation / MANIFEST_FILE, pointer[2].decode())
        facts: Json = manifest["facts"]
        for name in (ARTICLES_FILE, *VECTOR_FILES.values()):
            kept = manifest["files"][name]
            with _plain(generation / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
            if found != kept["sha256"]:
                raise LibraryError(f"{generation / name} is damaged.")
    except OSError as error:
        raise LibraryError(
            f"{error.filename or folder} cannot be read: {error.strerror}."
        ) from error
    return facts, _articles(generation, facts)


def remove_first_format(folder: Path) -> None:
    """Removes all files of the first format from a folder."""
    for path in folder.iterdir():
        if OURS.fullmatch(path.name):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()


def _manifest(file: Path, digest: str) -> Json:
    try:
        manifest: Json = json.loads(_plain(file).read_bytes())
        found = manifest.pop("sha256")
        right = hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()
        types = {name: type(value) for name, value in manifest["facts"].items()}
        whole = {ARTICLES_FILE, *VECTOR_FILES.values()} <= manifest["files"].keys()
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise LibraryError(f"{file} is damaged.") from error
    if not found == right == digest or types != FACT_TYPES or not whole:
        raise LibraryError(f"{file} is damaged.")
    return manifest


def _articles(generation: Path, facts: Json) -> Iterator[IndexedArticle]:
    file = generation / ARTICLES_FILE
    lines = file.read_bytes().splitlines() if file.exists() else []
    try:
        records = [json.loads(line.decode("utf-8", "surrogatepass")) for line in lines]
        if len(records) != facts["articles"]:
            raise ValueError("the number of articles differs")
        vectors = [
            _divided(
                read_vectors(generation / name, facts["dimension"], facts[what]),
                [len(record[what]) for record in records],
            )
            for what, name in VECTOR_FILES.items()
        ]
        for line, sentences, passages in zip(lines, *vectors, strict=True):
            yield article_of(line, sentences, passages)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise LibraryError(f"{file} is not in the right form: index the articles again.") from error


def _divided(rows: Vectors, counts: Sequence[int]) -> list[Vectors]:
    ends = [0, *accumulate(counts)]
    if ends[-1] != len(rows):
        raise ValueError("the number of vectors differs")
    return [rows[start:end] for start, end in pairwise(ends)]


def _plain(file: Path) -> Path:
    if file.is_symlink() or not file.is_file():  # a link can lead anywhere, and a pipe can block
        raise LibraryError(f"{file} is missing.")
    return file
