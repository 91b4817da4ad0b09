"""Files damaged at random: a text with its pages inside it, or a sentence, and never anything else."""

import gzip
import io
from contextlib import suppress

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import ArticleError
from index.reading.child import answered
from index.reading.contents import Contents, checked
from index.reading.files import read_bytes
from index.reading.formats import format_of
from tests.index.reading.conftest import PAGE, MakePdf, make_pdf_bytes

MAIL = (
    f"From: Ann Lee <ann@x.example>\nMIME-Version: 1.0\nContent-Type: text/html\n\n{PAGE}".encode()
)
RTF = rb"{\rtf1\ansi It rained.\par {\b Crowds} came.\par\trowd\cellx1 x \cell y \cell\row}"


def word_file() -> bytes:
    document = Document()
    document.add_paragraph("It rained.")
    document.add_table(2, 2).cell(0, 0).text = "Votes"
    document.save(out := io.BytesIO())
    return out.getvalue()


SAMPLES = {"html": PAGE.encode(), "mail": MAIL, "rtf": RTF, "zip": word_file()}
damages = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4)), min_size=1, max_size=6)


def damaged(data: bytes, damage: list[tuple[float, bytes]]) -> bytes:
    """The data with a few bytes written over at places that are shares of its length."""
    for share, words in damage:
        place = int(share * len(data))
        data = data[:place] + words + data[place + len(words) :]
    return data


@pytest.mark.parametrize("format_", SAMPLES)
@settings(max_examples=25)
@given(damage=damages)
def test_a_damaged_file_is_a_text_or_a_sentence(
    format_: str, damage: list[tuple[float, bytes]]
) -> None:
    answer = answered(format_, damaged(SAMPLES[format_], damage), None)
    if "error" in answer:
        assert str(answer["error"]).endswith((".", "?"))
        return
    assert any(map(str.isalnum, str(answer["text"])))


@settings(max_examples=8)
@given(damage=damages)
def test_a_damaged_pdf_is_read_apart(damage: list[tuple[float, bytes]]) -> None:
    whole = make_pdf_bytes([["It rained.", "It was cold."], ["It snowed."]])
    data = damaged(whole, damage)
    if format_of(data) != "pdf":
        return
    with suppress(ArticleError):
        contents = read_bytes(data, "a.pdf")
        assert checked(contents, "a.pdf") == contents
        assert list(contents.pages) == sorted(contents.pages)
        assert all(0 <= start <= len(contents.text) for start in contents.pages)


def test_pages_begin_where_the_article_says(make_pdf: MakePdf) -> None:
    contents = read_bytes(gzip.compress(make_pdf([["It rained."], ["It snowed."]])), "a.pdf.gz")
    article = contents.as_article("a.pdf")
    assert isinstance(contents, Contents)
    assert [article.page(article.text.index(words)) for words in ("rained", "snowed")] == [1, 2]
