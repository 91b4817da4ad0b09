"""Tests of PDF files: whole sentences in reading order, and files made to harm."""

import io
import zlib

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter

from index.errors import ArticleError
from index.reading import pdf_files
from index.reading.child import read_in_child
from index.reading.pdf_files import parse_pdf
from tests.index.reading.conftest import MakePdf, drawn

LEFT = [
    "The museum of tides will close in January",
    "for a renovation of two years, its board an-",
    "nounced on Friday. It will reopen in spring",
    "2028 with a glass hall above the old dock.",
]
RIGHT = [
    "The works will cost 62 million crowns, half",
    "of it from the state. The rest must come",
    "from donors and a loan. Nobody knows how",
    "much of it there is, the director said.",
]
COLUMNS = [
    (x, 700.0 - 12 * n, 10.0, text)
    for x, lines in ((50, LEFT), (300, RIGHT))
    for n, text in enumerate(lines)
]
HEAD = [
    (50.0, 780.0, 20.0, "Museum of tides will close"),
    (50.0, 756.0, 20.0, "for two years"),
    (50.0, 735.0, 9.0, "By Aurelia Monk"),
    (300.0, 735.0, 9.0, "7 June 2025"),
]


def test_lines_become_paragraphs(make_pdf: MakePdf) -> None:
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


@pytest.mark.parametrize("across", [False, True])
def test_columns_are_read_one_after_the_other(make_pdf: MakePdf, across: bool) -> None:
    words = sorted(COLUMNS, key=lambda word: -word[1]) if across else COLUMNS
    contents = parse_pdf(make_pdf([[]], stream=drawn(*HEAD, *words)))
    assert contents.title == "Museum of tides will close for two years"
    assert contents.text.splitlines() == [
        "Museum of tides will close for two years",
        "By Aurelia Monk | 7 June 2025",
        "The museum of tides will close in January for a renovation of two years, its board "
        "announced on Friday. It will reopen in spring 2028 with a glass hall above the old dock.",
        "The works will cost 62 million crowns, half of it from the state. The rest must come "
        "from donors and a loan. Nobody knows how much of it there is, the director said.",
    ]


def test_the_name_of_the_newspaper_is_no_title(make_pdf: MakePdf) -> None:
    name = (50.0, 810.0, 36.0, "The Skarv Gazette")
    assert parse_pdf(make_pdf([[]], stream=drawn(name, *HEAD, *COLUMNS))).title == (
        "Museum of tides will close for two years"
    )
    assert parse_pdf(make_pdf([[]], stream=drawn(name, *COLUMNS))).title is None


def test_columns_that_nothing_tells_apart_are_refused(make_pdf: MakePdf) -> None:
    ragged = [
        (x + (35 * n) % 90 if x > 99 else x, y, 10.0, text[: 30 - (5 * n) % 11])
        for n, (x, y, _, text) in enumerate(COLUMNS)
    ]
    with pytest.raises(ArticleError, match="columns that cannot be told apart"):
        parse_pdf(make_pdf([[]], stream=drawn(*ragged)))


def test_text_on_text_is_refused(make_pdf: MakePdf) -> None:
    over = [(x + 0.2, y + 1, size, text[::-1]) for x, y, size, text in COLUMNS]
    with pytest.raises(ArticleError, match="lies on other text"):
        parse_pdf(make_pdf([[]], stream=drawn(*COLUMNS, *over)))


def test_pages_are_known_and_pictures_counted(make_pdf: MakePdf) -> None:
    picture = b"\nq 9 0 0 9 9 9 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"
    pages = [drawn((50, 700, 11, text)) + picture for text in ("It rained.", "It snowed.")]
    contents = parse_pdf(make_pdf([[], []], stream=pages))
    assert (contents.text, contents.pages) == ("It rained.\nIt snowed.", (0, 11))
    assert contents.notes == ("Left out: 2 pictures.",)


def with_metadata(data: bytes, **metadata: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.add_metadata({f"/{name}": value for name, value in metadata.items()})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_an_author_of_the_metadata_counts_only_if_the_text_names_him(make_pdf: MakePdf) -> None:
    data = make_pdf([["Ann Lee", "The town opened its new bridge on Monday."]])
    assert parse_pdf(with_metadata(data, Author="Ann Lee")).authors == ("Ann Lee",)
    assert parse_pdf(with_metadata(data, Author="user17")).authors == ()
    assert parse_pdf(data).authors == ()


def test_a_pdf_without_text(make_pdf: MakePdf) -> None:
    with pytest.raises(ArticleError, match="without text, perhaps a scan"):
        parse_pdf(make_pdf([[]]))


def test_a_locked_pdf(make_pdf: MakePdf) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf([["It rained."]]))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(ArticleError, match="locked with a password"):
        parse_pdf(out.getvalue())


def test_a_damaged_pdf() -> None:
    with pytest.raises(ArticleError, match=r"^a\.pdf is damaged and cannot be read"):
        read_in_child("pdf", b"%PDF-1.7\nnothing", "a.pdf")
    with pytest.raises(pypdfium2.PdfiumError):
        parse_pdf(b"%PDF-1.7\nnothing")


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_protected_pdf_that_opens_without_a_password(make_pdf: MakePdf, algorithm: str) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf([["It rained."]]))))
    writer.encrypt("", "owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    assert parse_pdf(out.getvalue()).text == "It rained."


def test_too_many_pages_and_too_much_text(
    monkeypatch: pytest.MonkeyPatch, make_pdf: MakePdf
) -> None:
    monkeypatch.setattr(pdf_files, "MOST_PAGES", 1)
    with pytest.raises(ArticleError, match="too many pages"):
        parse_pdf(make_pdf([["It rained."]] * 2))
    monkeypatch.setattr(pdf_files, "LONGEST_TEXT", 5)
    with pytest.raises(ArticleError, match="too much text"):
        parse_pdf(make_pdf([["It rained."]]))


def test_a_bomb_in_a_compressed_stream_ends_in_a_sentence(make_pdf: MakePdf) -> None:
    packed = zlib.compress(zlib.compress(b" " * 200_000_000))
    data = make_pdf([[]], stream=packed, filters="/Filter [/FlateDecode /FlateDecode]")
    assert len(data) < 5_000
    with pytest.raises(ArticleError, match=r"^a\.pdf .*\.$"):
        read_in_child("pdf", data, "a.pdf")
