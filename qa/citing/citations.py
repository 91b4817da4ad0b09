"""This file is about the extract: the shortest run of whole sentences to cite, and who said it."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from operator import itemgetter

from index import Attribution, Span, Speaker
from index.indexed import IndexedArticle
from index.lexical import stems
from index.text import WORD_OR_SYMBOL_RUN, word_count
from qa.citing.answers import Citation
from qa.ranking import Candidate
from qa.retrieval import attributions_in

LONGEST = 80
"""Words in an extract, at most."""
BESIDE = 1.4
"""How far behind a sentence, in log-odds, its neighbour may be to be cited with it."""
QUOTATION = 45
"""Words up to which an extract is made longer so that a quotation in it is whole."""
FURTHER = (3.5, 3.5, 3.5, 2.0, 2.0)
"""How far behind the best sentence, in log-odds, the first to the last citation may be."""
SAME = 0.6
"""Share of an extract's stems that another one has, from which it adds nothing to that one."""
NEGATION = re.compile(r"\b(?:no|nor|not|never|without)\b|n['’]t\b")
"""With one that the other has not, an extract says something else."""
NUMBER = re.compile(r"\d[\d.,]*\b")
"""The same, between articles; in one article, lists and stuffed texts differ in nothing else."""
UNCLOSED = re.compile(r"[“«\"][^”»\"]+")
"""A quotation that goes on after these words."""
MOSTLY = 0.5
"""Share of the extract's letters that must be somebody's words to cite them under a name."""


def cited(found: Iterable[Sequence[Candidate]], least: float) -> tuple[Citation, ...]:
    """The citations that answer: the best for each part of a question, then what adds something.

    `found` has the candidates of each part, the likeliest first; a part whose best one is less
    probable than `least` is not answered.
    """
    answered = [ranked for ranked in found if ranked and ranked[0].probability >= least]
    runs = [
        (place > 0, ranked[0].rank - one.rank, ranked[place:])
        for ranked in answered
        for place, one in enumerate(ranked)
    ]
    citations: list[Citation] = []
    for _, behind, ranked in sorted(runs, key=itemgetter(0, 1)):
        if len(citations) == len(FURTHER) or behind > FURTHER[len(citations)]:
            break
        for candidate in (_with_neighbour(ranked), ranked[0]):
            new = citation(candidate, len(citations) + 1)
            if adds_something(new, citations):
                citations.append(new)
                break
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


def answered_by_statement(candidate: Candidate, speaks: Callable[[Speaker], bool]) -> Candidate:
    """The candidate with what the speaker says in it as its exact words, if the reader's are none.

    `speaks` tells whether somebody is the speaker that the question is about.
    """
    one, sentence, answer = candidate.indexed, candidate.sentence, candidate.answer_span
    said = [
        (attribution.confidence, content)
        for attribution in attributions_in(one, sentence)
        if attribution.speaker and speaks(attribution.speaker)
        for content in attribution.content
        if content.overlap(sentence)
    ]
    if not said or (answer and any(content.contains(answer) for _, content in said)):
        return candidate
    _, surest = max(said, key=itemgetter(0))
    start, end = max(surest.start, sentence.start), min(surest.end, sentence.end)
    if UNCLOSED.fullmatch(one.article.text, start, end):
        start += 1
    return replace(candidate, answer_span=Span(start, end))


def citation(candidate: Candidate, number: int) -> Citation:
    """The candidate's sentence as a numbered citation, with the sentence that attributes it."""
    one, sentence, answer = candidate.indexed, candidate.sentence, candidate.answer_span
    attribution = _attribution(one, sentence, answer)
    whole = _with_quotations(one, sentence)
    extract = _shortened(one, _with_source(one, whole, attribution), answer or sentence)
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
            if any(2 * content.overlap(answer) > len(answer) for content in attribution.content):
                return attribution
    said: dict[Speaker | None, int] = defaultdict(int)
    for attribution in there:
        said[attribution.speaker] += sum(one.overlap(sentence) for one in attribution.content)
    mostly = [speaker for speaker, share in said.items() if share >= MOSTLY * len(sentence)]
    return next((attribution for attribution in there if attribution.speaker in mostly), None)


def _with_neighbour(ranked: Sequence[Candidate]) -> Candidate:
    """The first candidate, with its neighbour in the paragraph if that is nearly as likely.

    Not where anybody speaks in the neighbour who does not speak in the first.
    """
    best = ranked[0]
    one = best.indexed
    paragraphs = [body for body in one.article.spans("body") if body.contains(best.sentence)]
    beside = [
        sentence
        for paragraph in paragraphs
        for sentence in _neighbours(one, best.sentence)
        if paragraph.contains(sentence)
    ]
    for rival in ranked[1:]:
        if best.rank - rival.rank > BESIDE:
            break
        if rival.indexed is one and rival.sentence in beside:
            both = _joined(one, best.sentence, rival.sentence, LONGEST)
            if both and _speaking(one, rival.sentence) <= _speaking(one, best.sentence):
                return replace(best, sentence=both)
    return best


def _with_quotations(one: IndexedArticle, extract: Span) -> Span:
    """The extract with the rest of a quotation that it breaks off, if that is short enough."""
    for attribution in attributions_in(one, extract):
        for content in attribution.content:
            if content.overlap(extract) and not extract.contains(content):
                for sentence in one.sentences:
                    if content.overlap(sentence) and not extract.contains(sentence):
                        extract = _joined(one, extract, sentence, QUOTATION) or extract
    return extract


def _with_source(one: IndexedArticle, extract: Span, attribution: Attribution | None) -> Span:
    """The extract and, where its neighbour names who speaks in it, that one too."""
    source = attribution and (attribution.source or attribution.cue)
    if not source or extract.contains(source):
        return extract
    for neighbour in _neighbours(one, extract):
        if neighbour.contains(source):
            return _joined(one, extract, neighbour, LONGEST) or extract
    return extract


def _neighbours(one: IndexedArticle, extract: Span) -> list[Span]:
    """The sentences right before and right after an extract."""
    first = bisect_left(one.sentences, extract.start, key=lambda sentence: sentence.start)
    after = bisect_left(one.sentences, extract.end, key=lambda sentence: sentence.start)
    return [*one.sentences[max(0, first - 1) : first], *one.sentences[after : after + 1]]


def _joined(one: IndexedArticle, extract: Span, sentence: Span, most: int) -> Span | None:
    """Two runs of sentences as one; None when it has too many words, or furniture inside."""
    both = Span(min(extract.start, sentence.start), max(extract.end, sentence.end))
    if word_count(both.of(one.article.text)) > most or _interrupted(one, both):
        return None
    return both


def _speaking(one: IndexedArticle, span: Span) -> set[Speaker | None]:
    return {attribution.speaker for attribution in attributions_in(one, span)}


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
    telling = [NEGATION] if new.article.id == other.article.id else [NEGATION, NUMBER]
    here, there = new.text.casefold(), other.text.casefold()
    if any({*kind.findall(here)} - {*kind.findall(there)} for kind in telling):
        return False
    one, two = map(set, stems([new.text, other.text]))
    return len(one & two) >= SAME * len(one)
