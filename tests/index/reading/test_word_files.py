"""Tests of Word files: all words in order, and files made to harm."""

import io
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from index.errors import ArticleError
from index.reading import archives, word_files
from index.reading.word_files import parse_docx
from index.reading.zip_files import parse_zip


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
        contents.text
        == "A bridge for the town\nThe bridge opened.\nCost | 12 million\nCrowds came."
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


BOX = "<w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent>"


@pytest.mark.parametrize(
    "box",
    [
        f"<w:pict>{BOX}</w:pict>",
        f"<mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback><w:pict>{BOX}</w:pict>"
        "</mc:Fallback></mc:AlternateContent>",
        "<w:pict><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/>"
        "</w:tc></w:tr></w:tbl></w:txbxContent></w:pict>",
    ],
)
def test_a_text_box_is_read_once_after_its_paragraph(box: str) -> None:
    declared = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = box.replace("<mc:AlternateContent>", f"<mc:AlternateContent {declared}>")
    data = with_xml(f"<w:r>{box}</w:r><w:r><w:t>The bridge opened.</w:t></w:r>")
    assert parse_docx(data).text == "The bridge opened.\nIn a box."


def test_a_box_in_a_box_is_read_once() -> None:
    inner = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Inner.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    box = f"<w:r><w:pict><w:txbxContent><w:p>{inner}<w:r><w:t>Outer.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    assert parse_docx(with_xml(f"{box}<w:r><w:t>It rained.</w:t></w:r>")).text == (
        "It rained.\nOuter.\nInner."
    )


def with_table(*rows: str) -> str:
    data = Document()
    table = f"<w:tbl {nsdecls('w')}>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
    data.element.body.insert(0, parse_xml(table))
    return parse_docx(saved(data)).text


def cell(*paragraphs: str, properties: str = "") -> str:
    words = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{words}</w:tc>"


def test_rows_have_the_names_of_their_columns() -> None:
    head, row = cell("Name") + cell("Votes"), cell("Ann") + cell("12", "or so")
    assert with_table(head, row) == "Name Ann (Votes: 12 or so)"
    assert with_table(cell("A") + cell("B"), cell("C") + cell("D")) == "A | B\nC | D"
    marked = f"<w:trPr><w:tblHeader/></w:trPr>{cell('A')}{cell('B')}"
    assert with_table(marked, cell("C") + cell("D")) == "A C (B: D)"


def test_cells_over_several_rows_or_columns() -> None:
    head = cell("Town") + cell("Votes", properties='<w:gridSpan w:val="2"/>')
    first = cell("Hale", properties='<w:vMerge w:val="restart"/>') + cell("12") + cell("13")
    second = cell("", properties="<w:vMerge/>") + cell("14") + cell("15")
    assert with_table(head, first, second) == (
        "Town Hale (Votes: 12; Votes: 13)\nTown Hale (Votes: 14; Votes: 15)"
    )
    assert with_table(cell("A", properties="<w:vMerge/>")) == "A"


def test_a_table_that_lays_out_a_page_is_no_table() -> None:
    prose = "The bridge opened after nine years of work, and crowds came to see it. " * 5
    assert with_table(cell(prose, prose) + cell("Advice")).splitlines() == [
        prose.strip(),
        prose.strip(),
        "Advice",
    ]


def test_content_controls_and_comments_of_xml() -> None:
    document = Document()
    xml = "<w:sdtContent><w:p><w:r><w:t>It rained.</w:t></w:r></w:p></w:sdtContent><!-- x -->"
    document.element.body.insert(0, parse_xml(f"<w:sdt {nsdecls('w')}>{xml}</w:sdt>"))
    assert parse_docx(saved(document)).text == "It rained."


def test_footnotes_stand_at_the_end() -> None:
    document = Document()
    document.add_paragraph("The bridge cost 3 million.")
    words = (
        "<w:footnote w:id='1'><w:p><w:r><w:t>So the council says.</w:t></w:r></w:p></w:footnote>"
    )
    blob = f"<w:footnotes {nsdecls('w')}>{words}</w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), "application/xml", blob, document.part.package)
    document.part.relate_to(part, RT.FOOTNOTES)
    assert parse_docx(saved(document)).text == "The bridge cost 3 million.\nSo the council says."


def test_what_is_left_out_is_counted() -> None:
    data = with_xml(
        "<w:r><w:t>It rained.</w:t></w:r><w:r><w:commentReference w:id='0'/></w:r>"
        '<w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml"/></w:pict></w:r>'
    )
    assert parse_docx(data).notes == ("Left out: 1 picture, 1 comment.",)


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
        parse_zip(data)


def test_too_many_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_PARTS", 3)
    with pytest.raises(ArticleError, match="too large"):
        parse_zip(saved(Document()))


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


def test_the_kind_of_a_zip_file_is_told_by_its_parts() -> None:
    document = Document()
    document.add_paragraph("It rained.")
    assert parse_zip(saved(document)).text == "It rained."
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("a.txt", "It rained.")
    with pytest.raises(ArticleError, match="ZIP file without an article"):
        parse_zip(out.getvalue())


def test_external_entities_are_not_read() -> None:
    xml = (
        '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>It rained. &x;</w:t></w:r></w:p>"
        "</w:body></w:document>"
    )
    assert parse_docx(repacked(saved(Document()), xml.encode())).text == "It rained."
