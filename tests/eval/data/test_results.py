"""Results that a stopped run goes on from."""

from pathlib import Path

import pytest

from eval.data.results import Record, Results
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
        assert [record["id"] for record in results] == ["1", "2"]
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
