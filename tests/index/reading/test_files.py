"""Tests of reading files: formats by content, limits, and one sentence for whatever is wrong."""

import gzip
import io
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document

from index import Article, read_article
from index.errors import ArticleError
from index.reading.formats import format_of

if TYPE_CHECKING:
    from tests.index.reading.conftest import MakePdf

WORDS = "The town opened its new bridge on Monday. Crowds came early."


def docx_bytes() -> bytes:
    document = Document()
    document.add_paragraph(WORDS)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_text_and_markdown_are_kept_exactly(tmp_path: Path) -> None:
    text = f"# A bridge\r\n\r\nBy Ann Lee\r\n\r\n{WORDS}\r\n"
    for name in ("a.md", "a.txt", "a"):
        path = tmp_path / name
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())
        article = read_article(path)
        assert article.text == text
        assert (article.title, article.authors, article.source) == (
            "A bridge",
            ("Ann Lee",),
            str(path),
        )
        assert article == Article.from_text(text, source=str(path))


@pytest.mark.parametrize("suffix", [".txt", ".html", ".pdf", ""])
def test_the_format_is_told_by_content_first(
    tmp_path: Path, suffix: str, make_pdf: "MakePdf", tide_page: str
) -> None:
    for data in (tide_page.encode(), make_pdf([[WORDS]]), docx_bytes()):
        path = tmp_path / f"a{suffix}"
        path.write_bytes(data)
        assert "The town opened its new bridge on Monday" in read_article(str(path)).text


def test_an_html_page(tmp_path: Path, tide_page: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(tide_page)
    article = read_article(path)
    assert (article.title, article.authors, article.published) == (
        "A bridge for the town",
        ("Ann Lee",),
        date(2025, 2, 16),
    )
    assert [(block.role, block.span.of(article.text)) for block in article.blocks][:3] == [
        ("title", "A bridge for the town"),
        ("byline", "By Ann Lee"),
        ("date", "2025-02-16"),
    ]
    assert [span.of(article.text) for span in article.spans("furniture")] == [
        "Advertisement",
        "Related: Ten bridges",
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \r\n\t ", "is empty"),
        (b"\x7fELF\x02\x01\x01\x00" * 9, "binary"),
        (b"{\\rtf1 ...}", "RTF file without text"),
        (b"{\\rtf1 " + b"a" * 5_000_000, "too large: RTF may have 5 MB"),
        (b"bplist00nonsense", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Microsoft Office"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"BZh91AY", "a compressed file"),
        (b"\x1f\x8b\x08\x00", "damaged: its end is missing"),
        (b"\x1f\x8b\x00\x00nonsense", "not the gzip that it looks like"),
        (gzip.compress(gzip.compress(b"It rained.")), "binary"),
        (gzip.compress(b" " * 30_000_000), "is empty"),
        (gzip.compress(b"a" * 30_000_000), "too large: a text may have 10 MB"),
        (b"From: a@b.example\nMIME-Version: 1.0\n\n...", "e-mail without text"),
        (b"a" * 10_000_001, "too large: a text may have 10 MB"),
        (b"<html>" + b"a" * 2_000_000, "too large: HTML may have 2 MB"),
        (b"... !!! ???", "no sentence"),
        (b"%PDF-1.7 nonsense", "damaged"),
        (b"PK\x03\x04nonsense", "damaged"),
        (b"<html><body></body></html>", "holds no article"),
    ],
)
def test_bad_files(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(data)
    with pytest.raises(ArticleError, match=message) as raised:
        read_article(path)
    assert str(raised.value).endswith((".", "?"))
    assert "\n" not in str(raised.value)


def test_a_zip_that_is_no_article(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("mimetype", "application/epub+zip")
    with pytest.raises(ArticleError, match=r"a\.epub is a ZIP file without an article: .* DOCX"):
        read_article(path)


def test_a_packed_file_is_read_as_what_it_packs(tmp_path: Path, tide_page: str) -> None:
    path = tmp_path / "a.html.gz"
    path.write_bytes(gzip.compress(tide_page.encode()))
    article = read_article(path)
    assert (article.title, article.source) == ("A bridge for the town", str(path))


@pytest.mark.parametrize(
    ("data", "suffix", "format_"),
    [
        (b"From: Ann <a@b.example>\nSubject: It rained\n\nIt rained.", ".eml", "mail"),
        (b"From: Ann <a@b.example>\nSubject: It rained\n\nIt rained.", ".txt", "text"),
        (b"From: Ann\r\nReceived: by x\r\n with y\r\n\r\nIt rained.", "", "mail"),
        (b"It rained.", ".eml", "text"),
        (b"<p>It rained.", ".xhtml", "html"),
    ],
)
def test_formats(data: bytes, suffix: str, format_: str) -> None:
    assert format_of(data, suffix=suffix) == format_


def test_a_list_of_articles_is_not_one(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="holds an article on each line"):
        read_article(tmp_path / "a.JSONL")


def test_nothing_heavy_is_imported_before_it_is_used() -> None:
    program = (
        "import sys, index; heavy = {'trafilatura', 'lxml', 'pypdfium2', 'striprtf', 'py3langid', 'babel', 'docx', 'httpx', 'httpcore', "
        "'dateutil', 'nupunkt', 'charset_normalizer', 'torch', 'spacy'} & set(sys.modules); "
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)  # noqa: S603


def test_missing_file_folder_and_odd_names(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="does not exist"):
        read_article(tmp_path / "missing.txt")
    with pytest.raises(ArticleError, match="is a folder"):
        read_article(tmp_path)
    with pytest.raises(ArticleError, match=r"does not exist|cannot be read"):
        read_article("a\x00b.txt")
    with pytest.raises(ArticleError, match=r"File name too long|does not exist"):
        read_article("a" * 5000)
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    with pytest.raises(ArticleError, match="is not a file"):
        read_article(fifo)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(WORDS)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ArticleError, match="cannot be read: Permission denied"):
        read_article(path)


def test_too_much_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(WORDS)
    monkeypatch.setattr("index.reading.contents.LONGEST_TEXT", 10)
    with pytest.raises(ArticleError, match="too much text"):
        read_article(path)


def test_utf_16_html_is_html_by_its_suffix(tide_page: str) -> None:
    assert format_of(tide_page.encode("utf-16"), suffix=".HTML") == "html"
    assert format_of(tide_page.encode("utf-16"), suffix=".txt") == "text"
    assert format_of(b"<?xml version='1.0'?><!-- a --> <HTML>") == "html"
    assert format_of(b"Read <html> as a word") == "text"
