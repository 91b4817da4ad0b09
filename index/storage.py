"""A folder on disk that a crash leaves whole: generations with checksums.

    library/CURRENT               the newest generation and the SHA-256 of its manifest
    library/gen-000007/           its files, and manifest.json with their sizes and SHA-256
    library/gen-000006/           the generation before
    library/LOCK                  held by whoever is saving

A save writes a new generation beside the old one and then moves the pointer, each step on the disk
before the next one starts; the order is that of SQLite's and Lucene's commits. The checksums find
damage. They do not stop somebody who rewrites them too: a stranger's library is a stranger's file.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from index.errors import LibraryError

FORMAT = 1
CURRENT_FILE = "CURRENT"
LOCK_FILE = "LOCK"
MANIFEST_FILE = "manifest.json"
DRAFT_PREFIX = ".draft-"
GENERATION_NAME = re.compile(r"gen-\d{6,9}")
POINTER_LINE = re.compile(rb"(gen-\d{6,9}) ([0-9a-f]{64})\n")
SMALL_FILE_BYTES = 1_000_000
"""Bytes that a pointer or a manifest may have."""
READ_ATTEMPTS = 5

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Generation:
    """Verified files, by their names, and the facts that were saved with them."""

    path: Path
    files: Mapping[str, Path]
    facts: Mapping[str, Any]


def save_generation(
    folder: Path, write_files: Callable[[Path], None], facts: Mapping[str, Any]
) -> None:
    """Makes what `write_files` puts into an empty folder the newest generation of `folder`.

    The generation before it is kept, older ones are deleted. Raises LibraryError when `folder`
    holds something else, when somebody else is saving, or when the disk refuses.
    """
    try:
        _make(folder)
        _refuse_foreign(folder)
        with _only_writer(folder):
            there = generations(folder)
            named = _named_by(_pointer(folder))
            before = named if named in there else "".join(there[:1])
            _sweep(folder, keep=there)
            new = _write(folder, write_files, facts)
            _point(folder, new)
            with suppress(OSError):  # the library is saved: the next save sweeps again
                _sweep(folder, keep=(new, before))
    except OSError as error:
        reason = error.strerror or error
        raise LibraryError(
            f"The library cannot be saved in {folder} ({reason}): what it held before is unharmed."
        ) from error


def load_generation(folder: Path, read: Callable[[Generation], Result]) -> Result:
    """What `read` makes of the newest generation, whose sizes and checksums were verified.

    `folder` can also be the folder of a single generation. Raises LibraryError with the first file
    that is damaged or missing, and with the other generation if that is whole.
    """
    if GENERATION_NAME.fullmatch(folder.name):
        return _read(folder, None, read)
    for _ in range(READ_ATTEMPTS):
        pointer = _pointer(folder)
        try:
            return _read_newest(folder, pointer, read)
        except LibraryError as error:
            if _pointer(folder) == pointer:  # else a writer moved on and swept what was read
                raise LibraryError(f"{error}{_way_out(folder, pointer, read)}") from error
    raise LibraryError(f"{folder} keeps being saved while it is read: try again later.")


def is_library(folder: Path) -> bool:
    """Whether a library was saved in a folder, whole or not, or the folder is one generation."""
    return any((folder / name).exists() for name in (CURRENT_FILE, LOCK_FILE, MANIFEST_FILE))


def generations(folder: Path) -> list[str]:
    """The names of the generations in a folder, the newest first."""
    names = (path.name for path in folder.iterdir() if GENERATION_NAME.fullmatch(path.name))
    return sorted(names, key=_number, reverse=True)


def _read_newest(folder: Path, pointer: bytes, read: Callable[[Generation], Result]) -> Result:
    if not pointer:
        raise LibraryError(
            f"{folder} is not a saved library: it has no {CURRENT_FILE} file to read."
        )
    parts = POINTER_LINE.fullmatch(pointer)
    if not parts:
        raise LibraryError(f"{folder / CURRENT_FILE} is damaged.")
    return _read(folder / parts[1].decode(), parts[2].decode(), read)


def _read(path: Path, digest: str | None, read: Callable[[Generation], Result]) -> Result:
    """What `read` makes of a generation; its manifest must have this `digest`, if any."""
    try:
        if path.is_symlink():
            raise LibraryError(
                f"{path} is a link, and a library holds no links: copy the folder itself."
            )
        manifest = _manifest(path)
        if digest and manifest["sha256"] != digest:
            raise LibraryError(
                f"{path.parent / CURRENT_FILE} or {path / MANIFEST_FILE} is damaged."
            )
        files = {name: path / name for name in manifest["files"]}
        for name, file in files.items():
            if Path(name).name != name or not _is_plain(file):
                raise LibraryError(f"{file} is missing.")
            kept = manifest["files"][name]
            if file.stat().st_size != kept["bytes"] or _sha256(file) != kept["sha256"]:
                raise LibraryError(f"{file} is damaged.")
        return read(Generation(path, files, manifest["facts"]))
    except OSError as error:
        raise LibraryError(f"{error.filename or path} cannot be read: {error.strerror}.") from error


def _manifest(path: Path) -> dict[str, Any]:
    file = path / MANIFEST_FILE
    raw = _small(file)
    if not raw:
        raise LibraryError(f"{file} is missing or cannot be read.")
    try:
        manifest: dict[str, Any] = json.loads(raw)
        whole = raw == _manifest_bytes(manifest["facts"], manifest["files"], manifest["format"])
        for kept in manifest["files"].values():
            kept["bytes"], kept["sha256"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise LibraryError(f"{file} is damaged.") from error
    if not whole:
        raise LibraryError(f"{file} is damaged.")
    if manifest["format"] != FORMAT:
        raise LibraryError(
            f"{path} has the format {manifest['format']}, and this program reads {FORMAT}: "
            "index the articles again."
        )
    return manifest


def _way_out(folder: Path, pointer: bytes, read: Callable[[Generation], Result]) -> str:
    with suppress(OSError):
        for name in generations(folder):
            if name != _named_by(pointer):
                with suppress(LibraryError):
                    _read(folder / name, None, read)
                    return f" {folder / name} is whole: load that folder."
    return ""


def _write(folder: Path, write_files: Callable[[Path], None], facts: Mapping[str, Any]) -> str:
    draft = folder / f"{DRAFT_PREFIX}{os.getpid()}"
    draft.mkdir()
    try:
        write_files(draft)
        files = {
            file.name: {"bytes": file.stat().st_size, "sha256": _sha256(file)}
            for file in sorted(draft.iterdir())
        }
        (draft / MANIFEST_FILE).write_bytes(_manifest_bytes(facts, files))
        for file in draft.iterdir():
            _to_disk(file)
        _to_disk(draft)
        name = f"gen-{max(map(_number, generations(folder)), default=0) + 1:06d}"
        draft.rename(folder / name)
        _to_disk(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return name


def _point(folder: Path, name: str) -> None:
    draft = folder / f"{DRAFT_PREFIX}{CURRENT_FILE}"
    draft.write_bytes(f"{name} {_manifest(folder / name)['sha256']}\n".encode())
    _to_disk(draft)
    draft.replace(folder / CURRENT_FILE)
    _to_disk(folder)


def _pointer(folder: Path) -> bytes:
    return _small(folder / CURRENT_FILE)


def _named_by(pointer: bytes) -> str | None:
    parts = POINTER_LINE.fullmatch(pointer)
    return parts[1].decode() if parts else None


def _number(name: str) -> int:
    return int(name.removeprefix("gen-"))


def _sweep(folder: Path, keep: Collection[str]) -> None:
    """Deletes drafts that a crash left and the generations that are not kept."""
    for path in folder.iterdir():
        if path.name.startswith(DRAFT_PREFIX) or (
            GENERATION_NAME.fullmatch(path.name) and path.name not in keep
        ):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()


def _make(folder: Path) -> None:
    new = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for path in new:
        _to_disk(path.parent)


def _refuse_foreign(folder: Path) -> None:
    for path in folder.iterdir():
        hidden = path.name.startswith(".")  # a file manager's own
        if not (
            hidden or path.name in (CURRENT_FILE, LOCK_FILE) or GENERATION_NAME.fullmatch(path.name)
        ):
            raise LibraryError(
                f"{folder} holds another file, {path.name}: give the library a folder of its own."
            )


@contextmanager
def _only_writer(folder: Path) -> Iterator[None]:
    with (folder / LOCK_FILE).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LibraryError(
                f"Another program is saving into {folder}: try again when it is done."
            ) from error
        yield


def _is_plain(file: Path) -> bool:
    """Whether it is a file: no link, which can lead anywhere, and no pipe, which can block."""
    return file.is_file() and not file.is_symlink()


def _small(file: Path) -> bytes:
    """The first bytes of a file that must be small; none when it cannot be read."""
    with suppress(OSError):
        if _is_plain(file):
            with file.open("rb") as opened:
                return opened.read(SMALL_FILE_BYTES)
    return b""


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _manifest_bytes(
    facts: Mapping[str, Any], files: Mapping[str, Any], form: int = FORMAT
) -> bytes:
    body = {"format": form, "facts": dict(facts), "files": dict(files)}
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    return json.dumps({**body, "sha256": digest}, indent=1).encode()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
