"""The window of a cue: the words around it, and how each of them stands to it."""

from enum import IntEnum

import numpy as np

from index.speakers.finding.words import COLON, DEPENDENCIES, Feature, Marks, Numbers, Words

SENTENCES_BEFORE, SENTENCES_AFTER = 4, 6  # of a cue in its paragraph
MOST_PARAGRAPHS = 5  # into which a quotation may go on, before or after
MOST_WORDS = 448
NO_LABEL = len(DEPENDENCIES) + 1
NOT_JOINED, OTHER_SENTENCE = 25, 26  # in place of the steps through the parse


class PairFeature(IntEnum):
    """The columns of `pair_features`."""

    DISTANCE = 0
    SENTENCE = 1
    QUOTATION = 2
    WORD_LABEL = 3
    CUE_LABEL = 4
    STEPS = 5
    OTHER_PARAGRAPH = 6


PAIR_SIZES = (33, 15, 16, NO_LABEL + 1, NO_LABEL + 1, OTHER_SENTENCE + 1, 2)
"""The number of values of each feature of a word beside a cue."""
PATH_FEATURES = slice(PairFeature.WORD_LABEL, PairFeature.STEPS + 1)


def window(words: Words, cue: int) -> tuple[int, int]:
    """The words, from and up to, among which the content and source of a cue are looked for.

    The sentences around it in its paragraph, and the paragraphs into which a quotation runs on
    before it, or after it or its colon.
    """
    sentence, paragraph = words.sentence, words.paragraph
    here = paragraph[cue]
    first = np.searchsorted(sentence, sentence[cue] - SENTENCES_BEFORE)
    last = np.searchsorted(sentence, sentence[cue] + SENTENCES_AFTER, side="right")
    opening, closing = _edges(paragraph, here)
    first, last = max(first, opening), min(last, closing)
    marks = words.features[:, Feature.MARKS]
    if first == opening:
        for before in range(here - 1, max(here - 1 - MOST_PARAGRAPHS, -1), -1):
            start, end = _edges(paragraph, before)
            if not (marks[first] == Marks.OPENING and marks[end - 1] == Marks.UNCLOSED):
                break
            first = start
    if last == closing:
        for after in range(here + 1, min(here + 1 + MOST_PARAGRAPHS, int(paragraph[-1]) + 1)):
            start, end = _edges(paragraph, after)
            colon = after == here + 1 and words.features[start - 1, Feature.SHAPE] == COLON
            if not (marks[start] == Marks.OPENING or colon):
                break
            last = end
    first = max(first, cue - MOST_WORDS // 2)
    return int(first), int(min(last, first + MOST_WORDS))


def pair_features(words: Words, cue: int, first: int, last: int) -> Numbers:
    """How each word of a window stands to the cue: a row of small numbers for each word."""
    rows = np.zeros((last - first, len(PAIR_SIZES)), dtype=np.int64)
    distance = np.arange(first, last) - cue
    rows[:, PairFeature.DISTANCE] = 16 + np.sign(distance) * np.minimum(
        15, np.ceil(3 * np.log2(1 + np.abs(distance) / 2)).astype(np.int64)
    )
    sentences = words.sentence[first:last] - words.sentence[cue]
    rows[:, PairFeature.SENTENCE] = 7 + np.clip(sentences, -7, 7)
    rows[:, PairFeature.QUOTATION] = _quotation_relation(words, cue, first, last)
    rows[:, PATH_FEATURES] = NO_LABEL, NO_LABEL, OTHER_SENTENCE
    start, end = _edges(words.sentence, words.sentence[cue])
    low, high = max(first, start), min(last, end)
    rows[low - first : high - first, PATH_FEATURES] = _paths(words, cue, low, high)
    rows[:, PairFeature.OTHER_PARAGRAPH] = words.paragraph[first:last] != words.paragraph[cue]
    return rows


def _edges(numbers: Numbers, number: int) -> tuple[int, int]:
    """The words, from and up to, of a paragraph or sentence by its number."""
    return (
        int(np.searchsorted(numbers, number)),
        int(np.searchsorted(numbers, number, side="right")),
    )


def _quotation_relation(words: Words, cue: int, first: int, last: int) -> Numbers:
    """Which quotation each word is in: 0 in none, 1 in that of the cue.

    2 to 5 in the nearest before the cue and those farther away, 6 to 9 in those after it, 10 in
    single marks.
    """
    inside = words.quotation[first:last]
    own = words.quotation[cue]
    before = np.unique(words.quotation[first : cue + 1])[::-1]
    after = np.unique(words.quotation[cue:last])
    order = {-1: 0}
    for nearest, numbers in ((2, before), (6, after)):
        others = [number for number in numbers.tolist() if number not in (-1, own)]
        for rank, number in enumerate(others):
            order[number] = nearest + min(rank, 3)
    if own >= 0:
        order[int(own)] = 1
    relation = np.array([order[number] for number in inside.tolist()], dtype=np.int64)
    single = words.features[first:last, Feature.MARKS] == Marks.SINGLE
    return np.where((relation == 0) & single, 10, relation)


def _paths(words: Words, cue: int, low: int, high: int) -> Numbers:
    """The way through the parse from each word of the cue's sentence to the cue.

    Columns: the label of the branch below the meeting point on the word's side, the same on the
    cue's side, and how many steps lie on either side (0 to 4 up from the cue, 0 to 4 down).
    """
    heads, labels = words.heads, words.dependencies
    up: dict[int, tuple[int, int]] = {}
    node, steps, label = cue, 0, 0
    while node not in up:
        up[node] = (steps, label)
        label, steps, node = int(labels[node]), steps + 1, int(heads[node])
    found = np.zeros((high - low, 3), dtype=np.int64)
    for word in range(low, high):
        node, down, label = word, 0, 0
        while node not in up and down < 60 and heads[node] != node:
            label, down, node = int(labels[node]), down + 1, int(heads[node])
        if node not in up:
            found[word - low] = NO_LABEL, NO_LABEL, NOT_JOINED
            continue
        rise, own = up[node]
        found[word - low] = label, own, 5 * min(rise, 4) + min(down, 4)
    return found
