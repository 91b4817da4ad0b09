"""Words in common: BM25 over English stems."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

K1, B = 1.5, 0.75
"""How soon more of a word tell no more, and how much the length of a text counts."""
COMMON = frozenset(
    "a an and are as at be but by for if in into is it no not of on or such that the their then "
    "there these they this to was will with".split()
)
"""The words that Lucene leaves out."""


class LexicalIndex:
    """Texts, scored by BM25 (in Lucene's form: Kamphuis et al. 2020; Robertson and Zaragoza 2009).

    The scores are those of bm25s, whose import took as long as reading a question.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        found = stems(texts)
        self._count = len(found)
        average = sum(map(len, found)) / max(1, len(found))
        postings: defaultdict[str, dict[int, float]] = defaultdict(dict)
        for row, words in enumerate(found):
            rest = K1 * (1 - B + B * len(words) / average) if average else K1
            for stem, count in Counter(words).items():
                postings[stem][row] = count / (rest + count)
        self._postings = {
            stem: (np.array([*held]), _weighed([*held.values()], self._count))
            for stem, held in postings.items()
        }

    def __len__(self) -> int:
        return self._count

    def scores(self, query: str) -> Scores:
        """The BM25 score of every text, in their order; zero where no word is shared."""
        found = np.zeros(self._count, dtype=np.float32)
        for stem in stems([query])[0]:
            if stem in self._postings:
                rows, scores = self._postings[stem]
                found[rows] += scores
        return found


def stems(texts: Sequence[str]) -> list[list[str]]:
    """The stems of each text's words in order, without the commonest words.

    >>> stems(["The bridges are open."])
    [['bridg', 'open']]
    """
    from Stemmer import Stemmer

    stem = Stemmer("english").stemWords
    return [
        stem([word for word in re.findall(r"\w+", text.lower()) if word not in COMMON])
        for text in texts
    ]


def _weighed(shares: Sequence[float], count: int) -> Scores:
    """The scores of a word in the texts that hold it, of so many in all."""
    holding = len(shares)
    weight = np.float32(math.log(1 + (count - holding + 0.5) / (holding + 0.5)))
    return (np.array(shares) * weight).astype(np.float32)
