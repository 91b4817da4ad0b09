"""The baseline: what counts as a fall, and what the shipped file asks for."""

import json
from pathlib import Path

import pytest

from eval.commands.baseline import BASELINE_FILE, SETS_FOLDER
from eval.reporting.baseline import Bounds, falls, read_bounds, updated
from eval.reporting.intervals import Figure
from eval.reporting.reports import Report, SetReport, make_report
from index.errors import EvaluationError

BOUNDS: Bounds = {
    "answers": {
        "sample": {
            "hit@1": {"value": 0.9, "tolerance": 0.05},
            "speaker_wrong": {"value": 0.1, "tolerance": 0.0},
        }
    }
}


def reports(**values: float) -> dict[str, dict[str, Report]]:
    figures = {
        name.replace("hit", "hit@1"): Figure(value, value, value, 1)
        for name, value in values.items()
    }
    measured = SetReport("sample", "sample.jsonl", "0", {}, figures)
    return {"answers": {"sample": make_report("answers", {}, [measured])}}


def test_what_stays_within_its_tolerance_has_not_fallen() -> None:
    assert list(falls(BOUNDS, reports(hit=0.85, speaker_wrong=0.05))) == []


def test_what_falls_is_told() -> None:
    [hit, wrong] = falls(BOUNDS, reports(hit=0.84, speaker_wrong=0.11))
    assert str(hit) == "answers sample: hit@1 was 0.9000 and is 0.8400."
    assert wrong.measure == "speaker_wrong"


def test_update_keeps_tolerances() -> None:
    fresh = updated(BOUNDS, reports(hit=0.95, speaker_wrong=0.0))
    assert fresh["answers"]["sample"]["hit@1"] == {"value": 0.95, "tolerance": 0.05}


def test_a_figure_has_not_fallen_against_itself() -> None:
    now = reports(hit=1 / 3, speaker_wrong=3 / 23)
    assert list(falls(updated(BOUNDS, now), now)) == []


def test_measure_that_no_report_gives_is_refused() -> None:
    with pytest.raises(EvaluationError, match="asks for 'speaker_wrong'"):
        list(falls(BOUNDS, reports(hit=0.9)))


@pytest.mark.parametrize("text", ["[]", "{", "{}", '{"answers": {"sample": {"hit@1": {}}}}'])
def test_bad_baseline_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(text)
    with pytest.raises(EvaluationError):
        read_bounds(path)


def test_shipped_baseline_names_shipped_sets() -> None:
    for command, sets in read_bounds(BASELINE_FILE).items():
        for name in sets:
            assert (SETS_FOLDER / f"{name}.jsonl").is_file(), command
    json.loads(BASELINE_FILE.read_text())
