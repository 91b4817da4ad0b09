"""The benchmark of the start measures what it is asked for."""

import json
import sys
from pathlib import Path

import pytest

from benchmarks import runs, start


def test_figures_are_printed_and_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.json"
    wanted = ["--runs", "2", "--only", "help_s", "--json", str(out)]
    monkeypatch.setattr(sys, "argv", ["start", *wanted])
    start.main()
    figures = json.loads(out.read_text())["figures"]
    assert set(figures) == {"help_s", "help_cpu_s"}
    assert 0 < figures["help_s"]["min"] <= figures["help_s"]["median"] <= figures["help_s"]["max"]
    assert "article-qa --help (s)" in capsys.readouterr().out


def test_the_articles_that_are_indexed_differ(tmp_path: Path) -> None:
    from index import read_articles

    found = list(read_articles(start.Place(tmp_path).articles(3)))
    assert len({article.text for article in found}) == 3
    assert all(550 < len(article.text.split()) < 650 for article in found)


def test_a_run_keeps_what_it_compiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert runs.run("-c", "import sys; print(sys.dont_write_bytecode)").printed == "False\n"
