"""Word files (DOCX): their paragraphs and core properties."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from index.errors import ArticleError
from index.reading.contents import LONGEST_TEXT, Contents

LARGEST_UNPACKED_BYTES = 100_000_000
"""Bytes of all parts of the file together, unpacked."""
MOST_PARTS = 5_000
LONGEST_AUTHOR = 200
DEFAULT_AUTHORS = frozenset(
    {"", "python-docx", "unknown", "user", "admin", "microsoft office user"}
)


def parse_docx(data: bytes) -> Contents:
    """The paragraphs of a Word file, on a line each, as they read when all changes are accepted.

    Raises ArticleError (the end of a sentence that the file's name begins) when it is not a
    Word file, unpacks to too much, or holds no text.
    """
    _check_parts(data)
    from docx import Document

    document = Document(io.BytesIO(data))
    lines = [line for line in _lines(document.element.body) if line]
    if sum(map(len, lines)) > LONGEST_TEXT:
        raise ArticleError(f"holds too much text: more than {LONGEST_TEXT:,} characters.")
    if not any(map(str.isalnum, "".join(lines))):
        raise ArticleError("is a DOCX file without text: give a file that holds an article.")
    properties = document.core_properties
    author = " ".join((properties.author or "").split())
    return Contents(
        text="\n".join(lines),
        title=_stated_title(properties.title, lines),
        authors=(author,) if _is_name(author) else (),
    )


def _is_name(author: str) -> bool:
    return len(author) <= LONGEST_AUTHOR and author.casefold() not in DEFAULT_AUTHORS


def _check_parts(data: bytes) -> None:
    """Refuses a ZIP bomb before any part is unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        found = parts.infolist()
        if "word/document.xml" not in parts.namelist():
            raise ArticleError("is a ZIP file but not a Word file: give a DOCX, PDF or HTML file.")
    unpacked = sum(part.file_size for part in found)
    if unpacked > LARGEST_UNPACKED_BYTES or len(found) > MOST_PARTS:
        raise ArticleError(
            f"is too large: a DOCX file may unpack to {LARGEST_UNPACKED_BYTES // 10**6} MB at most."
        )


def _lines(body: Any) -> Iterator[str]:
    """The paragraphs of the body and its tables; those of text boxes are stored twice, so not."""
    from docx.oxml.ns import qn

    for paragraph in body.iter(qn("w:p")):
        if next(paragraph.iterancestors(qn("w:txbxContent")), None) is None:
            yield from ("".join(_words(paragraph)).strip()).splitlines()


def _words(paragraph: Any) -> Iterator[str]:
    """The words of a paragraph: those that were inserted too, those that were moved away not."""
    from docx.oxml.ns import qn

    breaks = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "‑"}
    away = {qn("w:moveFrom"), qn("w:txbxContent"), qn("w:pPr")}
    stack = [paragraph]
    while stack:
        node = stack.pop()
        if node.tag == qn("w:t"):
            yield node.text or ""
        elif node.tag in breaks:
            yield breaks[node.tag]
        elif node.tag not in away:
            stack.extend(reversed(node))


def _stated_title(title: str | None, lines: list[str]) -> str | None:
    """The title of the properties, if the text begins with it: templates leave other titles."""
    wanted = " ".join((title or "").split())
    return wanted if any(line.casefold() == wanted.casefold() for line in lines[:3]) else None
