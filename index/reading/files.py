"""Files: which format a file has, and reading it within its limits."""

import re
from pathlib import Path

from index.articles import Article
from index.errors import ArticleError
from index.reading.child import read_in_child
from index.reading.contents import Contents, checked
from index.reading.text_files import decoded

LARGEST_BYTES = {"text": 10_000_000, "html": 2_000_000, "pdf": 20_000_000, "docx": 20_000_000}
"""Bytes of the largest file of each format: 2 MB of HTML can take seconds to parse."""

HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
UNREADABLE_FORMATS = {
    b"{\\rtf": "an RTF file",
    b"\xd0\xcf\x11\xe0": "a file of an old version of Microsoft Office",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
}


def read_file(path: Path) -> Article:
    """The article in a text, Markdown, HTML, PDF or DOCX file, told by content, then by suffix.

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
    if not data.strip():
        raise ArticleError(f"{name} is empty: give a file that holds an article.")
    format_ = format_of(data, name, suffix)
    if len(data) > LARGEST_BYTES[format_]:
        raise ArticleError(
            f"{name} is too large: {format_.upper() if format_ != 'text' else 'a text'} "
            f"may have {LARGEST_BYTES[format_] // 10**6} MB at most."
        )
    if format_ == "text":
        return checked(Contents(decoded(data, name)), name)
    return checked(read_in_child(format_, data, name, charset=charset), name)


def format_of(data: bytes, name: str = "The file", suffix: str = "") -> str:
    """One of the keys of `LARGEST_BYTES`. Raises ArticleError for a format that is not read.

    >>> format_of(b"%PDF-1.7"), format_of(b"Hello", suffix=".htm")
    ('pdf', 'html')
    """
    if data.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    for signature, what in UNREADABLE_FORMATS.items():
        if data.startswith(signature):
            raise ArticleError(f"{name} is {what}: save it as text, HTML, PDF or DOCX.")
    if HTML_START.match(data[:10_000]) or suffix.lower() in HTML_SUFFIXES:
        return "html"
    return "text"


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
