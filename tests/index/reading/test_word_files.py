"""Tests of Word files: all words in order, and files made to harm."""

import io
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from index.errors import ArticleError
from index.reading import word_files
from index.reading.word_files import parse_docx


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_xml(xml: str) -> bytes:
    document = Document()
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))
    return saved(document)


def test_paragraphs_tables_and_properties() -> None:
    document = Document()
    document.core_properties.title = "A bridge  for the town"
    document.core_properties.author = "Ann Lee"
    document.add_heading("A bridge for the town", 0)
    document.add_paragraph("The bridge opened.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Cost"
    table.cell(0, 1).text = "12 million"
    document.add_paragraph("")
    document.add_paragraph("Crowds came.")
    contents = parse_docx(saved(document))
    assert (
        contents.text == "A bridge for the town\nThe bridge opened.\nCost\n12 million\nCrowds came."
    )
    assert (contents.title, contents.authors) == ("A bridge for the town", ("Ann Lee",))


def test_properties_of_a_template_are_left_out() -> None:
    document = Document()
    document.core_properties.title = "Letter to the bank"
    document.add_paragraph("The bridge opened.")
    contents = parse_docx(saved(document))
    assert (contents.title, contents.authors) == (None, ())


def test_changes_count_as_accepted() -> None:
    data = with_xml(
        "<w:r><w:t>The bridge </w:t></w:r><w:ins><w:r><w:t>was opened</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>was shut</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>moved away</w:t></w:r></w:moveFrom>"
        "<w:r><w:tab/><w:t>today</w:t><w:noBreakHyphen/><w:t/><w:br/><w:t>at noon.</w:t></w:r>"
    )
    assert parse_docx(data).text == "The bridge was opened\ttoday‑\nat noon."


def test_text_boxes_are_left_out() -> None:
    data = with_xml(
        "<w:r><w:t>The bridge opened.</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r>"
        "<w:t>In a box</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    )
    assert parse_docx(data).text == "The bridge opened."


def test_no_text() -> None:
    with pytest.raises(ArticleError, match="DOCX file without text"):
        parse_docx(saved(Document()))


def repacked(data: bytes, document_xml: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            same = part.filename != "word/document.xml"
            new.writestr(part.filename, old.read(part) if same else document_xml)
    return out.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    data = repacked(saved(Document()), b" " * 100_000_001)
    assert len(data) < 200_000
    with pytest.raises(ArticleError, match="may unpack to 100 MB"):
        parse_docx(data)


def test_too_many_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_files, "MOST_PARTS", 3)
    with pytest.raises(ArticleError, match="too large"):
        parse_docx(saved(Document()))


def test_too_much_text_is_refused_where_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_files, "LONGEST_TEXT", 20)
    with pytest.raises(ArticleError, match="holds too much text: more than 20 characters"):
        parse_docx(with_xml("<w:r><w:t>It rained on the bridge.</w:t></w:r>"))


def test_an_endless_author_is_left_out() -> None:
    document = Document()
    document.add_paragraph("It rained.")
    document.core_properties.author = "Ann Lee"
    assert parse_docx(saved(document)).authors == ("Ann Lee",)
    document.core_properties.author = "Ann Lee " * 30
    assert parse_docx(saved(document)).authors == ()


def test_no_word_file() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("a.txt", "Hello.")
    with pytest.raises(ArticleError, match="not a Word file"):
        parse_docx(out.getvalue())


def test_external_entities_are_not_read() -> None:
    xml = (
        '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>It rained. &x;</w:t></w:r></w:p>"
        "</w:body></w:document>"
    )
    assert parse_docx(repacked(saved(Document()), xml.encode())).text == "It rained."
