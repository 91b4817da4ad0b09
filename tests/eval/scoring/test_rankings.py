"""Rankings and collections: measures as ir-measures gives them, TREC files, bad input."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

import ir_measures
import numpy as np
import pytest

from eval.data.beir import collection_articles, read_collection
from eval.data.rankings import MEASURES, parse_measures, ranking_measures, read_run, run_lines
from eval.scoring.ranking_records import recall_by_depth, run_records
from eval.scoring.retrieval import shortened
from index.embedding import Vectors
from index.errors import EvaluationError


def write_collection(folder: Path, qrels: str | None = None) -> Path:
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


def random_run(path: Path) -> Path:
    chance = random.Random(2)  # noqa: S311 - a test
    rankings = [
        (f"q{query}", [(f"d{number}", chance.random()) for number in chance.sample(range(40), 30)])
        for query in range(9)
    ]
    path.write_text("".join(run_lines(rankings)))
    return path


def test_collection_is_read(tmp_path: Path) -> None:
    collection = read_collection(write_collection(tmp_path / "set"))
    assert len(collection.queries) == 11
    assert collection.unjudged == 1
    assert collection.empty == {"none"}
    articles = list(collection_articles(collection))
    assert len(articles) == 40
    assert articles[0].text == "A title\nWords 0."
    assert [span.of(articles[0].text) for span in articles[0].spans("body")] == [
        "A title",
        "Words 0.",
    ]


def test_measures_are_those_of_ir_measures_on_the_same_run_file(tmp_path: Path) -> None:
    folder = write_collection(tmp_path / "set")
    collection = read_collection(folder)
    run = random_run(tmp_path / "run.trec")
    names = [*MEASURES, "P@5", "AP"]
    records = list(run_records("set", collection, read_run(run), collection.queries, names))
    judgments = [
        ir_measures.Qrel(query, article, grade)
        for query, grades in collection.judgments.items()
        for article, grade in grades.items()
    ]
    ranked = list(ir_measures.read_trec_run(str(run)))  # type: ignore[no-untyped-call]
    theirs = ir_measures.calc_aggregate(parse_measures(names), judgments, ranked)
    for name, measure in zip(names, parse_measures(names), strict=True):
        ours = sum(record["values"][name] for record in records) / len(records)
        assert ours == pytest.approx(theirs[measure], abs=1e-9), name
    recall = ir_measures.calc_aggregate([ir_measures.R @ 100], judgments, ranked)
    assert recall_by_depth(records)[-1][1] == pytest.approx(recall[ir_measures.R @ 100])


def test_run_is_written_as_it_was_read(tmp_path: Path) -> None:
    run = read_run(random_run(tmp_path / "run.trec"))
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


@pytest.mark.parametrize(
    ("run", "message"),
    [({"x": [("d1", 1.0)]}, "answers no question"), ({"q1": [("x", 1.0)]}, "ranks 'x'")],
)
def test_run_with_unknown_ids_is_refused(
    tmp_path: Path, run: dict[str, list[tuple[str, float]]], message: str
) -> None:
    collection = read_collection(write_collection(tmp_path / "set"))
    with pytest.raises(EvaluationError, match=message):
        list(run_records("set", collection, run, collection.queries, MEASURES))


@pytest.mark.parametrize(
    ("qrels", "message"),
    [
        ("", "holds no judgment"),
        ("q1\td1\t0\n", "no question has a relevant article"),
        ("q1\td1\n", "line 1: a judgment is"),
        ("q99\td1\t1\n", "'q99' is not in the queries"),
        ("q1\td99\t1\n", "'d99', which is not in the corpus"),
    ],
)
def test_bad_judgments_are_refused(tmp_path: Path, qrels: str, message: str) -> None:
    with pytest.raises(EvaluationError, match=message):
        read_collection(write_collection(tmp_path / "set", qrels))


def test_trec_judgments_are_read(tmp_path: Path) -> None:
    folder = write_collection(tmp_path / "set", "q1 0 d1 1\nq1 0 d2 0\n")
    assert read_collection(folder).judgments == {"q1": {"d1": 1, "d2": 0}}


def test_missing_judgments_are_told(tmp_path: Path) -> None:
    folder = write_collection(tmp_path / "set")
    (folder / "qrels" / "test.tsv").unlink()
    with pytest.raises(EvaluationError, match=r"has no qrels/test.tsv"):
        read_collection(folder)


@pytest.mark.parametrize("name", ["nDGC@10", "nDCG@", "import os"])
def test_unknown_measure_is_refused(name: str) -> None:
    with pytest.raises(EvaluationError, match="is no measure"):
        parse_measures([name])


class Counter:
    """An encoder that reads four words."""

    name, dimension, limit = "counter", 1, 4

    def count(self, text: str) -> int:
        return len(text.split())

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.zeros((len(texts), 1), dtype=np.float32)


def test_question_is_shortened_to_what_the_encoder_reads() -> None:
    assert shortened("one two  three four", Counter()) == "one two  three four"
    assert shortened("one two  three four five", Counter()) == "one two  three four"


def test_nothing_found_is_zero() -> None:
    assert set(ranking_measures(MEASURES, {"d": 1}, []).values()) == {0.0}
