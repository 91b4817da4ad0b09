"""Records summed up: failures that are listed, and spans in their context."""

from pathlib import Path

from eval.data.results import Record, Results
from eval.reporting.pages import report_page
from eval.reporting.reports import make_report
from eval.reporting.summaries import in_context, summed_up
from index import Span


def record(id: str, **more: object) -> Record:
    return {
        "set": "s",
        "id": id,
        "article": "a",
        "question": "Who?",
        "values": {"hit@1": 1.0},
    } | more


def test_page_lists_no_more_failures_than_a_browser_likes() -> None:
    with Results({"command": "answers"}) as results:
        for number in range(250):
            results.add(record(str(number), failed=True))
        report = summed_up(results, "s", Path(__file__), counts={}, figures={})
    page = report_page(make_report("answers", {}, [report]))
    assert page.count("<details>") == 200
    assert "250 questions failed. The first 200 are listed." in page


def test_context_is_whole_words_and_tells_where_more_stands() -> None:
    text = "bridge " * 100
    assert in_context(text, Span(0, 6)) == {
        "before": "",
        "text": "bridge",
        "after": " bridge" * 34 + "…",
    }
    place = in_context(text, Span(350, 356))
    assert place["before"] == "…" + "bridge " * 34
    assert place["after"] == " bridge" * 34 + "…"
    assert in_context("A bridge.", Span(2, 8)) == {"before": "A ", "text": "bridge", "after": "."}
