"""Articles as bytes: what comes back, and what is refused."""

import json
from typing import Any

import pytest

from index.indexed import IndexedArticle
from index.records import article_of, record_of


def read(record: bytes, like: IndexedArticle) -> IndexedArticle:
    return article_of(record, like.sentence_vectors, like.passage_vectors)


def changed(indexed: IndexedArticle, field: str, value: Any, *, attribution: bool = False) -> bytes:
    facts = json.loads(record_of(indexed))
    (facts["attributions"][0] if attribution else facts)[field] = value
    return json.dumps(facts).encode()


def test_a_record_gives_its_article_back(indexed: list[IndexedArticle]) -> None:
    for made in indexed:
        again = read(record_of(made), made)
        assert (again.article, again.attributions) == (made.article, made.attributions)
        assert (again.sentences, again.passages) == (made.sentences, made.passages)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", None),
        ("title", 5),
        ("text", ["a", "list"]),
        ("text", "short"),
        ("authors", [1]),
        ("authors", None),
        ("published", "yesterday"),
        ("source", {}),
        ("blocks", [["script", 0, 5]]),
        ("blocks", [["body", 5, 0]]),
        ("blocks", [["body", 0]]),
        ("blocks", [["body", True, 5]]),
        ("turns", [{"words": [[0, 5]], "told": "rumour", "label": None, "asks": False}]),
        ("turns", [{"words": [[0, 5]]}]),
        ("sentences", [[0.0, 5]]),
        ("sentences", [[30, 55], [0, 5]]),
        ("sentences", [[-1, 5], [30, 55]]),
        ("passages", []),
        ("passages", [[1, 2]]),
        ("passages", [["0", "5"]]),
        ("attributions", [{}]),
        ("attributions", [None]),
    ],
)
def test_an_article_of_another_form_is_refused(
    indexed: list[IndexedArticle], field: str, value: Any
) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(changed(indexed[0], field, value), indexed[0])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("content", [[0, 999]]),
        ("speaker", ["Ann"]),
        ("speaker", [None, None]),
        ("source", 5),
        ("cue", [1, 2, 3]),
        ("kind", "rumoured"),
        ("confidence", "much"),
        ("confidence", None),
    ],
)
def test_an_attribution_of_another_form_is_refused(
    indexed: list[IndexedArticle], field: str, value: Any
) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(changed(indexed[0], field, value, attribution=True), indexed[0])


@pytest.mark.parametrize("record", [b"", b"{", b"[" * 100_000, b"\xff", b'"\\ud800', b"9" * 5000])
def test_what_is_no_json_is_refused(indexed: list[IndexedArticle], record: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(record, indexed[0])
