"""Tests of EPUB files: the chapters of the spine in order."""

import io
import zipfile
from datetime import date

import pytest

from index.errors import ArticleError
from index.reading import book_files
from index.reading.book_files import parse_epub
from index.reading.zip_files import parse_zip

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
)


def epub(*chapters: str, metadata: str = "", **more: str) -> bytes:
    names = [f"chapter {number}.xhtml" for number in range(len(chapters))]
    items = "".join(
        f'<item id="c{n}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(names)
    )
    items += '<item id="p" href="p.png" media-type="image/png"/><item id="q"/>'
    spine = "".join(f'<itemref idref="c{n}"/>' for n in reversed(range(len(chapters))))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{metadata}</metadata><manifest>{items}</manifest>"
        f'<spine>{spine}<itemref idref="missing"/><itemref idref="c0" linear="no"/></spine></package>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("META-INF/container.xml", CONTAINER)
        parts.writestr("OEBPS/content.opf", package)
        for name, chapter in zip(names, chapters, strict=True):
            parts.writestr(
                f"OEBPS/{name}", f'<?xml version="1.0"?><html><body>{chapter}</body></html>'
            )
        for name, words in more.items():
            parts.writestr(name.replace("__", "/").replace("_", "."), words)
    return out.getvalue()


def test_chapters_in_the_order_of_the_spine() -> None:
    metadata = (
        "<dc:title>A bridge</dc:title><dc:creator>Ann Lee</dc:creator><dc:creator/>"
        "<dc:date>soon</dc:date><dc:date>2025-03-02T10:00:00Z</dc:date>"
    )
    second, first = "<p>It rained.</p>", "<h1>One</h1><ul><li>a b</li></ul><p>It <b>snowed</b>.</p>"
    contents = parse_zip(epub(second, first, metadata=metadata))
    assert contents.text.splitlines() == [
        "A bridge",
        "By Ann Lee",
        "2025-03-02",
        "One",
        "a b",
        "It snowed.",
        "It rained.",
    ]
    assert (contents.title, contents.authors) == ("A bridge", ("Ann Lee",))
    assert contents.published == date(2025, 3, 2)
    assert contents.notes == ("Left out: 1 picture.",)


def test_a_book_that_says_nothing_of_itself() -> None:
    contents = parse_epub(epub("<p>It rained.</p>"))
    assert (contents.text, contents.title, contents.authors) == ("It rained.", None, ())


def test_what_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ArticleError, match="EPUB file without text"):
        parse_epub(epub("<p>...</p>", ""))
    with pytest.raises(ArticleError, match="protected against copying"):
        parse_epub(epub("<p>It rained.</p>", **{"META-INF__rights_xml": "<r/>"}))
    monkeypatch.setattr(book_files, "LONGEST_TEXT", 5)
    with pytest.raises(ArticleError, match="too much text"):
        parse_epub(epub("<p>It rained.</p>"))
