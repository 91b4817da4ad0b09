"""Collections in the layout of BEIR, and what is wrong with bad judgments."""

from collections.abc import Callable
from pathlib import Path

import pytest

from eval.data.beir import collection_articles, read_collection
from index.errors import EvaluationError


def test_collection_is_read(tmp_path: Path, write_collection: Callable[..., Path]) -> None:
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
def test_bad_judgments_are_refused(
    tmp_path: Path, qrels: str, message: str, write_collection: Callable[..., Path]
) -> None:
    with pytest.raises(EvaluationError, match=message):
        read_collection(write_collection(tmp_path / "set", qrels))


def test_trec_judgments_are_read(tmp_path: Path, write_collection: Callable[..., Path]) -> None:
    folder = write_collection(tmp_path / "set", "q1 0 d1 1\nq1 0 d2 0\n")
    assert read_collection(folder).judgments == {"q1": {"d1": 1, "d2": 0}}


def test_missing_judgments_are_told(tmp_path: Path, write_collection: Callable[..., Path]) -> None:
    folder = write_collection(tmp_path / "set")
    (folder / "qrels" / "test.tsv").unlink()
    with pytest.raises(EvaluationError, match=r"has no qrels/test.tsv"):
        read_collection(folder)
