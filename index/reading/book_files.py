"""EPUB files: the chapters in the order of the spine (EPUB 3.3), of an article or a small book."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from index.bylines import byline
from index.errors import ArticleError
from index.reading.archives import parsed_xml
from index.reading.contents import LONGEST_TEXT, Contents, headed, left_out
from index.reading.html_pages import XML_DECLARATION, html_text
from index.reading.page_bodies import made_plain
from index.reading.page_heads import iso_day

LINES = "//body//*[self::p or self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::li"
LINES += " or self::blockquote or self::pre][not(.//p or .//li)]"


def parse_epub(data: bytes) -> Contents:
    """The text of an EPUB file: lines for title, author and date where known, then a line for each
    paragraph and row of a table.

    Raises ArticleError (the end of a sentence that the file's name begins) when it is protected,
    too long or without text.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if "META-INF/rights.xml" in parts.namelist():
            raise ArticleError("is protected against copying: give a file that is not.")
        container = parsed_xml(parts.read("META-INF/container.xml"))
        place = str(container.xpath("string(//*[local-name()='rootfile'][1]/@full-path)"))
        package = parsed_xml(parts.read(place))
        lines: list[str] = []
        for chapter in _chapters(package, posixpath.dirname(place)):
            lines += _lines(parts.read(chapter))
            if sum(map(len, lines)) > LONGEST_TEXT:
                raise ArticleError(f"holds too much text: more than {LONGEST_TEXT:,} characters.")
    if not any(map(str.isalnum, "".join(lines))):
        raise ArticleError("is an EPUB file without text: give a file that holds an article.")
    title, creators = next(iter(_stated(package, "title")), None), _stated(package, "creator")
    authors = tuple(name for creator in creators for name in byline(f"By {creator}") or ())
    published = next((day for words in _stated(package, "date") if (day := iso_day(words))), None)
    pictures = len(package.xpath("//*[local-name()='item'][starts-with(@media-type, 'image/')]"))
    text = headed(lines, title, authors, published)
    return Contents(text, title, authors, published, notes=left_out({"picture{s}": pictures}))


def _chapters(package: Any, folder: str) -> Iterator[str]:
    """The names of the parts that make up the text, in order."""
    places = {
        item.get("id"): posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        for item in package.xpath("//*[local-name()='item']")
        if "html" in item.get("media-type", "")
    }
    for reference in package.xpath("//*[local-name()='itemref'][not(@linear='no')]"):
        if reference.get("idref") in places:
            yield places[reference.get("idref")]


def _lines(data: bytes) -> list[str]:
    from lxml.html import document_fromstring

    page = document_fromstring(XML_DECLARATION.sub("", html_text(data, "utf-8")) or "<p>")
    made_plain(page)
    return [words for line in page.xpath(LINES) if (words := " ".join(line.text_content().split()))]


def _stated(package: Any, name: str) -> list[str]:
    found = package.xpath(f"//*[local-name()='metadata']/*[local-name()='{name}']")
    return [words for element in found if (words := " ".join((element.text or "").split()))]
