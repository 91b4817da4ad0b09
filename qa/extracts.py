"""This file is about the extract: the shortest run of whole sentences to cite, and who said it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from index import Attribution, Span, Speaker
from index.build import IndexedArticle
from index.text import WORD_OR_SYMBOL_RUN, word_count, words
from qa.answers import Citation
from qa.ranking import Candidate
from qa.retrieval import attributions_in

LONGEST = 80
"""Words in an extract, at most."""
MOST = 5
"""Citations of an answer, at most."""
FURTHER = 3.0
"""How far behind the best sentence, in log-odds, a further one may be and still be cited."""
SAME = 0.6
"""Share of the words of the shorter extract from which two of them say the same."""
MOSTLY = 0.5
"""Share of the extract's letters that must be somebody's words to cite them under a name."""


def cited(found: Iterable[Sequence[Candidate]], least: float) -> tuple[Citation, ...]:
    """The citations that answer: the best for each part of a question, then what adds something.

    `found` has the candidates of each part, the likeliest first; a part whose best one is less
    probable than `least` is not answered.
    """
    answered = [ranked for ranked in found if ranked and ranked[0].probability >= least]
    further = (
        candidate
        for ranked in answered
        for candidate in ranked[1:]
        if ranked[0].rank - candidate.rank <= FURTHER
    )
    best = [ranked[0] for ranked in answered]
    citations: list[Citation] = []
    for candidate in [*best, *sorted(further, key=lambda one: -one.rank)]:
        new = citation(candidate, len(citations) + 1)
        if len(citations) < MOST and adds_something(new, citations):
            citations.append(new)
    return tuple(citations)


def answered_by_speaker(candidate: Candidate) -> Candidate:
    """The candidate with whoever speaks in it as its exact words, where the article names them."""
    one, answer = candidate.indexed, candidate.answer_span
    attribution = _attribution(one, candidate.sentence, answer)
    if not attribution or not attribution.source or not attribution.speaker:
        return candidate
    if answer and answer.of(one.article.text) in attribution.speaker.name:
        return candidate
    return replace(candidate, answer_span=attribution.source)


def citation(candidate: Candidate, number: int) -> Citation:
    """The candidate's sentence as a numbered citation, with the sentence that attributes it."""
    one, sentence, answer = candidate.indexed, candidate.sentence, candidate.answer_span
    attribution = _attribution(one, sentence, answer)
    extract = _shortened(one, _with_source(one, sentence, attribution), answer or sentence)
    if answer and not extract.contains(answer):
        answer = None
    return Citation(number, one.article, extract, answer, attribution)


def adds_something(new: Citation, cited: Iterable[Citation]) -> bool:
    """Whether a citation says what none of the others does."""
    return not any(_same(new, other) for other in cited)


def _attribution(one: IndexedArticle, sentence: Span, answer: Span | None) -> Attribution | None:
    """Who said the answer, or else most of the sentence; None when unsure who, or nobody did."""
    there = attributions_in(one, sentence)
    if answer:
        for attribution in there:
            if attribution.source and attribution.source.overlap(answer):
                return attribution
            if any(content.contains(answer) for content in attribution.content):
                return attribution
    said: dict[Speaker | None, int] = defaultdict(int)
    for attribution in there:
        said[attribution.speaker] += sum(one.overlap(sentence) for one in attribution.content)
    mostly = [speaker for speaker, share in said.items() if share >= MOSTLY * len(sentence)]
    return next((attribution for attribution in there if attribution.speaker in mostly), None)


def _with_source(one: IndexedArticle, sentence: Span, attribution: Attribution | None) -> Span:
    """The sentence and, where its neighbour names who speaks in it, that one too."""
    source = attribution and (attribution.source or attribution.cue)
    if not source or sentence.contains(source):
        return sentence
    row = bisect_left(one.sentences, sentence)
    for neighbour in one.sentences[max(0, row - 1) : row + 2]:
        if neighbour.contains(source):
            both = Span(min(sentence.start, neighbour.start), max(sentence.end, neighbour.end))
            if word_count(both.of(one.article.text)) <= LONGEST and not _interrupted(one, both):
                return both
    return sentence


def _interrupted(one: IndexedArticle, span: Span) -> bool:
    return any(block.role != "body" and block.span.overlap(span) for block in one.article.blocks)


def _shortened(one: IndexedArticle, extract: Span, keep: Span) -> Span:
    """The extract if it is short enough, else the words around those to keep."""
    runs = [
        Span(*run.span())
        for run in WORD_OR_SYMBOL_RUN.finditer(one.article.text, extract.start, extract.end)
    ]
    if len(runs) <= LONGEST:
        return extract
    kept = [row for row, run in enumerate(runs) if run.overlap(keep)] or [0]
    before = (LONGEST - min(len(kept), LONGEST)) // 2
    first = max(0, min(kept[0] - before, len(runs) - LONGEST))
    return Span(runs[first].start, runs[first + LONGEST - 1].end)


def _same(new: Citation, other: Citation) -> bool:
    if new.article.id == other.article.id and new.extract.overlap(other.extract):
        return True
    one, two = _word_set(new), _word_set(other)
    return len(one & two) >= SAME * min(len(one), len(two))


def _word_set(cited: Citation) -> set[str]:
    text = cited.article.text
    return {word.of(text).casefold() for word in words(text, cited.extract)}
