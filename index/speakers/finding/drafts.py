"""Drafts: which words are the content, the source and the cue of each attribution."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from index.speakers.finding.readings import Part, Reading, cue_words, outermost
from index.speakers.finding.words import COLON, Feature, Words
from index.text import WORD

Truths = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]

# chosen on PolNeAR dev, all of them
LEAST_CUE = 0.15  # chance of a cue that is worth a look
LEAST_CONTENT = 0.45  # chance of a word that is content
LEAST_SOURCE = 0.45  # best chance of the words of a source
LEAST_SOURCE_WORD = 0.30  # chance of a word beside it that belongs to the source
COLON_CHANCE = 0.9  # of the quotation after a colon: that of a likely content
LONGEST_GAP = 3  # words that content may jump over
QUOTATION_SHARE = 0.5  # of the words of a quotation, with which a content has all of it


@dataclass(slots=True)
class Draft:
    """An attribution while it is made: which words are its content, source and cue.

    `sure` is the mean chance of its words as content, `source_chance` the best of its source.
    """

    reading: Reading
    content: set[int]
    source: list[int]
    cue: list[int]
    sure: float
    source_chance: float = 0.0


def spoken_words(text: str, words: Words) -> Truths:
    """Which words are words: not punctuation."""
    ends = zip(words.starts.tolist(), words.ends.tolist(), strict=True)
    return np.array([bool(WORD.search(text, start, end)) for start, end in ends], dtype=bool)


def drafts_of(words: Words, readings: list[Reading], spoken: Truths) -> list[Draft]:
    """What each likely cue gets of the words, after the quotation marks have been heeded."""
    chosen = outermost([reading for reading in readings if reading.chance >= LEAST_CUE])
    drafts = _share_out(words, chosen)
    taken = {word for draft in drafts for word in draft.content}
    for draft in drafts:
        draft.source, draft.source_chance = _source(draft)
        _smooth(draft, taken, spoken)
    _after_colon(words, drafts)
    _snap(words, drafts, spoken)
    return drafts


def _share_out(words: Words, readings: list[Reading]) -> list[Draft]:
    """Each word given to the cue that claims it most."""
    best = np.full(len(words), LEAST_CONTENT, dtype=np.float32)
    owner = np.full(len(words), -1)
    claim = np.zeros(len(words), dtype=np.float32)
    for number, reading in enumerate(readings):
        here = slice(reading.first, reading.first + len(reading.parts))
        chances = reading.parts[:, Part.CONTENT]
        weight = chances * reading.chance
        wins = (chances >= LEAST_CONTENT) & (weight > claim[here])
        owner[here][wins] = number
        claim[here][wins] = weight[wins]
        best[here][wins] = chances[wins]
    drafts = []
    for number, reading in enumerate(readings):
        mine = np.flatnonzero(owner == number)
        sure = float(best[mine].mean()) if len(mine) else 0.0
        drafts.append(Draft(reading, set(mine.tolist()), [], cue_words(reading), sure))
    return drafts


def _source(draft: Draft) -> tuple[list[int], float]:
    """The likeliest words of the source next to each other, and their best chance, or nothing."""
    reading = draft.reading
    chances = reading.parts[:, Part.SOURCE].copy()
    if not len(chances) or chances.max() < LEAST_SOURCE:
        return [], 0.0
    runs: list[tuple[int, int]] = []
    start = None
    likely = chances >= LEAST_SOURCE_WORD
    for place in range(len(chances) + 1):
        inside = place < len(chances) and bool(likely[place])
        if inside and start is None:
            start = place
        elif not inside and start is not None:
            runs.append((start, place))
            start = None
    start, end = max(runs, key=lambda run: float(chances[run[0] : run[1]].max()))
    best = float(chances[start:end].max())
    return list(range(reading.first + start, reading.first + end)), best


def _smooth(draft: Draft, taken: set[int], spoken: Truths) -> None:
    """Fill short gaps in a content, and drop scraps far shorter than the rest of it.

    `taken` are the words of every content.
    """
    if not draft.content:
        return
    kept = {*draft.source, *draft.cue}
    numbers = sorted(draft.content)
    for before, after in pairwise(numbers):
        gap = range(before + 1, after)
        if 0 < len(gap) <= LONGEST_GAP and not any(word in taken or word in kept for word in gap):
            draft.content.update(gap)
            taken.update(gap)
    for run in runs_of(sorted(draft.content)):
        size = int(spoken[run].sum())
        whole = int(spoken[sorted(draft.content)].sum())
        if size <= 1 and whole - size >= 3:
            draft.content.difference_update(run)
            taken.difference_update(run)


def _after_colon(words: Words, drafts: list[Draft]) -> None:
    """Give a quotation that opens a paragraph, when nobody has it, to the colon before it."""
    taken = {word for draft in drafts for word in draft.content}
    for number in np.unique(words.quotation[words.quotation >= 0]).tolist():
        inside = np.flatnonzero(words.quotation == number)
        colon = int(inside[0]) - 1
        if (
            colon < 0
            or words.features[colon, Feature.SHAPE] != COLON
            or taken & set(inside.tolist())
        ):
            continue
        if words.paragraph[colon] == words.paragraph[inside[0]]:
            continue
        near = [
            draft
            for draft in drafts
            if words.sentence[draft.reading.word] == words.sentence[colon] and draft.source
        ]
        if near:
            likeliest = max(near, key=lambda draft: draft.reading.chance)
            likeliest.content |= set(inside.tolist())
            likeliest.sure = COLON_CHANCE


def _snap(words: Words, drafts: list[Draft], spoken: Truths) -> None:
    """Give the rest of a quotation to the draft that has most of it."""
    owner = np.full(len(words), len(drafts))
    for number, draft in enumerate(drafts):
        owner[list(draft.content)] = number
    for quotation in np.unique(words.quotation[words.quotation >= 0]).tolist():
        inside = np.flatnonzero(words.quotation == quotation)
        said = inside[spoken[inside]]
        shares = np.bincount(owner[said], minlength=len(drafts) + 1)[:-1]
        if not shares.any() or shares.max() < QUOTATION_SHARE * len(said):
            continue
        winner = drafts[int(shares.argmax())]
        if winner.reading.word in inside and not words.quotations[quotation].closed:
            continue  # the mark was forgotten: “We saw it, said Moss. It rained.
        others = [drafts[number] for number in np.flatnonzero(shares)]
        if all(draft is winner or draft.reading.word in inside for draft in others):
            for draft in others:
                draft.content.difference_update(inside.tolist())
            winner.content.update(set(inside.tolist()) - set(winner.cue) - set(winner.source))


def runs_of(numbers: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if not runs or number != runs[-1][-1] + 1:
            runs.append([])
        runs[-1].append(number)
    return runs
