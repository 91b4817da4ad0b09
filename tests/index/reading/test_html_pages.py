"""Tests of web pages: charsets, metadata, and what stands around an article."""

from datetime import date

import pytest

from index.errors import ArticleError
from index.reading.html_pages import html_text, parse_html

LONG = (
    "<p>The town opened its new bridge on Monday after nine years of work, the mayor said.</p>" * 3
)


def page(head: str = "", body: str = LONG) -> bytes:
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>".encode()


def test_a_page_with_metadata(tide_page: str) -> None:
    contents = parse_html(tide_page.encode())
    assert contents.text.splitlines()[:4] == [
        "A bridge for the town",
        "By Ann Lee",
        "2025-02-16",
        "The town opened its new bridge on Monday after nine years of work. Crowds came early.",
    ]
    assert (contents.title, contents.authors, contents.published) == (
        "A bridge for the town",
        ("Ann Lee",),
        date(2025, 2, 16),
    )
    assert "Home" not in contents.text
    assert "Daily Tide" not in contents.text


def test_a_page_without_metadata() -> None:
    contents = parse_html(page())
    assert (contents.authors, contents.published) == ((), None)
    assert contents.text.startswith("The town opened")


def test_several_authors_and_a_byline_that_stands_there() -> None:
    authors = '<meta name="author" content="Ann Lee; Bo Ek">'
    contents = parse_html(page(authors))
    assert contents.text.startswith("By Ann Lee and Bo Ek\n")
    assert contents.authors == ("Ann Lee", "Bo Ek")
    again = parse_html(page(authors, "<p>By Ann Lee and Bo Ek</p>" + LONG))
    assert again.text.count("Ann Lee") == 1


@pytest.mark.parametrize("author", ["admin 2", "https://example.org/ann", "a friend of the house"])
def test_an_author_that_is_no_name_is_left_out(author: str) -> None:
    assert parse_html(page(f'<meta name="author" content="{author}">')).authors == ()


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("<p>café “x”".encode("windows-1252"), "windows-1252"),
        ("<p>café “x”".encode("windows-1252"), "ISO-8859-1"),
        ("<p>café “x”".encode("windows-1252"), None),
        ("<p>café “x”".encode("windows-1252"), "no-such-charset"),
        ("<p>café “x”".encode("windows-1252"), "utf-8"),
        ("<p>café “x”".encode(), None),
        ("<p>café “x”".encode(), "utf-8"),
        ("<p>café “x”".encode("utf-8-sig"), "windows-1252"),
        ("<p>café “x”".encode("utf-16"), "utf-8"),
    ],
)
def test_charsets(data: bytes, charset: str | None) -> None:
    assert html_text(data, charset) == "<p>café “x”"


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="koi8-r">',
        '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">',
        '<?xml version="1.0" encoding="koi8-r"?>',
    ],
)
def test_charset_that_the_page_states(head: str) -> None:
    assert html_text(f"{head}мост".encode("koi8-r"), None) == f"{head}мост"


def test_xhtml_with_a_declaration() -> None:
    data = b'<?xml version="1.0" encoding="utf-8"?>' + page()
    assert parse_html(data).text.startswith("The town opened")


@pytest.mark.parametrize(
    "data",
    [b"<html></html>", b"<html><script>x()</script></html>", b"<", b"<html><body>...</body>"],
)
def test_no_text(data: bytes) -> None:
    with pytest.raises(ArticleError, match="holds no article"):
        parse_html(data)


def test_text_is_never_markup() -> None:
    contents = parse_html(
        page("", LONG + "<p>He wrote &lt;script&gt;alert(1)&lt;/script&gt; there.</p>")
    )
    assert "He wrote <script>alert(1)</script> there." in contents.text


def test_external_entities_are_not_read() -> None:
    data = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + page(
        "", LONG + "<p>&x; was here for a long time.</p>"
    )
    assert "root:" not in parse_html(data).text
