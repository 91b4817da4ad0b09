"""Tests of OpenDocument text files: all words in order, once."""

import io
import zipfile

import pytest

from index.errors import ArticleError
from index.reading import open_document_files
from index.reading.open_document_files import parse_odt
from index.reading.zip_files import parse_zip

NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "draw", "meta")
)


def odt(body: str, *, meta: str | None = None, kind: str = "text") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        content = f"<office:{kind}>{body}</office:{kind}>"
        parts.writestr(
            "content.xml",
            f"<office:document-content {NAMES}><office:body>{content}</office:body>"
            "</office:document-content>",
        )
        if meta is not None:
            dublin = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
            parts.writestr("meta.xml", f"<office:meta {NAMES} {dublin}>{meta}</office:meta>")
    return out.getvalue()


def test_paragraphs_lists_tables_and_notes() -> None:
    row = "<table:table-row>{}</table:table-row>"
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = [("Town", "Votes"), ("Hale", "12")]
    table = "".join(row.format("".join(map(cell.format, cells))) for cells in rows)
    body = (
        "<text:tracked-changes><text:p>Deleted.</text:p></text:tracked-changes>"
        "<text:h>A bridge</text:h><!-- x -->"
        "<text:p>It<text:s/>cost <text:span>3<text:tab/>million</text:span>"
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>So they say."
        "</text:p></text:note-body></text:note>.<text:line-break/>Crowds came.<!-- y --></text:p>"
        "<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>two"
        "</text:p></text:list-item></text:list></text:list-item></text:list>"
        f"<text:section><table:table>{table}</table:table></text:section>"
        "<text:p><draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box>"
        "<draw:image/></draw:frame><office:annotation><text:p>Check this.</text:p>"
        "</office:annotation></text:p>"
    )
    contents = parse_zip(odt(body, meta="<dc:title>A bridge</dc:title>"))
    assert contents.text.splitlines() == [
        "A bridge",
        "It cost 3\tmillion.",
        "Crowds came.",
        "- one",
        "- two",
        "Town Hale (Votes: 12)",
        "In a box.",
        "So they say.",
    ]
    assert contents.title == "A bridge"
    assert contents.notes == ("Left out: 1 picture, 1 comment.",)


def test_cells_that_are_repeated() -> None:
    name = 'table:number-columns-repeated="{}"'
    row = (
        f"<table:table-row><table:table-cell {name.format(2)}><text:p>x</text:p></table:table-cell>"
        f"<table:covered-table-cell {name.format(9999)}/><text:soft-page-break/></table:table-row>"
    )
    assert parse_odt(odt(f"<table:table>{row}</table:table>")).text == "x | x"


@pytest.mark.parametrize("meta", [None, "", "<dc:title/>", "<dc:title>Another</dc:title>"])
def test_a_title_that_the_text_does_not_begin_with(meta: str | None) -> None:
    assert parse_odt(odt("<text:p>It rained.</text:p>", meta=meta)).title is None


def test_what_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ArticleError, match="OpenDocument file but no text"):
        parse_odt(odt("", kind="spreadsheet"))
    with pytest.raises(ArticleError, match="ODT file without text"):
        parse_odt(odt("<text:p>...</text:p>"))
    monkeypatch.setattr(open_document_files, "LONGEST_TEXT", 5)
    with pytest.raises(ArticleError, match="too much text"):
        parse_odt(odt("<text:p>It rained.</text:p>"))
