"""Quote sheets as CSV; answers are in the tests of a batch."""

import pytest

from index import Attribution, Span, Speaker
from index.speakers import quote_sheet
from qa.showing.tables import sheets_to_csv
from tests.fixtures.shown import ARTICLE, sheet_rows


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_a_spreadsheet_computes_no_cell(formula: str) -> None:
    said = Attribution((Span(0, 3),), Speaker(formula), None, None, "direct", 0.5)
    (row,) = sheet_rows(sheets_to_csv([(ARTICLE, quote_sheet([said]))]))
    assert row["speaker"] == "'" + formula
