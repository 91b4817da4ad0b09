"""A small collection in the layout of BEIR, and a run that ranks its articles."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from eval.data.trec_runs import run_lines

WriteCollection = Callable[..., Path]


@pytest.fixture
def write_collection() -> WriteCollection:
    return _write_collection


@pytest.fixture
def random_run(tmp_path: Path) -> Path:
    chance = random.Random(2)  # noqa: S311 - a test
    rankings = [
        (f"q{query}", [(f"d{number}", chance.random()) for number in chance.sample(range(40), 30)])
        for query in range(9)
    ]
    path = tmp_path / "run.trec"
    path.write_text("".join(run_lines(rankings)))
    return path


def _write_collection(folder: Path, qrels: str | None = None) -> Path:
    (folder / "qrels").mkdir(parents=True)
    corpus = [
        {"_id": f"d{number}", "title": "", "text": f"Words {number}."} for number in range(40)
    ]
    corpus[0]["title"] = "A title"
    corpus.append({"_id": "none", "title": "", "text": " "})
    queries = [{"_id": f"q{number}", "text": f"Question {number}"} for number in range(12)]
    for name, rows in (("corpus", corpus), ("queries", queries)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    if qrels is None:
        chance = random.Random(1)  # noqa: S311 - a test
        qrels = "query-id\tcorpus-id\tscore\n" + "".join(
            f"q{query}\td{number}\t{chance.randint(0, 2)}\n"
            for query in range(11)
            for number in chance.sample(range(40), 8)
        )
    (folder / "qrels" / "test.tsv").write_text(qrels)
    return folder
