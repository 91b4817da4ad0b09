"""Answers and quote sheets as JSON and as CSV."""

import json

import pytest

from index import Attribution, Span, Speaker
from index.speakers import quote_sheet
from qa import Answer, Citation
from qa.showing.data import answer_to_dict, sheets_to_csv
from tests.fixtures.shown import ARTICLE, TEXT, answer, sheet_rows


def test_an_answer_is_json_with_offsets_that_give_the_words() -> None:
    found = json.loads(json.dumps(answer_to_dict(answer())))
    (cited,) = found.pop("citations")
    assert found == {
        "question": "What did it cost?",
        "searched": "What did the bridge cost?",
        "answered": True,
        "verdict": "answered",
        "text": answer().text,
        "probability": 0.8765,
        "closest": None,
    }
    assert TEXT[cited["start"] : cited["end"]] == cited["text"]
    assert TEXT[cited["answer"]["start"] : cited["answer"]["end"]] == cited["answer"]["text"]
    assert cited["speaker"] == {"name": "Ann Lee", "role": "the mayor"}
    assert (cited["kind"], cited["confidence"], cited["number"]) == ("direct", 0.91, 1)
    assert cited["article"] == {
        "id": ARTICLE.id,
        "title": "A bridge",
        "source": ARTICLE.source,
        "language": "en",
        "notes": [],
    }


def test_no_answer_keeps_the_closest_passage_apart() -> None:
    closest = Citation(0, ARTICLE, Span(0, 18))
    found = answer_to_dict(Answer("Why?", "Why?", closest=closest))
    assert found["citations"] == []
    assert found["answered"] is False
    assert found["closest"]["text"] == "The bridge opened."
    assert found["closest"]["speaker"] is None
    assert found["closest"]["answer"] is None


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])
def test_a_spreadsheet_computes_no_cell(formula: str) -> None:
    said = Attribution((Span(0, 3),), Speaker(formula), None, None, "direct", 0.5)
    (row,) = sheet_rows(sheets_to_csv([(ARTICLE, quote_sheet([said]))]))
    assert row["speaker"] == "'" + formula
