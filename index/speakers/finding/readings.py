"""What the networks and rules make of a cue, and which of several readings count."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

Chances = np.ndarray[tuple[int, ...], np.dtype[np.float32]]

NESTED_CHANCE = 0.5  # of a cue as the content of another
CUE_WORD_CHANCE = 0.5


class Part(IntEnum):
    """The columns of `Reading.parts`: what a word is to a cue."""

    NOTHING = 0
    CONTENT = 1
    SOURCE = 2
    CUE = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """A possible cue: its head word, how likely it is, and the chances of the words of its window.

    `parts` is words x `Part`; its first row is word `first`.
    """

    word: int
    chance: float
    first: int
    parts: Chances


def outermost(readings: list[Reading]) -> list[Reading]:
    """The readings whose head word lies neither in the cue of a likelier one nor in its content.

    What is quoted may speak of what others say; only the outermost saying counts. A word that is
    likelier a cue than content is a cue: "confirmed the call and said that it was long".
    """
    kept: list[Reading] = []
    cues: set[int] = set()
    contents: dict[int, float] = {}
    for reading in sorted(readings, key=lambda reading: -reading.chance):
        nested = contents.get(reading.word, 0.0)
        if reading.word in cues or nested >= max(NESTED_CHANCE, reading.chance):
            continue
        kept.append(reading)
        cues.update(cue_words(reading))
        for place, chance in enumerate(
            reading.parts[:, Part.CONTENT].tolist(), start=reading.first
        ):
            contents[place] = max(contents.get(place, 0.0), chance)
    return sorted(kept, key=lambda reading: reading.word)


def cue_words(reading: Reading) -> list[int]:
    """The words of a cue, next to its head."""
    likely = reading.parts[:, Part.CUE] >= CUE_WORD_CHANCE
    first = last = reading.word - reading.first
    while first > 0 and likely[first - 1]:
        first -= 1
    while last + 1 < len(likely) and likely[last + 1]:
        last += 1
    return list(range(reading.first + first, reading.first + last + 1))
