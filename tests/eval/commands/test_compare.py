"""`python -m eval compare`."""

from pathlib import Path

import pytest

from eval.reporting.comparison import compare_reports
from eval.reporting.reports import read_report
from tests.fixtures import rote
from tests.fixtures.rote import KNOWN, run, write_set


def test_compare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_set(tmp_path / "set.jsonl")
    before, after = tmp_path / "a.json", tmp_path / "b.json"
    run("answers", path, "--json", before)
    known = {**KNOWN, "Who calls the bridge ugly?": (63, 85, 0.7)}
    del known["What did the bridge cost?"]
    monkeypatch.setattr(rote, "KNOWN", known)
    run("answers", path, "--json", after)
    [compared] = compare_reports(read_report(before), read_report(after))
    assert (compared.gained, compared.lost) == (("ugly",), ("cost",))
    assert compared.differences["kept"].difference.value == pytest.approx(-1 / 3)
    result = run("compare", before, after, "--markdown", tmp_path / "c.md")
    assert "Gained by right (1): ugly" in result.output
    assert "Lost by right (1): cost" in (tmp_path / "c.md").read_text()
