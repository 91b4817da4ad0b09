"""Confidence: the chance that what was found, and its source, are right."""

import math

from index.speakers.attribution import Kind

Evidence = tuple[float, float, float, float, float, float]

LEAST_STATEMENT_CONFIDENCE = 0.4
"""Of words as they are found with their source, before anybody is named: less is no statement.

On PolNeAR dev 0.35 has 0.2 more F1 and 1.3 less precision. The claim that somebody made the
statement is weighed again, by `naming.claims.LEAST_CLAIM_CONFIDENCE`.
"""
EVIDENCE_WEIGHTS = (-2.463, 0.568, 0.363, 0.184, 0.611, 0.24)
"""Of the constant, cue, content, source, directness and length.

Fitted on PolNeAR dev by `training/calibrate_speakers.py`.
"""


def evidence_of(cue: float, content: float, source: float, kind: Kind, words: int) -> Evidence:
    """What speaks for an attribution: a constant, the log-odds of its parts, its kind, its length.

    `cue` is the chance of the cue, `content` the mean chance of the words said, `source` the best
    chance of a word of the source (0 where there is none).
    """
    return (
        1.0,
        _odds(cue),
        _odds(content),
        _odds(source) if source else 0.0,
        1.0 if kind == "direct" else 0.0,
        math.log(words),
    )


def confidence(evidence: Evidence, weights: tuple[float, ...] = EVIDENCE_WEIGHTS) -> float:
    """The chance, between 0 and 1, that content and source are right (logistic regression)."""
    score = sum(weight * value for weight, value in zip(weights, evidence, strict=True))
    return 1 / (1 + math.exp(-score))


def _odds(chance: float) -> float:
    chance = min(max(chance, 0.005), 0.995)
    return math.log(chance / (1 - chance))
