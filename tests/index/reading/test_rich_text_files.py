"""Tests of RTF files."""

import pytest

from index.errors import ArticleError
from index.reading.rich_text_files import parse_rtf


def test_paragraphs_letters_tables_and_pictures() -> None:
    row = r"\trowd\cellx1\cellx2 {} \cell {} \cell\row "
    table = row.replace("{}", "%s") % ("Town", "Votes") + row.replace("{}", "%s") % ("Hale", "12")
    source = (
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}\f0 \ldblquote Caf\'e9\rdblquote , said "
        rf"Ann.\par\par It rained.\par {table}\pard{{\pict\pngblip 00ff}}It snowed.}}"
    )
    contents = parse_rtf(source.encode())
    assert contents.text.splitlines() == [
        "“Café”, said Ann.",
        "It rained.",
        "Town Hale (Votes: 12)",
        "It snowed.",
    ]
    assert contents.notes == ("Left out: 1 picture.",)


def test_no_text() -> None:
    with pytest.raises(ArticleError, match="RTF file without text"):
        parse_rtf(rb"{\rtf1 ...}")
