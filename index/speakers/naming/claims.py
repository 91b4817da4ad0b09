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

CLAIM_WEIGHTS_FILE = Path(__file__).parent / "weights" / "claims.json"
LEAST_CLAIM_CONFIDENCE = 0.45
"""Of a whole claim, that the words were said and by whoever is named: below it nobody is named.

It comes after `finding.confidence.LEAST_STATEMENT_CONFIDENCE`, which the words alone must reach. Of
the first 416 statements in `training/pieces/tune.jsonl` 338 are found with it, 249 under the right
name and 53 under a wrong one; with 0.35 it is 343, 251 and 56, with 0.55 332, 242 and 47.
"""
SUREST_CHANCE = 0.995
"""Nothing counts as surer: the log-odds of a certainty have no end."""


def claim(way: Way, found: float, meant: float) -> float:
    """The chance of a claim, from that of the statement and that of the speaker's name."""
    constant, by_found, by_meant = _weights().get(way, (0.0, 1.0, 1.0))
    score = constant + by_found * _odds(found) + by_meant * _odds(meant)
    return 1 / (1 + math.exp(-score))


def _odds(chance: float) -> float:
    chance = min(max(chance, 1 - SUREST_CHANCE), SUREST_CHANCE)
    return math.log(chance / (1 - chance))


@cache
def _weights() -> dict[str, tuple[float, float, float]]:
    weights = json.loads(CLAIM_WEIGHTS_FILE.read_text("utf-8"))
    return {way: tuple(row) for way, row in weights.items()}
