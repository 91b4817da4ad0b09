"""From readings to attributions: spans of the text, with their kind and confidence."""

import numpy as np

from index.speakers.attribution import Attribution, Kind
from index.speakers.finding.confidence import (
    LEAST_STATEMENT_CONFIDENCE,
    Evidence,
    confidence,
    evidence_of,
)
from index.speakers.finding.drafts import Draft, Truths, drafts_of, runs_of, spoken_words
from index.speakers.finding.readings import Reading
from index.speakers.finding.runs import complete
from index.speakers.finding.unclaimed import unclaimed
from index.speakers.finding.words import Words
from index.text import Span

DIRECT_SHARE = 0.8  # of the words inside quotation marks


def decode(text: str, words: Words, readings: list[Reading]) -> list[Attribution]:
    """The attributions of a text, in the order of their content; no word is in two of them.

    Those of less confidence than `LEAST_CONFIDENCE` are left out.
    """
    spoken = spoken_words(text, words)
    drafts = whole_drafts(text, words, readings, spoken)
    found = [attribution_of(text, words, draft, spoken) for draft in drafts]
    sure = [
        attribution for attribution in found if attribution.confidence >= LEAST_STATEMENT_CONFIDENCE
    ]
    sure += unclaimed(text, words, sure, spoken)
    return sorted(sure, key=lambda attribution: attribution.content[0])


def whole_drafts(text: str, words: Words, readings: list[Reading], spoken: Truths) -> list[Draft]:
    """The drafts of a text that have anything said, with their quotations whole."""
    drafts = drafts_of(words, readings, spoken)
    complete(text, words, drafts, spoken)
    return [draft for draft in drafts if any(spoken[word] for word in draft.content)]


def kind_of(words: Words, draft: Draft, spoken: Truths) -> Kind:
    """Direct where four words in five or more are inside quotation marks."""
    said = [word for word in draft.content if spoken[word]]
    share = sum(words.quotation[word] >= 0 for word in said) / len(said)
    if share >= DIRECT_SHARE:
        return "direct"
    return "mixed" if share > 0 else "indirect"


def evidence(words: Words, draft: Draft, spoken: Truths) -> Evidence:
    """What speaks for a draft."""
    size = sum(bool(spoken[word]) for word in draft.content)
    kind = kind_of(words, draft, spoken)
    return evidence_of(draft.reading.chance, draft.sure, draft.source_chance, kind, size)


def attribution_of(text: str, words: Words, draft: Draft, spoken: Truths) -> Attribution:
    """The draft in spans of the text."""
    pieces = [
        piece
        for run in runs_of(sorted(draft.content))
        for piece in _by_paragraph(words, run)
        if spoken[piece].any()
    ]
    return Attribution(
        content=tuple(words.span(run[0], run[-1]) for run in pieces),
        speaker=None,
        source=_source_span(text, words, draft, spoken),
        cue=words.span(draft.cue[0], draft.cue[-1]),
        kind=kind_of(words, draft, spoken),
        confidence=confidence(evidence(words, draft, spoken)),
    )


def _by_paragraph(words: Words, run: list[int]) -> list[list[int]]:
    edges = np.flatnonzero(np.diff(words.paragraph[run])) + 1
    return [piece.tolist() for piece in np.split(np.array(run), edges)]


def _source_span(text: str, words: Words, draft: Draft, spoken: Truths) -> Span | None:
    """The source from its first to its last word, without a dash that is one word with it."""
    named = [word for word in draft.source if spoken[word]]
    if not named:
        return None
    span = words.span(named[0], named[-1])
    while not text[span.start].isalnum():
        span = Span(span.start + 1, span.end)
    return span
