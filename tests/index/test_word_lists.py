"""Words in common, on the disk."""

import sqlite3

import pytest

from index.database import SCHEMA
from index.lexical import LexicalIndex, stems
from index.word_lists import WordLists

TEXTS = [f"The bridge of town {number} cost {number % 5} million euros." for number in range(40)]
QUESTION = "What did the bridge of town 7 cost? A bridge!"


@pytest.fixture
def db() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.executescript(SCHEMA)
    return connection


def test_texts_are_found_and_scored_as_in_memory(db: sqlite3.Connection) -> None:
    lists, made, asked = WordLists("passage"), stems(TEXTS), stems([QUESTION])[0]
    texts = [(number, " ".join(words)) for number, words in enumerate(made)]
    lists.add(db, [*texts, (99, "taken out")])
    lists.remove(db, [(99, "taken out")])
    weighed, wanted = lists.bm25(db, asked), LexicalIndex(TEXTS).scores(QUESTION)
    for words, score in zip(made, wanted, strict=True):
        counts = [words.count(stem) for stem in asked]
        assert weighed.score(counts, len(words)) == pytest.approx(float(score), abs=1e-4)
    assert lists.best(db, asked, 1) == [7]
    assert len(lists.best(db, asked, 100)) == 40
    assert lists.best(db, asked, 100, "AND rowid < 3") == [0, 1, 2]
    assert lists.best(db, ["zebra"], 100) == []


def test_the_rarest_words_are_looked_for_first(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.word_lists.MOST_POSTINGS", 10)
    lists = WordLists("passage")
    lists.add(db, [(n, " ".join(words)) for n, words in enumerate(stems(TEXTS))])
    assert lists.best(db, stems([QUESTION])[0], 100) == [7]


def test_texts_without_words_have_no_score(db: sqlite3.Connection) -> None:
    assert WordLists("passage").bm25(db, ["bridg"]).score([1], 1) == 0
