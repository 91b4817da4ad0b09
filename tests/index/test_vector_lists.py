"""Nearest neighbours on the disk."""

import sqlite3
from collections.abc import Iterator

import numpy as np
import pytest

from index.database import SCHEMA
from index.embedding import Vectors
from index.vector_lists import VectorLists

DIMENSION = 16


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    yield connection
    connection.close()


def unit_vectors(count: int, seed: int = 1) -> Vectors:
    rows = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def filled(db: sqlite3.Connection, vectors: Vectors) -> VectorLists:
    lists = VectorLists("passage", DIMENSION)
    for start in range(0, len(vectors), 7):
        some = vectors[start : start + 7]
        lists.add(db, range(start, start + len(some)), some)
    return lists


def test_lists_that_become_too_long_are_divided_and_lose_nothing(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.vector_lists.LONGEST_LIST", 20)
    vectors = unit_vectors(300)
    lists = filled(db, vectors)
    held = db.execute("SELECT number, rows FROM passage_list").fetchall()
    assert len(held) > 15
    assert sum(rows for _, rows in held) == 300
    assert max(rows for _, rows in held) <= 20
    counted = dict(db.execute("SELECT list, count(*) FROM passage_place GROUP BY list"))
    assert counted == {number: rows for number, rows in held if rows}
    assert np.allclose(lists.vectors(lists.stored(db, range(300))), vectors, atol=4e-3)
    again = VectorLists("passage", DIMENSION)
    for query in unit_vectors(10, seed=2):
        exact = np.argsort(-(vectors @ query))[:10]
        assert len(set(exact) & set(again.nearest(db, query, 10, None, 0))) >= 9
        monkeypatch.setattr("index.vector_lists.LISTS_READ", 3)
        assert len(again.nearest(db, query, 10, None, 0)) == 10
        monkeypatch.setattr("index.vector_lists.LISTS_READ", 1000)


def test_vectors_that_are_one_stay_in_one_list(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.vector_lists.LONGEST_LIST", 5)
    filled(db, np.repeat(unit_vectors(1), 30, axis=0))
    assert db.execute("SELECT rows FROM passage_list").fetchall() == [(30,)]


def test_rows_are_taken_out_and_only_some_count(db: sqlite3.Connection) -> None:
    vectors = unit_vectors(30)
    lists = filled(db, vectors)
    lists.remove(db, 10, 20)
    left = {*range(10), *range(20, 30)}
    assert set(lists.nearest(db, vectors[15], 100, None, 0)) == left
    assert db.execute("SELECT sum(rows) FROM passage_list").fetchone() == (20,)
    assert set(lists.nearest(db, vectors[15], 100, np.array([5, 6, 15]), 0)) == {5, 6}
    assert lists.stored(db, [12]) == [b""]
    lists.remove(db, 0, 30)
    assert len(lists.nearest(db, vectors[0], 5, None, 0)) == 0


def test_no_vectors_have_no_neighbours(db: sqlite3.Connection) -> None:
    lists = VectorLists("passage", DIMENSION)
    lists.add(db, [], unit_vectors(0))
    assert len(lists.nearest(db, unit_vectors(1)[0], 5, None, 0)) == 0


def test_what_is_no_code_is_refused(db: sqlite3.Connection) -> None:
    with pytest.raises(ValueError, match="missing or damaged"):
        filled(db, unit_vectors(3)).vectors([b"", b"x"])
