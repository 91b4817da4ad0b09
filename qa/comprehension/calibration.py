"""Weighing what networks and retrieval say: an order and a probability."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from qa.comprehension.networks import WEIGHTS, manifest


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a sentence: the reader's log-odds that it answers, and retrieval's scores.

    `dense` is the sentence's cosine to the question, `lexical` its BM25 as a share of the best,
    `passage` the score of the best passage that holds it, `cross` the cross-encoder's log-odds.
    """

    reader: float
    dense: float
    lexical: float
    passage: float
    cross: float = 0.0

    @property
    def values(self) -> tuple[float, float, float, float, float]:
        """The five numbers, in the order of the weights."""
        return (self.reader, self.dense, self.lexical, self.passage, self.cross)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights that `training.fit_reader` fitted on tuning questions: the models' card has more.

    `order` weighs a sentence against its rivals; `intercept` and `slopes` turn the evidence for
    the best one into the probability that the article answers, which `threshold` is compared with.
    """

    order: tuple[float, ...]
    intercept: float
    slopes: tuple[float, ...]
    threshold: float

    def rank(self, evidence: Evidence) -> float:
        """The greater, the likelier is a sentence to answer than the others of its article."""
        return _dot(self.order, evidence.values)

    def probability(self, evidence: Evidence) -> float:
        """The probability that a sentence, the best of its article, answers."""
        odds = self.intercept + _dot(self.slopes, evidence.values)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


@cache
def default_calibration(folder: Path = WEIGHTS) -> Calibration:
    """The calibration of the reader that comes with the program. Raises EncoderError without it."""
    known = manifest(folder)["calibration"]
    return Calibration(
        order=tuple(known["order"]),
        intercept=known["intercept"],
        slopes=tuple(known["slopes"]),
        threshold=known["threshold"],
    )


def _dot(weights: Sequence[float], values: Sequence[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=True))
