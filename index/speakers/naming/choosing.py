"""The choice among all who could be meant: a softmax over weighed evidence, which is learned."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.speakers.naming.anaphors import Anaphor, Evidence
from index.speakers.naming.people import Entity

WEIGHTS = Path(__file__).parent / "weights" / "references.json"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant and what speaks for that; None is somebody not told of yet."""

    entity: Entity | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is meant, and the chance of that among all candidates."""

    entity: Entity | None
    chance: float


def choose(here: Anaphor, candidates: Sequence[Candidate]) -> Choice:
    """The likeliest of the candidates."""
    weights = _weights()[here.form]
    scores = [
        sum(weights.get(name, 0.0) * value for name, value in candidate.evidence.items())
        for candidate in candidates
    ]
    best = max(scores)
    total = sum(math.exp(score - best) for score in scores)
    return Choice(candidates[scores.index(best)].entity, 1 / total)


@cache
def _weights() -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = json.loads(WEIGHTS.read_text("utf-8"))
    return weights
