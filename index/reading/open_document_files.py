"""OpenDocument text files (ODT): paragraphs, lists, tables and notes, as version 1.3 has them."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from index.errors import ArticleError
from index.reading.archives import parsed_xml
from index.reading.contents import LONGEST_TEXT, Contents, left_out
from index.reading.tables import row_lines

MOST_REPEATED = 50
"""Times that a cell or a space is repeated at most: spreadsheets fill their edges so."""


def parse_odt(data: bytes) -> Contents:
    """The text of an OpenDocument text file: a line for each paragraph, item and row of a table,
    text boxes after the paragraph that they stand by, notes at the end.

    Raises ArticleError (the end of a sentence that the file's name begins) when it is not a text
    or holds none.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        content = parsed_xml(parts.read("content.xml"))
        meta = parsed_xml(parts.read("meta.xml")) if "meta.xml" in parts.namelist() else None
    bodies = content.xpath("//*[local-name()='body']/*[local-name()='text']")
    if not bodies:
        raise ArticleError("is an OpenDocument file but no text: give an ODT, PDF or DOCX file.")
    notes = bodies[0].xpath(".//*[local-name()='note-body']")
    lines = [*_lines(bodies[0]), *(line for note in notes for line in _lines(note))]
    if sum(map(len, lines)) > LONGEST_TEXT:
        raise ArticleError(f"holds too much text: more than {LONGEST_TEXT:,} characters.")
    if not any(map(str.isalnum, "".join(lines))):
        raise ArticleError("is an ODT file without text: give a file that holds an article.")
    title = _stated(meta, "title")
    count = Counter(_name(element) for element in bodies[0].iter())
    return Contents(
        "\n".join(lines),
        title=title if title in lines[:3] else None,
        notes=left_out({"picture{s}": count["image"], "comment{s}": count["annotation"]}),
    )


def _stated(meta: Any, name: str) -> str | None:
    found = [] if meta is None else meta.xpath(f"//*[local-name()='{name}']")
    return " ".join((found[0].text or "").split()) or None if found else None


def _lines(parent: Any) -> Iterator[str]:
    """The lines of a body, a section, an item, a cell or a text box, without what was deleted."""
    for element in parent:
        match _name(element):
            case "p" | "h":
                yield from filter(None, map(str.strip, "".join(_words(element)).splitlines()))
                for box in element.xpath(".//*[local-name()='text-box']"):
                    yield from _lines(box)
            case "list":
                for item in element:
                    yield from (f"- {line.removeprefix('- ')}" for line in _lines(item))
            case "table":
                rows = (row for row in element.iter() if _name(row) == "table-row")
                yield from row_lines([_cells(row) for row in rows])
            case "section" | "index-body" | "soft-page-break" | "numbered-paragraph":
                yield from _lines(element)


def _cells(row: Any) -> list[str]:
    cells: list[str] = []
    for cell in row:
        if _name(cell) in ("table-cell", "covered-table-cell"):
            times = cell.xpath("string(@*[local-name()='number-columns-repeated'])") or 1
            cells += [" ".join(_lines(cell))] * min(int(times), MOST_REPEATED)
    return cells


def _words(paragraph: Any) -> Iterator[str]:
    """The words of a paragraph, without those of its notes, comments and text boxes."""
    yield paragraph.text or ""
    for element in paragraph:
        match _name(element):
            case "s":
                yield " "
            case "tab":
                yield "\t"
            case "line-break":
                yield "\n"
            case "note" | "annotation" | "frame" | "":
                pass
            case _:
                yield from _words(element)
        yield element.tail or ""


def _name(element: Any) -> str:
    """The tag of an element without its namespace; empty for comments of XML."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
