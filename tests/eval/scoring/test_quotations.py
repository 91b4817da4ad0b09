"""Verdicts on quotations are measured, and a set that is none is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval import measure_quotations
from eval.data.quotation_sets import VERDICTS, read_quotations
from index.errors import EvaluationError

ROOT = Path(__file__).parents[3]
TEXT = "“It cost 3 million,” said Ann Lee, the mayor. “Nobody paid for it.”"
RIGHT = {"id": "a", "quotation": "It cost 3 million", "verdict": "word for word"}
WRONG = {"id": "b", "quotation": "It cost 3 million", "verdict": "altered"}


def write(path: Path, *quotations: Any, **changes: Any) -> Path:
    row = {"article_id": "x", "text": TEXT, "quotations": list(quotations)} | changes
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


def test_right_verdicts_and_false_confirmations_are_counted(tmp_path: Path) -> None:
    report = measure_quotations(write(tmp_path / "set.jsonl", RIGHT, WRONG))
    (measured,) = report.sets
    assert measured.counts == {"quotations": 2}
    assert measured.figures["right"].value == 0.5
    assert measured.figures["altered_confirmed"].value == 1
    assert [record["id"] for record in measured.failures] == ["b"]


def test_a_stopped_run_goes_on(tmp_path: Path) -> None:
    path, kept = write(tmp_path / "set.jsonl", RIGHT), tmp_path / "kept.jsonl"
    measure_quotations(path, per_question=kept)
    assert measure_quotations(path, per_question=kept, resume=True).sets[0].figures["right"].value


@pytest.mark.parametrize(
    ("quotations", "changes", "words"),
    [
        ([RIGHT, RIGHT], {}, "used twice"),
        ([{"id": "a"}], {}, "must have"),
        (["a"], {}, "must have"),
        ([RIGHT | {"verdict": "maybe"}], {}, "is not a verdict"),
        ([RIGHT], {"quotations": None}, "has no judgment"),
        ([RIGHT], {"text": ""}, "cannot be read"),
        ([], {}, "has no quotation"),
    ],
)
def test_what_is_no_set_is_told_in_a_sentence(
    tmp_path: Path, quotations: list[Any], changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(EvaluationError, match=words):
        measure_quotations(write(tmp_path / "set.jsonl", *quotations, **changes))


def test_an_article_needs_an_id(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps({"text": TEXT, "quotations": []}), encoding="utf-8")
    with pytest.raises(EvaluationError, match="article_id"):
        list(read_quotations(path))


def test_the_shipped_set_holds_every_verdict() -> None:
    articles = list(read_quotations(ROOT / "eval" / "sets" / "quotations.jsonl"))
    judged = [quotation for article in articles for quotation in article.quotations]
    assert len(judged) >= 80
    assert {quotation.verdict for quotation in judged} == set(VERDICTS)
    sample = (ROOT / "qa" / "sample_article.txt").read_text(encoding="utf-8")
    assert articles[0].article.text == sample
