"""The extract: the shortest run of whole sentences to cite so that nothing is broken off."""

import re
from collections.abc import Sequence
from itertools import pairwise

from index import Attribution, Span, Speaker
from index.indexed import IndexedArticle
from index.text import WORD_OR_SYMBOL_RUN, word_count
from qa.candidates import Candidate, Place

NEIGHBOUR_BEHIND = 1.4
"""How far behind a sentence, in log-odds, its neighbour may be to be cited with it.

On 720 tuning questions the first extract holds the answer of 88.6% with it, in 30.1 words, and of
86.3% without it, in 28.4; at 2.5 it is 89.0%, in 31.7.
"""
LIST_SIGN = re.compile(r"\s*(?:[-–—•·*]|\d{1,2}[.)])\s+")
QUOTATION_WORDS = 45
"""Words up to which an extract is made longer so that a quotation in it is whole; set by hand."""


def extract(place: Place, attribution: Attribution | None, longest: int) -> Span:
    """What to cite of a place: with its quotations whole and whoever speaks, in `longest` words."""
    whole = _with_quotations(place.indexed, place.span)
    attributed = _with_source(place.indexed, whole, attribution, longest)
    listed = _with_list(place.indexed, attributed, longest)
    return _shortened(place.indexed, listed, place.answer or place.span, longest)


def with_neighbour(ranked: Sequence[Candidate], longest: int) -> Place:
    """The first candidate's place, with its neighbour in the paragraph if nearly as likely.

    Not where anybody speaks in the neighbour who does not speak in the first.
    """
    best = ranked[0]
    indexed, sentence = best.place.indexed, best.place.span
    paragraph = indexed.paragraph_of(sentence)
    beside = [span for span in indexed.beside(sentence) if paragraph and paragraph.contains(span)]
    for rival in ranked[1:]:
        if best.rank - rival.rank > NEIGHBOUR_BEHIND:
            break
        if rival.place.indexed is indexed and rival.place.span in beside:
            both = _joined(indexed, sentence, rival.place.span, longest)
            if both and _speaking(rival.place) <= _speaking(best.place):
                return Place(indexed, both, best.place.answer)
    return best.place


def opening(indexed: IndexedArticle, longest: int) -> Span:
    """The first sentences of an article's first paragraph, as many as an extract may hold."""
    text, paragraph = indexed.article.text, indexed.article.spans("body")[0]
    lead = indexed.sentences[0]
    for sentence in indexed.sentences[1:]:
        longer = Span(lead.start, sentence.end)
        if not paragraph.contains(sentence) or word_count(longer.of(text)) > longest:
            break
        lead = longer
    return lead


def key_points(indexed: IndexedArticle) -> tuple[Span, ...]:
    """The points of the lists in which an article itself sums up what it tells, if it does."""
    return tuple(
        point.span
        for label, point in pairwise(indexed.article.blocks)  # the first of a list is its heading
        if label.role == point.role == "summary"
    )


def _with_quotations(indexed: IndexedArticle, extract: Span) -> Span:
    """The extract with the rest of a quotation that it breaks off, if that is short enough."""
    for attribution in indexed.statements_in(extract):
        for content in attribution.content:
            if content.overlap(extract) and not extract.contains(content):
                for sentence in indexed.sentences_in(content):
                    if not extract.contains(sentence):
                        extract = _joined(indexed, extract, sentence, QUOTATION_WORDS) or extract
    return extract


def _with_source(
    indexed: IndexedArticle, extract: Span, attribution: Attribution | None, longest: int
) -> Span:
    """The extract and, where its neighbour names who speaks in it, that one too."""
    source = attribution and (attribution.source or attribution.cue)
    if not source or extract.contains(source):
        return extract
    for neighbour in indexed.beside(extract):
        if neighbour.contains(source):
            return _joined(indexed, extract, neighbour, longest) or extract
    return extract


def _with_list(indexed: IndexedArticle, extract: Span, longest: int) -> Span:
    """The extract and, where it ends with a colon, the items of the list that follows."""
    text = indexed.article.text
    if not extract.of(text).endswith(":"):
        return extract
    for sentence in indexed.sentences_after(extract):
        line = text.rfind("\n", 0, sentence.start) + 1
        both = _joined(indexed, extract, sentence, longest)
        if not LIST_SIGN.fullmatch(text, line, sentence.start) or both is None:
            break
        extract = both
    return extract


def _joined(indexed: IndexedArticle, extract: Span, sentence: Span, longest: int) -> Span | None:
    """Two runs of sentences as one; None when it has too many words, or furniture inside."""
    both = Span(min(extract.start, sentence.start), max(extract.end, sentence.end))
    if word_count(both.of(indexed.article.text)) > longest or indexed.is_interrupted(both):
        return None
    return both


def _speaking(place: Place) -> set[Speaker | None]:
    said = place.indexed.statements_in(place.span)
    return {attribution.speaker for attribution in said}


def _shortened(indexed: IndexedArticle, extract: Span, keep: Span, longest: int) -> Span:
    """The extract if it is short enough, else the words around those to keep."""
    runs = [
        Span(*run.span())
        for run in WORD_OR_SYMBOL_RUN.finditer(indexed.article.text, extract.start, extract.end)
    ]
    if len(runs) <= longest:
        return extract
    kept = [row for row, run in enumerate(runs) if run.overlap(keep)] or [0]
    before = (longest - min(len(kept), longest)) // 2
    first = max(0, min(kept[0] - before, len(runs) - longest))
    return Span(runs[first].start, runs[first + longest - 1].end)
