"""What is cited: the best place for each part of a question, then what adds something to it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from index import Article
from index.lexical import stems
from qa.candidates import Finding, Place
from qa.citing.answers import Citation
from qa.citing.context import context
from qa.citing.exact_words import whole_words
from qa.citing.extracts import extract, with_neighbour
from qa.citing.said_by import attribution_of
from qa.settings import Settings

FURTHER_BEHIND = 2.0
"""How far behind the best sentence, in log-odds, a further citation may be.

On the news articles that tune, the first three extracts then hold the answer of 94.6% of the
questions that are answered, with 1.5 citations on average; at 1.0 of 90.1%, with 1.2, and at 3.0 of
94.6%, with 1.8.
"""
SAME_STEMS = 0.6
"""Share of an extract's stems that another has too, from which it adds nothing; set by hand."""
SAME_STORY_STEMS = 0.8
"""The same, each of the other, from which on two articles tell one story; set by hand."""
TELLING_NEGATION = re.compile(r"\b(?:no|nor|not|never|without)\b|n['’]t\b")
"""A word of these that the other has not makes an extract say something else."""
TELLING_NUMBER = re.compile(r"\d[\d.,]*\b")
"""The same, between articles; in one article, lists and stuffed texts differ in nothing else."""

Option = tuple[bool, float, Sequence[Place]]
"""Whether it is a further one, how far it is behind the best, and what to cite: the first new."""


def cite(findings: Iterable[Finding], least: float, settings: Settings) -> tuple[Citation, ...]:
    """The citations of what answers each part of a question, the best of each part first.

    Further ones answer too: each by itself is as probable as `least`.
    """
    options = [option for finding in findings for option in _options(finding, least, settings)]
    citations: list[Citation] = []
    for _, behind, places in sorted(options, key=lambda option: option[:2]):
        count = len(citations)
        if count == settings.citations or behind > FURTHER_BEHIND:
            break
        for place in places:
            new = citation(place, count + 1, longest=settings.extract_words)
            if adds_something(new, citations):
                citations.append(new)
                break
            citations = [_joined(cited, new) for cited in citations]
    return tuple(citations)


def citation(place: Place, number: int, *, longest: int) -> Citation:
    """A place as a numbered citation, with the sentence that attributes it."""
    attribution = attribution_of(place)
    cited = extract(place, attribution, longest)
    answer = place.answer and whole_words(place.indexed.article.text, place.answer, cited)
    if answer and not cited.contains(answer):
        answer = None
    before = context(place.indexed, cited, attribution, longest)
    return Citation(number, place.indexed.article, cited, answer, attribution, before)


def adds_something(new: Citation, cited: Iterable[Citation]) -> bool:
    """Whether a citation says what none of the others does."""
    return not any(_same(new, other) for other in cited)


def _options(finding: Finding, least: float, settings: Settings) -> Iterator[Option]:
    for number, place in enumerate(finding.stated):
        yield number > 0, 0.0, [place]
    ranked = finding.candidates
    for number, candidate in enumerate(ranked):
        behind = ranked[0].rank - candidate.rank
        if candidate.probability < least or behind > FURTHER_BEHIND:
            break
        joined = with_neighbour(ranked[number:], settings.extract_words)
        yield number > 0, behind, [joined, candidate.place]


def _joined(cited: Citation, new: Citation) -> Citation:
    """A citation with the article of another one that tells the same; the earlier one is cited."""
    told = {cited.article.id, *(article.id for article in cited.also_in)}
    if new.article.id in told or not _tell_the_same(cited, new):
        return cited
    first, second = sorted((cited, new), key=lambda each: _day(each.article))
    others = sorted((*cited.also_in, second.article), key=_day)
    return replace(first, number=cited.number, also_in=tuple(others))


def _tell_the_same(cited: Citation, other: Citation) -> bool:
    """Whether extracts of two articles tell the same, by the same speaker if somebody speaks."""
    if (cited.speaker and cited.speaker.name) != (other.speaker and other.speaker.name):
        return False
    if cited.denial != other.denial:
        return False
    texts = cited.text.casefold(), other.text.casefold()
    for telling in (TELLING_NEGATION, TELLING_NUMBER):
        here, there = ({*telling.findall(text)} for text in texts)
        if here != there:
            return False
    words, others = map(set, stems([cited.text, other.text]))
    return len(words & others) >= SAME_STORY_STEMS * max(len(words), len(others))


def _day(article: Article) -> date:
    return article.published or date.max


def _same(new: Citation, other: Citation) -> bool:
    in_one_article = new.article.id == other.article.id
    if in_one_article and new.extract.overlap(other.extract):
        return True
    telling = [TELLING_NEGATION] if in_one_article else [TELLING_NEGATION, TELLING_NUMBER]
    here, there = new.text.casefold(), other.text.casefold()
    if any({*kind.findall(here)} - {*kind.findall(there)} for kind in telling):
        return False
    words, others = map(set, stems([new.text, other.text]))
    return len(words & others) >= SAME_STEMS * len(words)
