"""Word files (DOCX): their paragraphs, tables, text boxes and notes, and core properties."""

import io
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from index.errors import ArticleError
from index.reading.contents import LONGEST_TEXT, Contents, left_out
from index.reading.tables import row_lines

LONGEST_CELL = 300
"""Characters of a cell in a table of data that holds several paragraphs."""
MOST_COLUMNS = 100
LONGEST_AUTHOR = 200
DEFAULT_AUTHORS = frozenset(
    {"", "python-docx", "unknown", "user", "admin", "microsoft office user"}
)


def parse_docx(data: bytes) -> Contents:
    """The text of a Word file as it reads when all changes are accepted: a line for each paragraph
    and each row of a table, text boxes after the paragraph that they stand by, notes at the end.

    Raises ArticleError (the end of a sentence that the file's name begins) when it holds no text.
    """
    from docx import Document

    document = Document(io.BytesIO(data))
    body = document.element.body
    lines = [line for line in (*_lines(body), *_notes(document)) if line]
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
        notes=left_out(_count_left_out(body)),
    )


def _is_name(author: str) -> bool:
    return len(author) <= LONGEST_AUTHOR and author.casefold() not in DEFAULT_AUTHORS


def _lines(body: Any) -> Iterator[str]:
    """The lines of a body, a cell or a text box: paragraphs and tables in their order."""
    for element in body:
        match _name(element):
            case "p":
                yield from "".join(_words(element)).strip().splitlines()
                for box in _text_boxes(element):
                    yield from _lines(box)
            case "tbl":
                yield from _table(element)
            case "sdt" | "sdtContent" | "ins" | "customXml" | "smartTag":
                yield from _lines(element)


def _table(table: Any) -> Iterator[str]:
    """The rows of a table; where a cell holds paragraphs, it lays out a page and is no table."""
    rows = [
        [list(_lines(cell)) for cell in row if _name(cell) == "tc"]
        for row in table
        if _name(row) == "tr"
    ]
    cells = [cell for row in rows for cell in row]
    if any(len(cell) > 1 and len(" ".join(cell)) > LONGEST_CELL for cell in cells):
        yield from (line for cell in cells for line in cell)
    else:
        headed = bool(table.xpath("./w:tr[1]/w:trPr/w:tblHeader")) or None
        yield from row_lines(list(_spread(table, rows)), headed=headed)


def _spread(table: Any, rows: list[list[list[str]]]) -> Iterator[list[str]]:
    """The texts of the cells by column: a cell over several columns or rows stands in each row."""
    above: list[str] = []
    for row, texts in zip(table.xpath("./w:tr"), rows, strict=True):
        line: list[str] = []
        for cell, text in zip(row.xpath("./w:tc"), texts, strict=True):
            goes_on = cell.xpath("./w:tcPr/w:vMerge[not(@w:val='restart')]")
            words = " ".join(text)
            if goes_on and len(line) < len(above):
                words = above[len(line)]
            span = int(next(iter(cell.xpath("string(./w:tcPr/w:gridSpan/@w:val)").split()), 1))
            rest = "" if above else words  # a header over several columns names each
            line += [words, *[rest] * (min(span, MOST_COLUMNS) - 1)]
        above = line
        yield line


def _text_boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes of a paragraph, each of which is stored once or, for old programs, twice."""
    from docx.oxml.ns import qn

    for box in paragraph.iter(qn("w:txbxContent")):
        inside = takewhile(lambda parent: parent is not paragraph, box.iterancestors())
        if not {"Fallback", "txbxContent"} & set(map(_name, inside)):
            yield box


def _notes(document: Any) -> Iterator[str]:
    """The footnotes and endnotes, which stand in parts of their own."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")):
            for note in parse_xml(relation.target_part.blob):
                yield from _lines(note)


def _count_left_out(body: Any) -> dict[str, int]:
    pictures = body.xpath(
        "count(.//w:drawing[.//*[local-name()='blip']] | .//w:pict//*[local-name()='imagedata'])"
    )
    return {
        "picture{s}": int(pictures),
        "comment{s}": int(body.xpath("count(.//w:commentReference)")),
    }


def _name(element: Any) -> str:
    """The tag of an element without its namespace; empty for comments of XML."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


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
