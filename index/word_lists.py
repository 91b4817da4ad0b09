"""Words in common, on the disk: SQLite's FTS5 finds texts, and BM25 is counted for those alone."""

import math
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.lexical import K1, B

MOST_POSTINGS = 100_000
"""Texts that are looked at for the words of a question, the rarest words first."""


@dataclass(frozen=True, slots=True)
class Bm25:
    """What BM25 knows of all texts of a level: how much each word of a question tells."""

    weights: tuple[float, ...]
    average: float

    def score(self, counts: Sequence[int], length: int) -> float:
        """The score of a text with so many of each word, and so many stems in all."""
        rest = K1 * (1 - B + B * length / self.average) if self.average else K1
        return sum(
            weight * count / (count + rest)
            for weight, count in zip(self.weights, counts, strict=True)
            if count
        )


class WordLists:
    """The stems of the texts of a level."""

    def __init__(self, level: str) -> None:
        """`level` names the tables."""
        self._level = level

    def add(self, db: sqlite3.Connection, texts: Iterable[tuple[int, str]]) -> None:
        """Takes in rows and the stems of their texts."""
        self._change(db, texts, "rowid, words) VALUES (", 1)

    def remove(self, db: sqlite3.Connection, texts: Iterable[tuple[int, str]]) -> None:
        """Takes out what `add` took in."""
        self._change(db, texts, f"{self._level}_words, rowid, words) VALUES ('delete', ", -1)

    def bm25(self, db: sqlite3.Connection, stems: Sequence[str]) -> Bm25:
        """The weights of stems and the average length."""
        count, length = self._total(db)
        holding = [self._holding(db, stem) for stem in stems]
        weights = (
            math.log(1 + (count - texts + 0.5) / (texts + 0.5)) if texts else 0.0
            for texts in holding
        )
        return Bm25(tuple(weights), length / max(count, 1))

    def best(
        self, db: sqlite3.Connection, stems: Sequence[str], k: int, allowed: str = ""
    ) -> list[int]:
        """The rows of about the `k` best texts; `allowed` is a condition on their rows."""
        held = {stem: self._holding(db, stem) for stem in stems}
        chosen: list[str] = []
        postings = 0
        for stem in sorted(held, key=held.__getitem__):
            if chosen and postings + held[stem] > MOST_POSTINGS:
                break
            if held[stem]:
                chosen.append(stem)
                postings += held[stem]
        if not chosen:
            return []
        found = db.execute(
            f"SELECT rowid FROM {self._level}_words WHERE {self._level}_words MATCH ? "
            f"{allowed} ORDER BY rank LIMIT ?",
            (any_of(chosen), k),
        )
        return [row for (row,) in found]

    def _holding(self, db: sqlite3.Connection, stem: str) -> int:
        found = db.execute(
            f"SELECT doc FROM {self._level}_counts WHERE term = ?",
            (stem,),
        ).fetchone()
        return int(found[0]) if found else 0

    def _total(self, db: sqlite3.Connection) -> tuple[int, int]:
        texts, stems = db.execute(
            "SELECT texts, stems FROM total WHERE level = ?", (self._level,)
        ).fetchone()
        return int(texts), int(stems)

    def _change(
        self, db: sqlite3.Connection, texts: Iterable[tuple[int, str]], into: str, sign: int
    ) -> None:
        changed = list(texts)
        db.executemany(
            f"INSERT INTO {self._level}_words({into}?, ?)",
            changed,
        )
        length = sum(len(words.split()) for _, words in changed)
        db.execute(
            "UPDATE total SET texts = texts + ?, stems = stems + ? WHERE level = ?",
            (sign * len(changed), sign * length, self._level),
        )


def any_of(words: Iterable[str]) -> str:
    """A query of FTS5 for texts with any of the words, which have no quotation marks."""
    return " OR ".join(f'"{word}"' for word in words)
