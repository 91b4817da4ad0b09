"""The word pieces that the encoder reads: an article in a few windows."""

from dataclasses import dataclass

import numpy as np

from index.networks import CLS, SEP, UNKNOWN, tokenizer
from index.speakers.finding.words import Numbers, Words

MOST_PIECES = 6  # of a word that are read: the rest of an address or a hashtag is noise
WINDOW_PIECES = 192


@dataclass(frozen=True, slots=True)
class Pieces:
    """Windows of whole paragraphs: `numbers` and `mask` are windows x pieces.

    `first` tells where the first piece of each word stands, counted through all windows.
    """

    numbers: Numbers
    mask: Numbers
    first: Numbers


def pieces_of(text: str, words: Words, room: int = WINDOW_PIECES) -> Pieces:
    """The pieces of a text's words, in windows of like size, of at most `room` pieces."""
    strings = [
        text[start:end]
        for start, end in zip(words.starts.tolist(), words.ends.tolist(), strict=True)
    ]
    encoded = tokenizer().encode(strings, is_pretokenized=True, add_special_tokens=False)
    pieces: list[list[int]] = [[] for _ in strings]
    for number, word in zip(encoded.ids, encoded.word_ids, strict=True):
        if word is not None and len(pieces[word]) < MOST_PIECES:
            pieces[word].append(number)
    pieces = [found or [UNKNOWN] for found in pieces]  # the encoder drops odd marks
    windows = _pack(_units(words, pieces, room - 2), pieces, room - 1)
    rows = []
    places: list[tuple[int, int]] = []
    for row, units in enumerate(windows):
        line = [CLS]
        for unit in units:
            for word in unit:
                places.append((row, len(line)))
                line += pieces[word]
            line.append(SEP)
        rows.append(line)
    width = max(map(len, rows), default=1)
    numbers = np.zeros((len(rows), width), dtype=np.int64)
    mask = np.zeros_like(numbers)
    for row, line in enumerate(rows):
        numbers[row, : len(line)] = line
        mask[row, : len(line)] = 1
    first = np.array([row * width + column for row, column in places], dtype=np.int64)
    return Pieces(numbers, mask, first)


def _units(words: Words, pieces: list[list[int]], room: int) -> list[list[int]]:
    """Paragraphs as lists of words, cut where a sentence or, failing that, a word ends."""
    units: list[list[int]] = []
    size = 0
    for number in range(len(words)):
        fresh = not number or words.paragraph[number] != words.paragraph[number - 1]
        ended = fresh or words.sentence[number] != words.sentence[number - 1]
        size += len(pieces[number])
        if fresh or size > room or (ended and size > room * 3 // 4):
            units.append([])
            size = len(pieces[number])
        units[-1].append(number)
    return units


def _pack(units: list[list[int]], pieces: list[list[int]], room: int) -> list[list[list[int]]]:
    """Units in windows of like size; each is followed by a separator."""
    sizes = [1 + sum(len(pieces[word]) for word in unit) for unit in units]
    enough = sum(sizes) / max(1, -(-sum(sizes) // room))
    windows: list[list[list[int]]] = []
    filled = room
    for unit, size in zip(units, sizes, strict=True):
        if filled + size > room or filled >= enough:
            windows.append([])
            filled = 0
        windows[-1].append(unit)
        filled += size
    return windows
