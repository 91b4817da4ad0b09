"""What of a question is searched for."""

from collections.abc import Sequence

import numpy as np

from eval.scoring.searches import shortened
from index.embedding import Vectors


class Counter:
    """An encoder that reads four words."""

    name, dimension, limit = "counter", 1, 4

    def count(self, text: str) -> int:
        return len(text.split())

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.zeros((len(texts), 1), dtype=np.float32)


def test_question_is_shortened_to_what_the_encoder_reads() -> None:
    assert shortened("one two  three four", Counter()) == "one two  three four"
    assert shortened("one two  three four five", Counter()) == "one two  three four"
