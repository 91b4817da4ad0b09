"""Claims: the chance that the words were said and that the named speaker said them."""

import json
import math
from functools import cache
from pathlib import Path
from typing import Literal

Way = Literal[
    "name",
    "together",
    "shared name",
    "pronoun",
    "group",
    "description",
    "described",
    "through",
    "absent",
    "relative",
    "which",
    "both",
]
"""How the words of a source mean their speaker."""

WEIGHTS = Path(__file__).parent / "weights" / "claims.json"
LEAST_CLAIM = 0.45
"""Chance of a whole claim, from which a speaker is named."""
SURE = 0.995


def claim(way: Way, found: float, meant: float) -> float:
    """The chance of a claim, from that of the statement and that of the speaker's name."""
    constant, by_found, by_meant = _weights().get(way, (0.0, 1.0, 1.0))
    score = constant + by_found * _odds(found) + by_meant * _odds(meant)
    return 1 / (1 + math.exp(-score))


def _odds(chance: float) -> float:
    chance = min(max(chance, 1 - SURE), SURE)
    return math.log(chance / (1 - chance))


@cache
def _weights() -> dict[str, tuple[float, float, float]]:
    weights = json.loads(WEIGHTS.read_text("utf-8"))
    return {way: tuple(row) for way, row in weights.items()}
