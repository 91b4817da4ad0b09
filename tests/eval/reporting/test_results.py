"""Results that a stopped run goes on from, and reports that are there whole or not at all."""

import json
from pathlib import Path

import pytest

from eval.data.results import Record, Results
from eval.reporting.intervals import Figure
from eval.reporting.pages import report_page
from eval.reporting.reports import SetReport, make_report, read_report, write_whole
from eval.reporting.summaries import in_context
from index import Span
from index.errors import EvaluationError

HEAD = {"command": "answers", "settings": {"limit": None}}


def record(id: str, **more: object) -> Record:
    return {
        "set": "s",
        "id": id,
        "article": "a",
        "question": "Who?",
        "values": {"hit@1": 1.0},
    } | more


def test_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with Results(HEAD, path) as results:
        results.add(record("1"))
    with path.open("a") as file:
        file.write('{"set": "s", "id": "2", "ques')  # killed here
    with Results(HEAD, path, resume=True) as results:
        assert results.done == {("s", "1")}
        results.add(record("2"))
        assert [one["id"] for one in results] == ["1", "2"]
        assert (results.count("s"), results.count("t")) == (2, 0)
    assert len(path.read_text().splitlines()) == 3


def test_other_settings_are_no_run_to_go_on_with(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with Results(HEAD, path):
        pass
    with pytest.raises(EvaluationError, match="other settings"):
        Results(HEAD | {"settings": {"limit": 3}}, path, resume=True)


def test_a_run_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("kept")
    with pytest.raises(EvaluationError, match="--resume"):
        Results(HEAD, path)
    with pytest.raises(EvaluationError, match="name another file"):
        Results(HEAD, path, resume=True)
    assert path.read_text() == "kept"


def test_results_without_a_path_leave_nothing(tmp_path: Path) -> None:
    with Results(HEAD) as results:
        results.add(record("1"))
        path = results.path
        assert path.exists()
    assert not path.exists()


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
    write_whole(path, written.to_json())
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


def test_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    write_whole(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "new \ud800")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


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
    page = report_page(make_report("answers", {"x": HOSTILE}, [report()]), [failed])
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page
    assert "default-src 'none'" in page
    assert page.count("data:image/svg+xml") == 4
    assert "<mark>&lt;script&gt;" in page


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


def test_page_lists_no_more_failures_than_a_browser_likes() -> None:
    records = [record(str(number), set=HOSTILE, failed=True) for number in range(250)]
    page = report_page(make_report("answers", {}, [report()]), records)
    assert page.count("<details>") == 200
    assert "250 questions failed. The first 200 are listed." in page


def test_json_is_plain() -> None:
    json.loads(make_report("answers", {}, [report()]).to_json())
