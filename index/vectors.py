"""Nearest neighbours. The only module that knows FAISS."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.embedding import Vectors
from index.errors import LibraryError

if TYPE_CHECKING:
    from faiss import IndexFlatIP

Rows = NDArray[np.int64]
Scores = NDArray[np.float32]


class NearestNeighbours:
    """Unit vectors, searched exactly by inner product (FAISS IndexFlatIP)."""

    def __init__(self, vectors: Vectors) -> None:
        """Takes a matrix with a vector in each row."""
        self._index = _flat_index(vectors)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(
        self, query: Vectors, k: int, *, among: NDArray[np.bool_] | None = None
    ) -> tuple[Rows, Scores]:
        """The rows of the `k` nearest vectors, or of all if there are fewer, and their cosines.

        `query` is one vector, of shape (dimension,); `among` tells of each row whether it counts.
        """
        import faiss

        chosen = None
        if among is not None and not among.all():
            wanted = faiss.IDSelectorBatch(np.flatnonzero(among))
            chosen = faiss.SearchParameters(sel=wanted)  # type: ignore[call-arg]  # its stub is older
        scores, rows = self._index.search(
            query.reshape(1, -1), max(1, min(k, len(self))), params=chosen
        )
        found = rows[0] >= 0
        return rows[0][found], scores[0][found]

    def cosines(self, query: Vectors, rows: Rows) -> Scores:
        """The cosine of the query with each of these rows, in their order."""
        return _matrix(self._index)[rows] @ query


def read_vectors(path: Path, dimension: int, count: int) -> Vectors:
    """The `count` unit vectors of `dimension` numbers in a file, a row each.

    Raises LibraryError for anything else, before a damaged file can ask for more memory than its
    own size.
    """
    import faiss

    faiss.set_deserialization_vector_byte_limit(path.stat().st_size)
    try:
        index = faiss.read_index(str(path))
    except (RuntimeError, MemoryError) as error:
        raise LibraryError(f"{path} is damaged: index the articles again.") from error
    if type(index) is faiss.IndexFlatIP and (index.d, index.ntotal) == (dimension, count):
        vectors = _matrix(index).copy()
        if np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3):
            return vectors
    raise LibraryError(
        f"{path} does not hold {count} unit vectors of {dimension} numbers: "
        "index the articles again."
    )


def _flat_index(vectors: Vectors) -> "IndexFlatIP":
    import faiss

    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(np.ascontiguousarray(vectors, dtype=np.float32))
    return index


def _matrix(index: "IndexFlatIP") -> Vectors:
    """All vectors, a row each: a view of the index's memory, which must outlive it."""
    import faiss

    flat: Vectors = faiss.rev_swig_ptr(index.get_xb(), index.ntotal * index.d)
    return flat.reshape(index.ntotal, index.d)
