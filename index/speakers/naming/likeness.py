"""Likeness of words by their meaning: how near "rancher" is to "cattle"."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

VECTORS = Path(__file__).parent / "lexicon" / "vectors.npz"
"""Of single words, by all-MiniLM-L6-v2, in 64 of its principal directions."""


def likeness(words: Iterable[str], others: Iterable[str]) -> float:
    """The cosine of the two likest words of two sets; 0 where none is known.

    >>> likeness(["rancher"], ["cattle"]) > likeness(["rancher"], ["court"])
    True
    """
    mine, theirs = _vectors_of(words), _vectors_of(others)
    if not len(mine) or not len(theirs):
        return 0.0
    return float((mine @ theirs.T).max())


def _vectors_of(words: Iterable[str]) -> NDArray[np.float32]:
    places, vectors = _vectors()
    known = [places[word] for word in words if word in places]
    return vectors[known]


@cache
def _vectors() -> tuple[dict[str, int], NDArray[np.float32]]:
    with np.load(VECTORS) as stored:
        words = str(stored["words"]).split()
        vectors = stored["vectors"].astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return {word: place for place, word in enumerate(words)}, vectors
