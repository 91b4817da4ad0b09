"""Weighing what the reader and retrieval say: an order, a probability and two thresholds."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from qa.comprehension.networks import manifest


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a sentence: the reader's log-odds that it answers, and what else tells.

    `dense` is the sentence's cosine to the question, `lexical` its BM25 as a share of the best,
    `passage` the score of the best passage that holds it. `said` is 1 where whoever the question
    names speaks in the sentence, -1 where others alone do, and 0 where nobody is named.
    """

    reader: float
    dense: float
    lexical: float
    passage: float
    said: float = 0.0

    @property
    def values(self) -> tuple[float, ...]:
        """The numbers in the order of the weights."""
        return (self.reader, self.dense, self.lexical, self.passage, self.said)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights that `training.fit_reader` fitted on tuning questions: the models' card has more.

    `order` weighs a sentence against its rivals; `intercept` and `slopes` turn the evidence for
    the best one into the probability that it answers. From `threshold` on that is an answer, from
    `perhaps` on it may be one.
    """

    order: tuple[float, ...]
    intercept: float
    slopes: tuple[float, ...]
    threshold: float
    perhaps: float

    def rank(self, evidence: Evidence) -> float:
        """The greater, the likelier is a sentence to answer than the others of its article."""
        return _dot(self.order, evidence.values)

    def probability(self, evidence: Evidence) -> float:
        """The probability that a sentence answers."""
        odds = self.intercept + _dot(self.slopes, evidence.values)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))

    def stored(self) -> dict[str, Any]:
        """The calibration as `weights.json` keeps it, to four digits."""
        return {
            name: [round(part, 4) for part in value]
            if isinstance(value, tuple)
            else round(value, 4)
            for name, value in asdict(self).items()
        }


@cache
def default_calibration() -> Calibration:
    """The calibration of the reader that comes with the program. Raises EncoderError without it."""
    known = manifest()["calibration"]
    return Calibration(
        order=tuple(known["order"]),
        intercept=known["intercept"],
        slopes=tuple(known["slopes"]),
        threshold=known["threshold"],
        perhaps=known["perhaps"],
    )


def _dot(weights: Sequence[float], values: Sequence[float]) -> float:
    return sum(weight * value for weight, value in zip(weights, values, strict=True))
