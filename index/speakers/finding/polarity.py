"""Polarity: whether what a cue governs was said, denied, or not said at all.

The grammar around a cue gives its clues: what negates it, what it hangs on ("refused to say"), how
its content begins. Weights that `training/fit_polarity.py` learned make the chances of them.
"""

import json
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from index.errors import EncoderError
from index.speakers.attribution import Attribution, Polarity
from index.speakers.finding.polarity_clues import clues, negates

if TYPE_CHECKING:
    from spacy.tokens import Doc

WEIGHTS_FILE = Path(__file__).parent / "weights" / "polarity.json"
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)

Weights = Mapping[str, Sequence[float]]


def with_polarity(doc: "Doc", attributions: Iterable[Attribution]) -> list[Attribution]:
    """The attributions of a parsed text, each with its polarity.

    Raises EncoderError where the weights are missing or damaged.
    """
    weights = load_weights()
    return [
        replace(said, polarity=polarity_of(clues(doc, said.cue, said.content), weights))
        for said in attributions
    ]


def polarity_of(found: Collection[str], weights: Weights) -> Polarity:
    """The likeliest polarity by the sum of the weights of its clues.

    Without a negation nothing is taken for not said, however rarely its verb is found without one.
    """
    sums = [math.fsum(column) for column in zip(*_rows(found, weights), strict=True)]
    possible = [
        place
        for place, polarity in enumerate(POLARITIES)
        if polarity != "not said" or negates(found)
    ]
    return POLARITIES[max(possible, key=sums.__getitem__)]


def _rows(found: Collection[str], weights: Weights) -> Iterator[Sequence[float]]:
    yield weights["constant"]
    yield from (weights[clue] for clue in found if clue in weights)


@cache
def load_weights(file: Path = WEIGHTS_FILE) -> Weights:
    """For each clue a number for each polarity. Raises EncoderError for a damaged file."""
    try:
        weights: Weights = json.loads(file.read_text(encoding="utf-8"))
        if any(len(row) != len(POLARITIES) for row in [weights["constant"], *weights.values()]):
            raise ValueError("a clue needs a number for each polarity")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise EncoderError(f"{file} cannot be read: install Article QA again.") from error
    return weights
