"""Records of rankings: the same values as ir-measures gives for the whole run."""

from collections.abc import Callable
from pathlib import Path

import ir_measures
import pytest

from eval.data.beir import read_collection
from eval.data.trec_runs import read_run
from eval.scoring.ranking_measures import DEFAULT_MEASURES, parse_measures
from eval.scoring.ranking_records import recall_by_depth, run_records
from index.errors import EvaluationError


def test_measures_are_those_of_ir_measures_on_the_same_run_file(
    tmp_path: Path, random_run: Path, write_collection: Callable[..., Path]
) -> None:
    folder = write_collection(tmp_path / "set")
    collection = read_collection(folder)
    names = [*DEFAULT_MEASURES, "P@5", "AP"]
    records = list(run_records("set", collection, read_run(random_run), collection.queries, names))
    judgments = [
        ir_measures.Qrel(query, article, grade)
        for query, grades in collection.judgments.items()
        for article, grade in grades.items()
    ]
    ranked = list(ir_measures.read_trec_run(str(random_run)))  # type: ignore[no-untyped-call]
    theirs = ir_measures.calc_aggregate(parse_measures(names), judgments, ranked)
    for name, measure in zip(names, parse_measures(names), strict=True):
        ours = sum(record["values"][name] for record in records) / len(records)
        assert ours == pytest.approx(theirs[measure], abs=1e-9), name
    recall = ir_measures.calc_aggregate([ir_measures.R @ 100], judgments, ranked)
    assert recall_by_depth(records)[-1][1] == pytest.approx(recall[ir_measures.R @ 100])


@pytest.mark.parametrize(
    ("run", "message"),
    [({"x": [("d1", 1.0)]}, "answers no question"), ({"q1": [("x", 1.0)]}, "ranks 'x'")],
)
def test_run_with_unknown_ids_is_refused(
    tmp_path: Path,
    run: dict[str, list[tuple[str, float]]],
    message: str,
    write_collection: Callable[..., Path],
) -> None:
    collection = read_collection(write_collection(tmp_path / "set"))
    with pytest.raises(EvaluationError, match=message):
        list(run_records("set", collection, run, collection.queries, DEFAULT_MEASURES))
