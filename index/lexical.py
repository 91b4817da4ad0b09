"""Words in common: BM25. The only module that knows bm25s."""

import logging
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


class LexicalIndex:
    """Texts, scored by BM25 over English stems (Lucene's form; Robertson and Zaragoza 2009)."""

    def __init__(self, texts: Sequence[str]) -> None:
        import bm25s

        logging.getLogger(bm25s.__name__).setLevel(logging.WARNING)  # it tells of every index
        self._count = len(texts)
        found = stems(texts)
        self._bm25 = bm25s.BM25() if any(found) else None
        if self._bm25:
            self._bm25.index(found, show_progress=False)

    def __len__(self) -> int:
        return self._count

    def scores(self, query: str) -> Scores:
        """The BM25 score of every text, in their order; zero where no word is shared."""
        known = [stem for stem in stems([query])[0] if self._knows(stem)]
        if not known or self._bm25 is None:
            return np.zeros(self._count, dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32)

    def _knows(self, stem: str) -> bool:
        return self._bm25 is not None and stem in self._bm25.vocab_dict


def stems(texts: Sequence[str]) -> list[list[str]]:
    """The stems of each text's words in order, without the commonest words.

    >>> stems(["The bridges are open."])
    [['bridg', 'open']]
    """
    from bm25s.stopwords import STOPWORDS_EN
    from Stemmer import Stemmer

    common = frozenset(STOPWORDS_EN)
    stem = Stemmer("english").stemWords
    return [
        stem([word for word in re.findall(r"\w+", text.lower()) if word not in common])
        for text in texts
    ]
