"""This file is about a folder on disk that a crash leaves whole: generations with checksums.

    library/CURRENT               the name of the newest generation
    library/gen-000007/           its files, and manifest.json with their sizes and SHA-256
    library/gen-000006/           the generation before
    library/LOCK                  held by the one writer

A save writes a new generation beside the old one and then moves the pointer, each step on the disk
before the next one starts; the order is that of SQLite's and Lucene's commits.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import LibraryError

FORMAT = 1
CURRENT = "CURRENT"
MANIFEST = "manifest.json"
GENERATION = re.compile(r"gen-(\d{6})")
MANIFEST_LIMIT = 1_000_000
READ_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Generation:
    """A verified folder of files and the facts that were saved with it."""

    path: Path
    facts: Mapping[str, Any]


def save_generation(
    folder: Path, write_files: Callable[[Path], None], facts: Mapping[str, Any]
) -> None:
    """Makes what `write_files` puts into an empty folder the newest generation of `folder`.

    The generation before it is kept, older ones are deleted. Raises LibraryError when `folder`
    holds something else, when somebody else is saving, or when the disk refuses.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _only_writer(folder):
            _refuse_foreign(folder)
            _sweep(folder, keep=_generations(folder))
            new = _write(folder, write_files, facts)
            _point(folder, new)
            _sweep(folder, keep=_generations(folder)[-2:])
    except OSError as error:
        reason = error.strerror or error
        raise LibraryError(
            f"The library cannot be saved in {folder} ({reason}): what it held before is whole."
        ) from error


def load_generation(folder: Path, name: str | None = None) -> Generation:
    """The newest generation, or the one named, after its sizes and checksums were verified.

    Raises LibraryError with the name of the first file that is damaged, and of the older
    generation if that one is whole.
    """
    for _ in range(READ_ATTEMPTS):
        chosen = name or _current(folder)
        try:
            return _verified(folder, chosen)
        except LibraryError as error:
            if not name and _current(folder) != chosen:
                continue  # a writer moved on and swept what was being read
            older = _whole_older(folder, chosen) if not name else None
            if older:
                raise LibraryError(
                    f"{error} The generation before it, {older}, is whole."
                ) from error
            raise
    raise LibraryError(f"The library {folder} is being saved again and again: try later.")


def _verified(folder: Path, name: str) -> Generation:
    if not GENERATION.fullmatch(name):
        raise LibraryError(f"{folder / CURRENT} is damaged: it names no generation.")
    path = folder / name
    manifest = _manifest(path)
    for file, facts in manifest["files"].items():
        target = path / file
        if Path(file).name != file or target.is_symlink() or not target.is_file():
            raise LibraryError(f"{target} is missing.")
        if target.stat().st_size != facts["bytes"] or _sha256(target) != facts["sha256"]:
            raise LibraryError(f"{target} is damaged.")
    return Generation(path, manifest["facts"])


def _manifest(path: Path) -> dict[str, Any]:
    file = path / MANIFEST
    try:
        if file.stat().st_size > MANIFEST_LIMIT:
            raise ValueError("too long")
        manifest = json.loads(file.read_bytes())
        body = {key: manifest[key] for key in ("format", "facts", "files")}
        whole = manifest["sha256"] == _digest(body) and all(
            isinstance(facts["bytes"], int) and isinstance(facts["sha256"], str)
            for facts in body["files"].values()
        )
    except FileNotFoundError as error:
        raise LibraryError(f"{file} is missing.") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise LibraryError(f"{file} is damaged.") from error
    if not whole:
        raise LibraryError(f"{file} is damaged.")
    if body["format"] != FORMAT:
        raise LibraryError(
            f"{path.parent} was saved in format {body['format']} and this program reads {FORMAT}: "
            "index the articles again."
        )
    return body


def _current(folder: Path) -> str:
    try:
        return (folder / CURRENT).read_bytes()[:64].decode("ascii").strip()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise LibraryError(f"{folder} is not a saved library: it has no {CURRENT} file.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise LibraryError(f"{folder / CURRENT} is damaged.") from error


def _whole_older(folder: Path, damaged: str) -> str | None:
    for name in reversed(_generations(folder)):
        if name != damaged:
            try:
                _verified(folder, name)
            except LibraryError:
                continue
            return name
    return None


def _write(folder: Path, write_files: Callable[[Path], None], facts: Mapping[str, Any]) -> str:
    draft = folder / f".draft-{os.getpid()}"
    draft.mkdir()
    try:
        write_files(draft)
        files = {
            file.name: {"bytes": file.stat().st_size, "sha256": _sha256(file)}
            for file in sorted(draft.iterdir())
        }
        body = {"format": FORMAT, "facts": dict(facts), "files": files}
        manifest = json.dumps({**body, "sha256": _digest(body)}, indent=1)
        (draft / MANIFEST).write_text(manifest, encoding="utf-8")
        for file in draft.iterdir():
            _to_disk(file)
        _to_disk(draft)
        newest = max((int(name[4:]) for name in _generations(folder)), default=0)
        name = f"gen-{newest + 1:06d}"
        draft.rename(folder / name)
        _to_disk(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return name


def _point(folder: Path, name: str) -> None:
    pointer = folder / ".draft-CURRENT"
    pointer.write_text(name + "\n", encoding="ascii")
    _to_disk(pointer)
    pointer.replace(folder / CURRENT)
    _to_disk(folder)


def _generations(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if GENERATION.fullmatch(path.name))


def _sweep(folder: Path, keep: list[str]) -> None:
    """Deletes drafts that a crash left and the generations that are not kept."""
    for path in folder.iterdir():
        if path.name.startswith(".draft-") or (
            GENERATION.fullmatch(path.name) and path.name not in keep
        ):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _refuse_foreign(folder: Path) -> None:
    strangers = [
        path.name
        for path in folder.iterdir()
        if path.name not in (CURRENT, "LOCK")
        and not path.name.startswith(".draft-")
        and not GENERATION.fullmatch(path.name)
    ]
    if strangers:
        raise LibraryError(
            f"{folder} holds other files ({strangers[0]}): save the library in a folder of its own."
        )


@contextmanager
def _only_writer(folder: Path) -> Iterator[None]:
    with (folder / "LOCK").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LibraryError(
                f"Another program is saving into {folder}: try again when it is done."
            ) from error
        yield


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _digest(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
