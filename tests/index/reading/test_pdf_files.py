"""Tests of PDF files: whole sentences out of lines, and files made to harm."""

import io
import zlib
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader, PdfWriter

from index.errors import ArticleError
from index.reading import pdf_files
from index.reading.pdf_files import joined, parse_pdf, without_running_heads

if TYPE_CHECKING:
    from tests.index.reading.conftest import MakePdf


def test_lines_become_paragraphs(make_pdf: "MakePdf") -> None:
    lines = [
        "A bridge for the town",
        "By Ann Lee",
        "The town opened its new bridge on Monday after nine years of work and a long coun-",
        "cil debate. The mayor, a well-known engineer, called the day a great one for all. The",
        "bridge is long.",
        "Crowds came early.",
    ]
    assert parse_pdf(make_pdf([lines])).text.splitlines() == [
        "A bridge for the town",
        "By Ann Lee",
        "The town opened its new bridge on Monday after nine years of work and a long council "
        "debate. The mayor, a well-known engineer, called the day a great one for all. The bridge "
        "is long.",
        "Crowds came early.",
    ]


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        ([], []),
        (["", ""], []),
        (["It rained on the coun-", "", "It ended."], ["It rained on the coun-", "It ended."]),
        (["A well-", "known man. It is well-known."], ["A well-known man. It is well-known."]),
        (["The coun-", "cil met."], ["The council met."]),
        (["The soft\u00ad", "ware met."], ["The software met."]),
        (["The Franco-", "German talks ended."], ["The Franco-German talks ended."]),
        (["It ended -", "so he said."], ["It ended - so he said."]),
        (["One two three four,", "", "five."], ["One two three four,", "five."]),
        (
            ["The list of them all is:", "• one", "• two"],
            ["The list of them all is:", "• one", "• two"],
        ),
    ],
)
def test_joining(lines: list[str], paragraphs: list[str]) -> None:
    assert list(joined(lines)) == paragraphs


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        ["The Daily Tide 16 February", f"It rained on day {n}.", "and more", f"Page {n} of 3"]
        for n in (1, 2, 3)
    ]
    assert without_running_heads(pages) == [
        line for n in (1, 2, 3) for line in (f"It rained on day {n}.", "and more")
    ] or "The Daily Tide 16 February" not in without_running_heads(pages)
    assert without_running_heads([["Same"], ["Same"]]) == ["Same", "Same"]


def with_metadata(data: bytes, **metadata: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.add_metadata({f"/{name}": value for name, value in metadata.items()})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_an_author_of_the_metadata_counts_only_if_the_text_names_him(make_pdf: "MakePdf") -> None:
    data = make_pdf([["Ann Lee", "The town opened its new bridge on Monday."]])
    assert parse_pdf(with_metadata(data, Author="Ann Lee")).authors == ("Ann Lee",)
    assert parse_pdf(with_metadata(data, Author="user17")).authors == ()
    assert parse_pdf(data).authors == ()


def test_a_pdf_without_text(make_pdf: "MakePdf") -> None:
    with pytest.raises(ArticleError, match="without text, perhaps a scan"):
        parse_pdf(make_pdf([[]]))


def test_a_locked_pdf(make_pdf: "MakePdf") -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf([["It rained."]]))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(ArticleError, match="locked with a password"):
        parse_pdf(out.getvalue())


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_protected_pdf_that_opens_without_a_password(make_pdf: "MakePdf", algorithm: str) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf([["It rained."]]))))
    writer.encrypt("", "owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    assert parse_pdf(out.getvalue()).text == "It rained."


def test_too_many_pages_and_too_much_text(
    monkeypatch: pytest.MonkeyPatch, make_pdf: "MakePdf"
) -> None:
    monkeypatch.setattr(pdf_files, "MOST_PAGES", 1)
    with pytest.raises(ArticleError, match="too many pages"):
        parse_pdf(make_pdf([["It rained."]] * 2))
    monkeypatch.setattr(pdf_files, "LONGEST_TEXT", 5)
    with pytest.raises(ArticleError, match="too much text"):
        parse_pdf(make_pdf([["It rained."]]))


def test_a_bomb_in_a_compressed_stream_is_refused(make_pdf: "MakePdf") -> None:
    packed = zlib.compress(zlib.compress(b" " * 200_000_000))
    data = make_pdf([[]], stream=packed, filters="/Filter [/FlateDecode /FlateDecode]")
    assert len(data) < 5_000
    with pytest.raises(Exception, match=r"(?i)limit"):
        parse_pdf(data)
