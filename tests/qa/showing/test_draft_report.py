"""The report on a draft: every quotation with its verdict, in four forms."""

import csv
import io

import pytest

from index import Article, Attribution, Span, Speaker
from qa import Citation, Verification
from qa.showing.draft_report import (
    findings_to_html,
    report_lines,
    report_to_csv,
    report_to_html,
    summary,
)
from qa.showing.forms import Draft
from qa.verification.drafts import CheckedQuotation
from qa.verification.results import Difference

DRAFT = Article.from_text(
    "“It cost 30 million,” said Ann <b>Lee. “=SUM(A1)” they said.", "A <draft>"
)
ARTICLE = Article.from_text("“It cost 3 million,” said Ann Lee.", source="https://example.org/a")
SAID = Attribution((Span(0, 20),), Speaker("Ann Lee", "mayor"), None, None, "direct", 0.9)
ALTERED = Verification(
    "“It cost 30 million,”",
    "Ann Lee",
    "altered",
    True,
    Citation(1, ARTICLE, Span(0, 34), Span(1, 18), SAID),
    (Difference(Span(9, 11), Span(9, 10)),),
)
MISSING = Verification("=SUM(A1)", None, "not found")
REPORT = [
    CheckedQuotation(Span(0, 21), ALTERED),
    CheckedQuotation(Span(40, 50), MISSING),
]


def test_json_has_the_offsets_in_the_draft() -> None:
    first, second = Draft.of(REPORT).quotations
    assert DRAFT.text[first.start : first.end] == first.verification.quotation
    assert (first.verification.verdict, second.verification.verdict) == ("altered", "not found")


def test_csv_has_a_line_for_each_and_no_formula() -> None:
    first, second = csv.DictReader(io.StringIO(report_to_csv(REPORT)))
    assert (first["start"], first["end"], first["named"]) == ("0", "21", "Ann Lee")
    assert first["finding"] == "Altered: “30” stands for “3”."
    assert (first["speaker"], first["role"]) == ("Ann Lee", "mayor")
    assert first["link"].startswith("https://example.org/a#:~:text=It%20cost")
    assert second["quotation"] == "'=SUM(A1)"
    assert not second["link"]


def test_a_page_marks_what_was_altered_and_holds_no_markup_of_a_text() -> None:
    page = report_to_html(DRAFT, REPORT)
    assert "<h1>Quotations of A &lt;draft&gt;</h1>" in page
    assert "It cost <del>30</del> <ins>3</ins>  million" in page
    assert 'href="https://example.org/a#:~:text=' in page
    assert "<script" not in page
    assert "Ann Lee, mayor<br>" in page


def test_the_page_shows_each_with_a_button_to_its_place() -> None:
    found = findings_to_html([ALTERED, MISSING], {})
    assert found.startswith('<p class="summary">2 quotations, 2 not word for word.</p>')
    assert found.count('class="finding') == 2
    assert "Altered: “30” stands for “3”." in found
    assert f'data-article="{ARTICLE.id}" data-start="0" data-end="34"' in found
    assert "summary" not in findings_to_html([ALTERED], {})
    assert "The draft has no quotation." in findings_to_html([], {})


def test_a_terminal_shows_each_with_its_finding() -> None:
    shown = [line.plain for line in report_lines(REPORT)]
    assert shown[0] == "2 quotations, 2 not word for word."
    assert "1. “It cost 30 million,”" in shown[1]
    assert "Altered: “30” stands for “3”." in shown[2]
    assert "https://example.org/a#" in shown[3]


@pytest.mark.parametrize(
    ("report", "words"),
    [([], "no quotation"), (REPORT[:1], "1 quotation, 1 not"), (REPORT, "2 quotations, 2 not")],
)
def test_a_report_begins_with_its_count(report: list[CheckedQuotation], words: str) -> None:
    assert words in summary([checked.verification for checked in report])
    assert words in report_to_html(DRAFT, report)


def test_a_source_without_a_speaker_or_title_is_shown_by_its_name() -> None:
    nobody = Verification(
        "It rained",
        None,
        "word for word",
        None,
        Citation(1, Article.from_text("It rained."), Span(0, 10)),
    )
    page = report_to_html(
        Article.from_text("“It rained” once."), [CheckedQuotation(Span(0, 11), nobody)]
    )
    assert "Quotations of a draft" in page
    assert "characters 0 to 10" in page
