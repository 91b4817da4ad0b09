"""Nearest neighbours on the disk: vectors in lists of neighbours, a few of which are read."""

import json
import sqlite3
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.embedding import Vectors
from index.vectors import Rows, Scores

LONGEST_LIST = 1024
"""Vectors in a list; a longer one is divided in two."""
LISTS_READ = 48
"""Lists that are read for a question. A library with no more of them is searched exactly."""
LIST_BIT = 47
"""A vector's key is its list, shifted by this, and its row, so that a list lies together."""
DIVIDING_ROUNDS = 8


class VectorLists:
    """Unit vectors in lists of neighbours, each number in 8 bits: an inverted file that grows.

    The lists are those of Jégou, Douze and Schmid 2011 (IVF), but none is trained: a list that
    becomes too long is divided by 2-means, so that adding costs the same at any size and nothing
    else is written again. A vector's numbers are whole ones from -127 to 127 and their scale: a
    cosine is off by 0.0005.
    """

    def __init__(self, level: str, dimension: int) -> None:
        """`level` names the tables."""
        self._level = level
        self._code = np.dtype([("scale", "<f4"), ("numbers", "i1", (dimension,))])
        self._dimension = dimension
        self._centres: tuple[Rows, Vectors] | None = None

    def forget(self) -> None:
        """Forgets the centres of the lists: the file may have changed."""
        self._centres = None

    def codes(self, vectors: Vectors) -> list[bytes]:
        """The vectors as they are kept."""
        made = np.zeros(len(vectors), dtype=self._code)
        scales = np.maximum(np.abs(vectors).max(axis=1, initial=0), 1e-9) / 127
        made["scale"] = scales
        made["numbers"] = np.rint(vectors / scales[:, None]).astype(np.int8)
        return [row.tobytes() for row in made]

    def add(self, db: sqlite3.Connection, rows: Sequence[int], vectors: Vectors) -> None:
        """Puts vectors into the lists of their nearest centres."""
        if not rows:
            return
        numbers, centres = self._read_centres(db)
        if not len(numbers):
            numbers, centres = np.array([0]), vectors[:1].copy()
            db.execute(
                f"INSERT INTO {self._level}_list VALUES (0, 0, ?)",
                (centres[0].astype("<f4").tobytes(),),
            )
            self._centres = numbers, centres
        lists = [int(number) for number in numbers[np.argmax(vectors @ centres.T, axis=1)]]
        self._insert(db, list(rows), lists, self.codes(vectors))
        grown, counts = np.unique(lists, return_counts=True)
        for number, more in zip(grown.tolist(), counts.tolist(), strict=True):
            db.execute(
                f"UPDATE {self._level}_list SET rows = rows + ? WHERE number = ?",
                (more, number),
            )
            self._divide(db, number)

    def remove(self, db: sqlite3.Connection, first: int, last: int) -> None:
        """Takes out the rows from `first` to before `last`."""
        kept = db.execute(
            f"SELECT list, row FROM {self._level}_place WHERE row >= ? AND row < ?",
            (first, last),
        ).fetchall()
        db.executemany(
            f"DELETE FROM {self._level}_vector WHERE key = ?",
            [(key_of(number, row),) for number, row in kept],
        )
        db.executemany(
            f"UPDATE {self._level}_list SET rows = rows - 1 WHERE number = ?",
            [(number,) for number, _ in kept],
        )
        db.execute(
            f"DELETE FROM {self._level}_place WHERE row >= ? AND row < ?",
            (first, last),
        )

    def stored(self, db: sqlite3.Connection, rows: Sequence[int]) -> list[bytes]:
        """The codes of rows, in their order; empty where there is none."""
        found = db.execute(
            f"SELECT j.key, v.code FROM json_each(?) j JOIN {self._level}_place p "
            f"ON p.row = j.value JOIN {self._level}_vector v "
            f"ON v.key = (p.list << {LIST_BIT}) | p.row",
            (json.dumps(list(rows)),),
        )
        codes = [b""] * len(rows)
        for place, code in found:
            codes[place] = code
        return codes

    def vectors(self, codes: Sequence[bytes]) -> Vectors:
        """The vectors of codes, a row each. Raises ValueError for what is no code."""
        if any(len(code) != self._code.itemsize for code in codes):
            raise ValueError("a vector is missing or damaged")
        read = np.frombuffer(b"".join(codes), dtype=self._code)
        made: Vectors = read["numbers"].astype(np.float32) * read["scale"][:, None]
        return made

    def nearest(
        self, db: sqlite3.Connection, query: Vectors, k: int, allowed: Rows | None, row_bits: int
    ) -> Rows:
        """The rows of the `k` vectors nearest to a query among the lists nearest to it.

        `allowed` are the numbers of the articles that count, in order: a row shifted by `row_bits`.
        """
        numbers, centres = self._read_centres(db)
        order = np.argsort(-(centres @ query))[:LISTS_READ]
        rows: list[Rows] = []
        scores: list[Scores] = []
        for number in numbers[order].tolist():
            found = self._rows_of(db, number)
            if not found:
                continue
            these = np.array([key for key, _ in found]) & ((1 << LIST_BIT) - 1)
            read = np.frombuffer(b"".join(code for _, code in found), dtype=self._code)
            cosines = (read["numbers"].astype(np.float32) @ query) * read["scale"]
            if allowed is not None:
                wanted = np.isin(these >> row_bits, allowed)
                these, cosines = these[wanted], cosines[wanted]
            rows.append(these)
            scores.append(cosines)
        if not rows:
            return np.array([], dtype=np.int64)
        every, score = np.concatenate(rows), np.concatenate(scores)
        best: Rows = every[np.argsort(-score, kind="stable")[:k]]
        return best

    def _read_centres(self, db: sqlite3.Connection) -> tuple[Rows, Vectors]:
        if self._centres is None:
            found = db.execute(
                f"SELECT number, centre FROM {self._level}_list ORDER BY number"
            ).fetchall()
            centres = np.frombuffer(b"".join(centre for _, centre in found), dtype="<f4")
            numbers = np.array([number for number, _ in found], dtype=np.int64)
            self._centres = numbers, centres.reshape(len(numbers), self._dimension).copy()
        return self._centres

    def _rows_of(self, db: sqlite3.Connection, number: int) -> list[tuple[int, bytes]]:
        return db.execute(
            f"SELECT key, code FROM {self._level}_vector WHERE key >= ? AND key < ?",
            (key_of(number, 0), key_of(number + 1, 0)),
        ).fetchall()

    def _insert(
        self,
        db: sqlite3.Connection,
        rows: Sequence[int],
        lists: Sequence[int],
        codes: Sequence[bytes],
    ) -> None:
        keys = map(key_of, lists, rows)
        db.executemany(
            f"INSERT INTO {self._level}_vector VALUES (?, ?)",
            zip(keys, codes, strict=True),
        )
        db.executemany(
            f"INSERT OR REPLACE INTO {self._level}_place VALUES (?, ?)",
            zip(rows, lists, strict=True),
        )

    def _divide(self, db: sqlite3.Connection, number: int) -> None:
        """Divides a list in two, and its parts again, until none is too long."""
        (rows_held,) = db.execute(
            f"SELECT rows FROM {self._level}_list WHERE number = ?", (number,)
        ).fetchone()
        if rows_held <= LONGEST_LIST:
            return
        found = self._rows_of(db, number)
        codes = [code for _, code in found]
        second = _second_half(self.vectors(codes))
        if not second.any() or second.all():
            return  # all vectors are one
        numbers, centres = self._read_centres(db)
        new = int(numbers[-1]) + 1
        moved = np.flatnonzero(second).tolist()
        rows = [found[i][0] & ((1 << LIST_BIT) - 1) for i in moved]
        db.executemany(
            f"DELETE FROM {self._level}_vector WHERE key = ?",
            [(found[i][0],) for i in moved],
        )
        self._insert(db, rows, [new] * len(rows), [codes[i] for i in moved])
        vectors = self.vectors(codes)
        halves = _mean(vectors[~second]), _mean(vectors[second])
        for half, (each, count) in zip(
            halves, ((number, len(found) - len(rows)), (new, len(rows))), strict=True
        ):
            db.execute(
                f"INSERT OR REPLACE INTO {self._level}_list VALUES (?, ?, ?)",
                (each, count, half.astype("<f4").tobytes()),
            )
        centres[np.searchsorted(numbers, number)] = halves[0]
        self._centres = np.append(numbers, new), np.vstack([centres, halves[1]])
        self._divide(db, number)
        self._divide(db, new)


def key_of(number: int, row: int) -> int:
    """The key of a row in a list."""
    return (number << LIST_BIT) | row


def _second_half(vectors: Vectors) -> NDArray[np.bool_]:
    """Which vectors are in the second of two clusters."""
    first = vectors[0]
    second = vectors[np.argmin(vectors @ first)]
    for _ in range(DIVIDING_ROUNDS):
        nearer: NDArray[np.bool_] = vectors @ second > vectors @ first
        if not nearer.any() or nearer.all():
            break
        first, second = _mean(vectors[~nearer]), _mean(vectors[nearer])
    return nearer


def _mean(vectors: Vectors) -> Vectors:
    mean = vectors.mean(axis=0)
    unit: Vectors = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return unit
