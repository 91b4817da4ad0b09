"""`python -m eval retrieval`."""

import json
from pathlib import Path

import pytest

from eval.reporting.reports import read_report
from tests.fixtures.rote import figures, run, write_set


def test_retrieval_of_passages(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    run("retrieval", write_set(tmp_path / "set.jsonl"), "--json", out, "--measures", "nDCG@10 R@2")
    values = figures(out)
    assert values["hit@1"] == pytest.approx(1 / 3)
    assert values["hit@3"] == 1
    assert values["MRR"] == pytest.approx((1 + 1 / 2 + 1 / 3) / 3)
    assert values["R@2"] == pytest.approx(2 / 3)


def test_collection_is_searched_and_its_run_measured_again(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    (folder / "qrels").mkdir(parents=True)
    texts = [f"{letter * 33} {letter * 28} {letter * 22}" for letter in "abc"]
    rows = [{"_id": f"d{number}", "title": "", "text": text} for number, text in enumerate(texts)]
    (folder / "corpus.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    queries = [{"_id": "q", "text": "Where?"}, {"_id": "unjudged", "text": "Why?"}]
    (folder / "queries.jsonl").write_text("".join(json.dumps(row) + "\n" for row in queries))
    (folder / "qrels" / "test.tsv").write_text("q\td1\t1\n")
    first, second, trec = tmp_path / "1.json", tmp_path / "2.json", tmp_path / "run.trec"
    run("retrieval", folder, "--json", first, "--run-out", trec)
    assert [line.split()[2] for line in trec.read_text().splitlines()] == ["d0", "d1", "d2"]
    run("retrieval", folder, "--json", second, "--run", trec, "--html", tmp_path / "page.html")
    assert figures(first) == figures(second)
    assert figures(first)["MRR@10"] == 0.5
    assert list(read_report(first).sets[0].counts.values()) == [1, 1]
