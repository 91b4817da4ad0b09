"""Quotations whole: those over several paragraphs, and those with which another one goes on."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from index.speakers.finding.drafts import Draft, Truths
from index.speakers.finding.words import TAGS, Feature, Numbers, Words
from index.speakers.quotation_marks import Quotation

FINITE_TAGS = [TAGS.index(tag) + 1 for tag in ("MD", "VBD", "VBP", "VBZ")]
FEWEST_CLAUSE_WORDS = 3
"""Of a clause in quotation marks; fewer are called a name or a slogan more often than said."""
TRANSCRIPT_TURN = re.compile(r"\W*(?:[A-Z][A-Z.’'-]+ ?)+[:)]|\W*\(")
"""Of a transcript in quotation marks: "PENCE: ..." and "(CROSSTALK)"."""
MOST_CLAIMED_SHARE = 0.3
"""Share of the words of a quotation up to which nobody has it."""


def complete(text: str, words: Words, drafts: Sequence[Draft], spoken: Truths) -> None:
    """Give each part of a run to the draft that has it, or else to the one that has the run.

    A quotation that nobody has goes to the draft of its sentence, or to one with quoted words in
    the sentence right before it: “We waited,” Moss said, folding the map. “Nobody came.”
    """
    for run in quoted_runs(text, words):
        owners = [_beside(words, drafts, part) for part in run]
        owner = next(filter(None, owners), None) or _owner(drafts, run[0])
        if owner is None and is_clause(words, run[0], spoken):
            owner = _neighbour(words, drafts, run[0])
        for part, own in zip(run, owners, strict=True):
            owner = own or owner
            if owner and _is_forgotten(words, owner, part):
                _cut(words, owner, part)
                owner = None
            elif owner and (len(run) > 1 or own is None):
                _give(owner, drafts, part)


def quoted_runs(text: str, words: Words) -> Iterator[list[Numbers]]:
    """The words of the parts of each run: quotations left open, each before one that goes on.

    Most runs have a single part.
    """
    run: list[Quotation] = []
    for mark in words.quotations:
        if not mark.primary:
            continue
        if run and not (run[-1].closed is False and _adjoin(text, run[-1], mark)):
            yield [words.within(part.span) for part in run]
            run = []
        run.append(mark)
    if run:
        yield [words.within(part.span) for part in run]


def is_clause(words: Words, part: Numbers, spoken: Truths) -> bool:
    """Whether words have a verb in the indicative among them."""
    tags = words.features[part, Feature.TAG]
    return bool(np.isin(tags, FINITE_TAGS).any()) and int(spoken[part].sum()) >= FEWEST_CLAUSE_WORDS


def is_closed(words: Words, run: Sequence[Numbers]) -> bool:
    """Whether the last part of a run has a closing mark."""
    last: Quotation = words.quotations[words.quotation[run[-1][0]]]
    return last.closed


def _adjoin(text: str, mark: Quotation, after: Quotation) -> bool:
    """Whether a quotation opens the paragraph after the one that the other is open in.

    One that opens with a name is a turn of a transcript, each of whose lines has a mark before it.
    """
    between = text[mark.span.end : after.span.start]
    same = text[mark.span.start] == text[after.span.start]
    return (
        same
        and not between.strip()
        and "\n" in between
        and not TRANSCRIPT_TURN.match(text, after.span.start)
    )


def _beside(words: Words, drafts: Sequence[Draft], part: Numbers) -> Draft | None:
    """The draft with the most words of a part, of those whose cue stands in its paragraph."""
    here = words.paragraph[part[0]]
    beside = [draft for draft in drafts if words.paragraph[draft.reading.word] == here]
    return _owner(beside, part)


def _owner(drafts: Sequence[Draft], part: Numbers) -> Draft | None:
    """The draft with the most words of a part, if they are more than a few."""
    inside = set(part.tolist())
    most = max(drafts, key=lambda draft: len(draft.content & inside), default=None)
    return most if most and len(most.content & inside) > MOST_CLAIMED_SHARE * len(inside) else None


def _is_forgotten(words: Words, owner: Draft, part: Numbers) -> bool:
    """Whether the closing mark is missing before a cue: “We saw it, said Moss. It rained."""
    return (
        not is_closed(words, [part])
        and part[0] < owner.reading.word <= part[-1]
        and bool(owner.content & set(range(int(part[0]), owner.reading.word)))
    )


def _cut(words: Words, owner: Draft, part: Numbers) -> None:
    """Leave out the sentences after that of the cue."""
    later = part[words.sentence[part] > words.sentence[owner.reading.word]]
    owner.content.difference_update(later.tolist())


def _neighbour(words: Words, drafts: Sequence[Draft], part: Numbers) -> Draft | None:
    """The draft whose cue stands before a quotation in its sentence, or right before that."""
    first = int(part[0])
    here = words.sentence[first]
    same = [
        draft
        for draft in drafts
        if words.sentence[draft.reading.word] == here and draft.reading.word < first
    ]
    before = [
        draft
        for draft in drafts
        if words.sentence[draft.reading.word] == here - 1
        and words.paragraph[draft.reading.word] == words.paragraph[first]
        and any(words.quotation[word] >= 0 for word in draft.content)
    ]
    return max(same or before, key=lambda draft: draft.reading.word, default=None)


def _give(owner: Draft, drafts: Sequence[Draft], part: Numbers) -> None:
    for draft in drafts:
        draft.content.difference_update(part.tolist())
    owner.content.update(set(part.tolist()) - set(owner.cue) - set(owner.source))
