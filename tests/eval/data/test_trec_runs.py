"""TREC run files, and what is wrong with a bad one."""

from pathlib import Path

import pytest

from eval.data.trec_runs import read_run, run_lines
from index.errors import EvaluationError


def test_run_is_written_as_it_was_read(tmp_path: Path, random_run: Path) -> None:
    run = read_run(random_run)
    (tmp_path / "again.trec").write_text("".join(run_lines(run.items())))
    assert read_run(tmp_path / "again.trec") == run


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty run"),
        ("q1 Q0 d1 1 0.5\n", "line 1: a line of a run is"),
        ("q1 Q0 d1 1 high x\n", "line 1: a line of a run is"),
        ("q1 Q0 d1 1 2 x\nq1 Q0 d1 2 1 x\n", "ranked twice"),
    ],
)
def test_bad_run_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "run.trec"
    path.write_text(text)
    with pytest.raises(EvaluationError, match=message):
        read_run(path)
