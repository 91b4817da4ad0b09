"""Reports as JSON, as Markdown and as a page."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from eval.data.results import Record
from eval.reporting.intervals import Figure
from eval.reporting.pages import report_page
from eval.reporting.reports import SetReport, make_report, read_report
from index.errors import EvaluationError


def record(id: str, **more: object) -> Record:
    return {
        "set": "s",
        "id": id,
        "article": "a",
        "question": "Who?",
        "values": {"hit@1": 1.0},
    } | more


HOSTILE = '<script>alert("x")</script>'


def report() -> SetReport:
    return SetReport(
        name=HOSTILE,
        path="s.jsonl",
        sha256="0" * 16,
        counts={"answerable": 1},
        figures={"hit@1": Figure(0.5, 0.25, 0.75, 4), "words@1": Figure(28.25, 20, 30, 4)},
        questions={"1": {"hit@1": 1.0}},
        curves={
            "recall by depth": [(1.0, 0.5), (2.0, 1.0)],
            "refusal": [(1.0, 0.0), (0.0, 1.0)],
            "reliability": [(0.1, 0.0, 3), (0.9, 1.0, 5)],
            "latency": [(1.0, 0.0), (5.0, 1.0)],
        },
    )


def test_report_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    written = make_report("answers", {"limit": 3}, [report()])
    path.write_text(written.to_json())
    read = read_report(path)
    assert read.sets[0].figures == report().figures
    assert read.settings == {"limit": 3}
    assert read.versions["python"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 1, "sets": 3}', '{"format": 99}'])
def test_other_files_are_no_report(tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(text)
    with pytest.raises(EvaluationError):
        read_report(path)


def test_markdown_has_a_row_for_each_figure() -> None:
    markdown = make_report("answers", {}, [report()]).to_markdown()
    assert "| hit@1 | 0.5000 | 0.2500 to 0.7500 | 4 |" in markdown
    assert "| words@1 | 28.2 | 20.0 to 30.0 | 4 |" in markdown


def test_page_is_one_file_without_script_and_with_all_text_escaped() -> None:
    place = {"before": HOSTILE, "text": HOSTILE, "after": HOSTILE}
    failed = record(
        "1",
        set=HOSTILE,
        question=HOSTILE,
        searched=f"{HOSTILE}?",
        turns=[HOSTILE],
        failed=True,
        confidence=0.5,
        answerable=True,
        shown=place,
        expected=place,
    )
    failing = replace(report(), failures=(failed,), failed=1)
    page = report_page(make_report("answers", {"x": HOSTILE}, [failing]))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page
    assert "default-src 'none'" in page
    assert page.count("data:image/svg+xml") == 4
    assert "<mark>&lt;script&gt;" in page


def test_json_leaves_failures_out() -> None:
    failing = replace(report(), failures=(record("1"),), failed=1)
    [kept] = json.loads(make_report("answers", {}, [failing]).to_json())["sets"]
    assert (kept["failures"], kept["failed"]) == ([], 1)


def test_notebook_shows_the_figures() -> None:
    shown = make_report("answers", {}, [report()])
    assert shown._repr_markdown_() == shown.to_markdown()
