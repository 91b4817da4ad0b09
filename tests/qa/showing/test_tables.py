"""Quote sheets as CSV; answers are in the tests of a batch."""

from datetime import date

import pytest

from index import Article, Attribution, Span, Speaker
from index.speakers import SpeakerStatements, quote_sheet
from qa.showing.tables import quoted_to_csv, sheets_to_csv
from tests.fixtures.shown import ARTICLE, sheet_rows


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_a_spreadsheet_computes_no_cell(formula: str) -> None:
    said = Attribution((Span(0, 3),), Speaker(formula), None, None, "direct", 0.5)
    (row,) = sheet_rows(sheets_to_csv([(ARTICLE, quote_sheet([said]))]))
    assert row["speaker"] == "'" + formula


def test_names_are_counted_with_their_roles_in_the_order_of_time() -> None:
    def sheet(*speakers: Speaker) -> list[SpeakerStatements]:
        return quote_sheet(
            Attribution((Span(0, 3),), speaker, None, None, "direct", 0.5) for speaker in speakers
        )

    later = Article.from_text(
        "It rained.", id="later", source="https://www.reuters.com/a", published=date(2025, 5, 2)
    )
    earlier = Article.from_text(
        "It rained.", id="earlier", source="https://www.reuters.com/b", published=date(2024, 5, 2)
    )
    minister, candidate = Speaker("Ann Lee", "minister"), Speaker("Ann Lee", "candidate")
    printed = quoted_to_csv(
        [
            (later, sheet(minister, minister, Speaker("Bo Chen"))),
            (earlier, sheet(candidate)),
            (Article.from_text("It rained."), sheet(Speaker("=1"))),
        ]
    )
    assert printed.splitlines() == [
        "speaker,roles,statements,articles,first,last,outlets",
        "Ann Lee,candidate; minister,3,2,2024-05-02,2025-05-02,reuters.com",
        "Bo Chen,,1,1,2025-05-02,2025-05-02,reuters.com",
        "'=1,,1,1,,,",
    ]
