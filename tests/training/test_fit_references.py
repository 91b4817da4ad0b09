"""The weights that choose who is meant, learned from judged speakers."""

import json
from pathlib import Path

import pytest

from index.speakers.naming.choosing import WEIGHTS
from training import fit_references
from training.fit_references import Lesson, fit, judged_lessons, kept_lessons

TEXT = "Anna Berg met Peter Moss. She said it was cold. “He knew,” she added. An aide said no."


def _article(folder: Path, *, judged: bool) -> Path:
    row: dict[str, object] = {"id": "one", "text": TEXT}
    said = {"source": [26, 29], "content": [[35, 46]], "kind": "indirect"}
    refused = {"source": [70, 77], "content": [[83, 85]], "kind": "indirect"}
    if judged:
        said, refused = {**said, "speaker": "Anna Berg"}, {**refused, "speaker": None}
    row["attributions"] = [said, refused]
    file = folder / "articles.jsonl"
    file.write_text(json.dumps(row), encoding="utf-8")
    return file


def test_judged_speakers_decide_choices(tmp_path: Path) -> None:
    lessons = list(judged_lessons(_article(tmp_path, judged=True)))
    assert [lesson.form for lesson in lessons] == ["pronoun", "description"]
    assert all(sum(lesson.right) == 1 for lesson in lessons)


def test_sure_choices_are_kept_where_nothing_is_judged(tmp_path: Path) -> None:
    file = _article(tmp_path, judged=False)
    assert [lesson.form for lesson in kept_lessons(file)] == ["pronoun"]
    assert list(judged_lessons(file)) == []


def test_weights_move_towards_what_is_right() -> None:
    lessons = [Lesson("pronoun", ({"near": 1.0}, {"far": 1.0}), (True, False))] * 20
    weights = fit(lessons, {"pronoun": {"far": 1.0}})["pronoun"]
    assert weights["near"] > weights["far"]


def test_the_command_writes_weights_of_every_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "weights.json"
    file = str(_article(tmp_path, judged=True))
    monkeypatch.setattr("sys.argv", ["fit", file, "--keep", file, "--out", str(out)])
    fit_references.main()
    assert json.loads(out.read_text()).keys() == json.loads(WEIGHTS.read_text()).keys()
