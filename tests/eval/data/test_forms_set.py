"""The sets of the forms that news takes: what they hold, and that none is in both."""

import json
from pathlib import Path

from eval.data.sets import read_set

ROOT = Path(__file__).parents[3]
MEASURED, DEVELOPED = ROOT / "eval/sets/forms.jsonl", ROOT / "training/forms.jsonl"


def test_every_form_is_measured_and_developed_with() -> None:
    forms = [{row.id.split("-")[1] for row in read_set(path)} for path in (MEASURED, DEVELOPED)]
    assert forms[0] == forms[1]
    assert len(forms[0]) >= 10


def test_no_piece_is_in_both() -> None:
    measured, developed = ({row.text for row in read_set(p)} for p in (MEASURED, DEVELOPED))
    assert len(measured) >= 30 <= len(developed)
    assert not measured & developed


def test_statements_stand_in_their_pieces() -> None:
    for line in (MEASURED.read_text("utf-8") + DEVELOPED.read_text("utf-8")).splitlines():
        row = json.loads(line)
        for judged in row["attributions"]:
            [[start, end]] = judged["content"]
            assert row["text"][start:end].strip() == row["text"][start:end] != ""
            assert judged["source_resolved"]
