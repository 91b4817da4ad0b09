"""Who said it: the attribution of what is cited, and the words of a speaker as the exact answer."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from operator import itemgetter

from index import Attribution, Span, Speaker
from qa.candidates import Place

SENTENCE_SHARE_SAID = 0.5
"""Share of a sentence's letters that must be somebody's to cite it under a name; set by hand."""
OPEN_QUOTATION = re.compile(r"[“«\"][^”»\"]+")
"""Words with a mark before them whose quotation goes on after them."""


def attribution_of(place: Place) -> Attribution | None:
    """Who said the answer, or else most of the sentence; None where that is nobody or left open."""
    there = place.indexed.statements_in(place.span)
    if place.answer:
        for attribution in there:
            if attribution.source and attribution.source.overlap(place.answer):
                return attribution
            if _says_most_of(attribution, place.answer):
                return attribution
    said: dict[Speaker | None, int] = defaultdict(int)
    for attribution in there:
        said[attribution.speaker] += sum(part.overlap(place.span) for part in attribution.content)
    mostly = {
        speaker for speaker, share in said.items() if share >= SENTENCE_SHARE_SAID * len(place.span)
    }
    return next((attribution for attribution in there if attribution.speaker in mostly), None)


def is_said(place: Place) -> bool:
    """Whether somebody says what stands at a place, and not all is denied or not said."""
    there = place.indexed.attributions_in(place.span)
    return not there or any(attribution.polarity == "said" for attribution in there)


def is_stated(place: Place) -> bool:
    """Whether the words that answer are a statement of somebody who is known."""
    answer = place.answer or place.span
    return any(
        said.speaker and any(content.overlap(answer) for content in said.content)
        for said in place.indexed.statements_in(place.span)
    )


def is_unsaid(place: Place) -> bool:
    """Whether the article tells of what stands at a place only that it was not said."""
    indexed = place.indexed
    return bool(indexed.attributions_in(place.span)) and not indexed.statements_in(place.span)


def is_anothers(place: Place, speaks: Callable[[Speaker], bool]) -> bool:
    """Whether the words that answer are said by others alone than those that `speaks` allows."""
    answer = place.answer or place.span
    speakers = [
        said.speaker
        for said in place.indexed.statements_in(place.span)
        if said.speaker and any(content.overlap(answer) for content in said.content)
    ]
    return bool(speakers) and not any(map(speaks, speakers))


def answered_by_speaker(place: Place) -> Place:
    """The place with whoever speaks in it as its exact words, where the article names them."""
    attribution = attribution_of(place)
    if not attribution or not attribution.source or not attribution.speaker:
        return place
    if place.answer and place.answer.of(place.indexed.article.text) in attribution.speaker.name:
        return place
    return replace(place, answer=attribution.source)


def answered_by_statement(place: Place, speaks: Callable[[Speaker], bool]) -> Place:
    """The place with what the speaker says in it as its exact words, if the reader's are none.

    `speaks` tells whether somebody is the speaker that the question is about.
    """
    said = [
        (attribution.confidence, content)
        for attribution in place.indexed.statements_in(place.span)
        if attribution.speaker and speaks(attribution.speaker)
        for content in attribution.content
        if content.overlap(place.span)
    ]
    answer = place.answer
    if not said or (answer and any(content.overlap(answer) for _, content in said)):
        return place
    _, surest = max(said, key=itemgetter(0))
    start, end = max(surest.start, place.span.start), min(surest.end, place.span.end)
    if OPEN_QUOTATION.fullmatch(place.indexed.article.text, start, end):
        start += 1
    return replace(place, answer=Span(start, end))


def _says_most_of(attribution: Attribution, answer: Span) -> bool:
    return any(2 * content.overlap(answer) > len(answer) for content in attribution.content)
