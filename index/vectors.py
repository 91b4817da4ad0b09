"""This file is about nearest neighbours: the only module that knows FAISS."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding import Vectors
from index.errors import LibraryError

Rows = NDArray[np.int64]
Scores = NDArray[np.float32]


class NearestNeighbours:
    """Unit vectors, searched exactly by inner product (FAISS IndexFlatIP)."""

    def __init__(self, vectors: Vectors) -> None:
        """Takes a matrix with a vector a row."""
        import faiss

        self._index = faiss.IndexFlatIP(vectors.shape[1])
        self._index.add(np.ascontiguousarray(vectors, dtype=np.float32))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(self, query: Vectors, k: int) -> tuple[Rows, Scores]:
        """The rows of the `k` nearest vectors, or of all if there are fewer, and their cosines.

        `query` is one vector, of shape (dimension,).
        """
        scores, rows = self._index.search(query.reshape(1, -1), max(1, min(k, len(self))))
        found = rows[0] >= 0
        return rows[0][found], scores[0][found]

    def cosines(self, query: Vectors, rows: Rows) -> Scores:
        """The cosine of the query with each of these rows, in their order."""
        return self.matrix()[rows] @ query

    def matrix(self) -> Vectors:
        """All vectors, a row each: a view of the index's own memory."""
        import faiss

        count, dimension = len(self), self._index.d
        flat: Vectors = faiss.rev_swig_ptr(self._index.get_xb(), count * dimension)
        return flat.reshape(count, dimension)

    def write(self, path: Path) -> None:
        """Writes the index to a file."""
        import faiss

        faiss.write_index(self._index, str(path))


def read_vectors(path: Path, dimension: int, count: int) -> NearestNeighbours:
    """The index in a file that must hold `count` vectors of `dimension` numbers.

    Raises LibraryError for anything else, before a damaged file can ask for more memory than its
    own size.
    """
    import faiss

    faiss.set_deserialization_vector_byte_limit(path.stat().st_size)
    try:
        index = faiss.read_index(str(path))
    except (RuntimeError, MemoryError) as error:
        raise LibraryError(f"{path.name} is damaged: build the library again.") from error
    if type(index) is not faiss.IndexFlatIP or (index.d, index.ntotal) != (dimension, count):
        raise LibraryError(
            f"{path.name} does not hold {count} vectors of {dimension} numbers: "
            "build the library again."
        )
    neighbours = NearestNeighbours.__new__(NearestNeighbours)
    neighbours._index = index
    return neighbours
