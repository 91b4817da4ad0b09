"""What holds for every command: what it refuses, and what its function returns."""

import json
from pathlib import Path

import pytest

import eval.scoring.program
import eval.scoring.retrieval
from eval.__main__ import main
from eval.reporting.reports import read_report
from index.errors import EvaluationError
from tests.fixtures.rote import run, write_set


def test_functions_return_what_the_commands_print(tmp_path: Path) -> None:
    path = write_set(tmp_path / "set.jsonl")
    out = tmp_path / "out.json"
    run("conversation", path, "--json", out)
    report = eval.measure_conversations(str(path))
    assert report.sets[0].figures == read_report(out).sets[0].figures
    assert len(eval.measure_answers(path).sets[0].failures) == 2
    assert eval.measure_retrieval(path, measures=["R@1"]).settings["measures"] == "R@1"


def test_nothing_to_measure_is_told() -> None:
    with pytest.raises(EvaluationError, match="name a set"):
        eval.measure_answers()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["answers", "none.jsonl"], "There is no none.jsonl"),
        (["answers", "set.jsonl", "set.jsonl"], "Two sets are named set"),
        (["answers", "set.jsonl", "--resume"], "Name the file to continue"),
        (["answers", "set.jsonl", "--cross"], "two articles or more"),
        (["answers", "set.jsonl", "--cross", "--together"], "crosswise or together"),
        (["answers", "set.jsonl", "--html", "none/page.html"], "make its folder first"),
        (["retrieval", "set.jsonl", "--run", "set.jsonl"], "measured on a BEIR folder"),
        (["retrieval", "set.jsonl", "--measures", "x"], "'x' is not a measure"),
        (["retrieval", "."], "There is no corpus.jsonl"),
        (["speakers", "set.jsonl"], "`id` and `text` must be texts"),
        (["conversation", "alone.jsonl"], "has no follow-up"),
        (["compare", "set.jsonl", "set.jsonl"], "is not a report"),
        (["baseline", "--baseline", "set.jsonl"], "is not a baseline"),
    ],
)
def test_bad_input_is_one_sentence_and_status_2(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    write_set(tmp_path / "set.jsonl")
    row = json.loads((tmp_path / "set.jsonl").read_text())
    row["questions"] = row["questions"][:1]
    (tmp_path / "alone.jsonl").write_text(json.dumps(row))
    monkeypatch.setattr("sys.argv", ["eval", *arguments, "--json", "out.json"][:9])
    if arguments[0] in ("compare", "baseline"):
        monkeypatch.setattr("sys.argv", ["eval", *arguments])
    with pytest.raises(SystemExit) as status:
        main()
    assert status.value.code == 2
    captured = capsys.readouterr()
    assert message in captured.err
    assert "Traceback" not in captured.err
    assert not (tmp_path / "out.json").exists()
