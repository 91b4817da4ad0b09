"""This file is about choosing: from the chances of cues, contents and sources to attributions."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from index.speakers.attribution import Attribution, Kind
from index.speakers.finding.confidence import Evidence, confidence, evidence_of
from index.speakers.finding.features import COLON, Words
from index.text import WORD, Span

Truths = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
Chances = np.ndarray[tuple[int, ...], np.dtype[np.float32]]

CONTENT, SOURCE, CUE = 1, 2, 3
LEAST = 0.4  # confidence that is enough; on dev 0.35 has 0.2 more F1 and 1.3 less precision
THRESHOLD = 0.15  # chance of a cue that is worth a look
CONTENT_LEAST = 0.45
NESTED = 0.5  # chance of a cue as the content of another
SOURCE_LEAST = 0.45
SOURCE_RUN = 0.30
COLON_SURE = 0.9  # as sure as of a likely content
GAP = 3  # words that content may jump over
SNAP = 0.5  # share of a quotation that must be in a content for all of it to be
DIRECT = 0.8  # share of the words inside quotation marks


@dataclass(frozen=True, slots=True)
class Reading:
    """A possible cue: its head word, how likely it is, and the chances of the words of its window.

    `parts` is words x 4: nothing, content, source, cue; its first row is word `first`.
    """

    word: int
    chance: float
    first: int
    parts: Chances


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


def decode(
    text: str, words: Words, readings: list[Reading], *, least: float = LEAST
) -> list[Attribution]:
    """The attributions of a text, in the order of their content; no word is in two of them.

    Those whose confidence is below `least` are left out.
    """
    spoken = spoken_words(text, words)
    found = [
        attribution_of(text, words, draft, spoken) for draft in drafts_of(words, readings, spoken)
    ]
    return sorted(
        (attribution for attribution in found if attribution.confidence >= least),
        key=lambda attribution: attribution.content[0],
    )


def spoken_words(text: str, words: Words) -> Truths:
    """Which words are words: not punctuation."""
    ends = zip(words.starts.tolist(), words.ends.tolist(), strict=True)
    return np.array([bool(WORD.search(text, start, end)) for start, end in ends], dtype=bool)


def drafts_of(words: Words, readings: list[Reading], spoken: Truths) -> list[Draft]:
    """What each likely cue gets of the words, after the quotation marks have been heeded."""
    chosen = _distinct([reading for reading in readings if reading.chance >= THRESHOLD])
    drafts = _share_out(words, chosen)
    taken = {word for draft in drafts for word in draft.content}
    for draft in drafts:
        draft.source, draft.source_chance = _source(draft)
        _smooth(draft, taken, spoken)
    _after_colon(words, drafts)
    _snap(words, drafts, spoken)
    return [draft for draft in drafts if any(spoken[word] for word in draft.content)]


def kind_of(words: Words, draft: Draft, spoken: Truths) -> Kind:
    """Direct where four words in five or more are inside double quotation marks."""
    said = [word for word in draft.content if spoken[word]]
    share = sum(words.quotation[word] >= 0 for word in said) / len(said)
    return "direct" if share >= DIRECT else "mixed" if share > 0 else "indirect"


def evidence(words: Words, draft: Draft, spoken: Truths) -> Evidence:
    """What speaks for a draft."""
    size = sum(bool(spoken[word]) for word in draft.content)
    kind = kind_of(words, draft, spoken)
    return evidence_of(draft.reading.chance, draft.sure, draft.source_chance, kind, size)


def attribution_of(text: str, words: Words, draft: Draft, spoken: Truths) -> Attribution:
    """The draft in spans of the text."""
    pieces = [run for run in _runs(sorted(draft.content)) if spoken[run].any()]
    return Attribution(
        content=tuple(words.span(run[0], run[-1]) for run in pieces),
        speaker=None,
        source=_source_span(text, words, draft, spoken),
        cue=words.span(draft.cue[0], draft.cue[-1]),
        kind=kind_of(words, draft, spoken),
        confidence=confidence(evidence(words, draft, spoken)),
    )


def _source_span(text: str, words: Words, draft: Draft, spoken: Truths) -> Span | None:
    """The source from its first to its last word, without a dash that is one word with it."""
    named = [word for word in draft.source if spoken[word]]
    if not named:
        return None
    span = words.span(named[0], named[-1])
    while not text[span.start].isalnum():
        span = Span(span.start + 1, span.end)
    return span


def _distinct(readings: list[Reading]) -> list[Reading]:
    """Readings without those whose head word lies in the cue of a likelier one, or in its content.

    What is quoted may speak of what others say; only the outermost saying counts. A word that is
    likelier a cue than content is one: "confirmed the call and said that it was long".
    """
    kept: list[Reading] = []
    cues: set[int] = set()
    contents: dict[int, float] = {}
    for reading in sorted(readings, key=lambda reading: -reading.chance):
        nested = contents.get(reading.word, 0.0)
        if reading.word in cues or nested >= max(NESTED, reading.chance):
            continue
        kept.append(reading)
        cues.update(_cue(reading))
        for place, chance in enumerate(reading.parts[:, CONTENT].tolist(), start=reading.first):
            contents[place] = max(contents.get(place, 0.0), chance)
    return sorted(kept, key=lambda reading: reading.word)


def _cue(reading: Reading) -> list[int]:
    """The words of a cue, next to its head."""
    likely = reading.parts[:, CUE] >= 0.5
    first = last = reading.word - reading.first
    while first > 0 and likely[first - 1]:
        first -= 1
    while last + 1 < len(likely) and likely[last + 1]:
        last += 1
    return list(range(reading.first + first, reading.first + last + 1))


def _share_out(words: Words, readings: list[Reading]) -> list[Draft]:
    """Each word given to the cue that claims it most."""
    best = np.full(len(words), CONTENT_LEAST, dtype=np.float32)
    owner = np.full(len(words), -1)
    claim = np.zeros(len(words), dtype=np.float32)
    for number, reading in enumerate(readings):
        here = slice(reading.first, reading.first + len(reading.parts))
        chances = reading.parts[:, CONTENT]
        weight = chances * reading.chance
        wins = (chances >= CONTENT_LEAST) & (weight > claim[here])
        owner[here][wins] = number
        claim[here][wins] = weight[wins]
        best[here][wins] = chances[wins]
    drafts = []
    for number, reading in enumerate(readings):
        mine = np.flatnonzero(owner == number)
        sure = float(best[mine].mean()) if len(mine) else 0.0
        drafts.append(Draft(reading, set(mine.tolist()), [], _cue(reading), sure))
    return drafts


def _source(draft: Draft) -> tuple[list[int], float]:
    """The likeliest words of the source next to each other, and their best chance, or nothing."""
    reading = draft.reading
    chances = reading.parts[:, SOURCE].copy()
    if not len(chances) or chances.max() < SOURCE_LEAST:
        return [], 0.0
    runs: list[tuple[int, int]] = []
    start = None
    likely = chances >= SOURCE_RUN
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
        if 0 < len(gap) <= GAP and not any(word in taken or word in kept for word in gap):
            draft.content.update(gap)
            taken.update(gap)
    for run in _runs(sorted(draft.content)):
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
        if colon < 0 or words.features[colon, 3] != COLON or taken & set(inside.tolist()):
            continue
        if words.paragraph[colon] == words.paragraph[inside[0]]:
            continue
        near = [
            draft
            for draft in drafts
            if words.sentence[draft.reading.word] == words.sentence[colon] and draft.source
        ]
        if near:
            nearest = min(near, key=lambda draft: -draft.reading.chance)
            nearest.content |= set(inside.tolist())
            nearest.sure = COLON_SURE


def _snap(words: Words, drafts: list[Draft], spoken: Truths) -> None:
    """Give the rest of a quotation to the one that has most of it."""
    owner = np.full(len(words), len(drafts))
    for number, draft in enumerate(drafts):
        owner[list(draft.content)] = number
    for quotation in np.unique(words.quotation[words.quotation >= 0]).tolist():
        inside = np.flatnonzero(words.quotation == quotation)
        said = inside[spoken[inside]]
        shares = np.bincount(owner[said], minlength=len(drafts) + 1)[:-1]
        if not shares.any() or shares.max() < SNAP * len(said):
            continue
        winner = drafts[int(shares.argmax())]
        others = [drafts[number] for number in np.flatnonzero(shares)]
        if all(draft is winner or draft.reading.word in inside for draft in others):
            for draft in others:
                draft.content.difference_update(inside.tolist())
            winner.content.update(set(inside.tolist()) - set(winner.cue) - set(winner.source))


def _runs(numbers: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if not runs or number != runs[-1][-1] + 1:
            runs.append([])
        runs[-1].append(number)
    return runs
