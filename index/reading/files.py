"""Files: which format a file has, and reading it within its limits."""

import zlib
from pathlib import Path

from index.articles import Article
from index.errors import ArticleError
from index.reading.child import read_in_child
from index.reading.contents import Contents, checked
from index.reading.formats import GZIP, LARGEST_BYTES, NAMES, format_of
from index.reading.text_files import decoded


def read_file(path: Path) -> Article:
    """The article in a file of any format that is read, told by content, then by suffix.

    Raises ArticleError with a sentence that names the file and what is wrong.
    """
    if path.suffix.lower() == ".jsonl":
        raise ArticleError(
            f"{path} holds an article on each line: index it, or use `read_articles`."
        )
    data = _bytes(path)
    return read_bytes(data, path.name, suffix=path.suffix).as_article(str(path))


def read_bytes(data: bytes, name: str, *, suffix: str = "", charset: str | None = None) -> Contents:
    """What the bytes of a file or page hold; `charset` is what a server stated."""
    if data.startswith(GZIP):
        packed, name = name, name.removesuffix(".gz")
        data, suffix = unpacked(data, packed), Path(name).suffix
    if not data.strip():
        raise ArticleError(f"{name} is empty: give a file that holds an article.")
    format_ = format_of(data, name, suffix)
    if len(data) > LARGEST_BYTES[format_]:
        raise ArticleError(
            f"{name} is too large: {NAMES[format_]} may have "
            f"{LARGEST_BYTES[format_] // 10**6} MB at most."
        )
    if format_ == "text":
        return checked(Contents(decoded(data, name)), name)
    return checked(read_in_child(format_, data, name, charset=charset), name)


def unpacked(data: bytes, name: str) -> bytes:
    """The bytes of a file that gzip packed, no more than the largest that is read."""
    unpack = zlib.decompressobj(wbits=31)
    try:
        found = unpack.decompress(data, max(LARGEST_BYTES.values()) + 1)
    except zlib.error:
        raise ArticleError(f"{name} is damaged: it is not the gzip that it looks like.") from None
    if not unpack.eof and not unpack.unconsumed_tail:
        raise ArticleError(f"{name} is damaged: its end is missing.")
    return found


def _bytes(path: Path) -> bytes:
    """The bytes of a file, no more than the largest that is read."""
    try:
        if path.is_dir():
            raise ArticleError(f"{path} is a folder: give a file.")
        if not path.is_file():
            raise ArticleError(f"{path} does not exist or is not a file: check its name.")
        with path.open("rb") as file:
            return file.read(max(LARGEST_BYTES.values()) + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or "its name is not a file name"
        raise ArticleError(f"{path!s:.200} cannot be read: {reason}.") from None
