"""This file is about the passages to read for a question: meaning, words and who speaks in them."""

import re
from collections.abc import Callable, Sequence

from index import Attribution, Span, Speaker
from index.indexed import IndexedArticle
from index.passage_index import PassageIndex, ScoredPassage
from qa.understanding.question import STATES, Question, is_name, mentions, speaker_matching

READ = 6
"""Passages that are read closely. Chosen with the evals: see CONTRIBUTING.md."""
OTHERS = 2
"""Passages of other articles than the best one's that are read in any case."""
POOL = 200
"""Passages among which those of others and those where the right speaker speaks are looked for."""

PRONOUN = re.compile(r"\b(?:I|we|[Hh]e|[Ss]he|[Mm]y|[Oo]ur|[Hh]is|[Hh]er)\b")
"""What stands for whoever speaks in a sentence that does not name them."""

Allows = Callable[[IndexedArticle, Span], bool]


def passages_to_read(
    index: PassageIndex, question: Question, speaker: Speaker | None = None
) -> list[ScoredPassage]:
    """The best passages for a question, best first, with the sentences that can answer it.

    With `speaker`, these are the sentences in which that speaker says something. When the question
    itself names a speaker, they are the sentences in which something is said, not by others alone.
    An article that is written to match every question fills all the best places; those of other
    articles are read beside it.
    """
    allows = _said_by(speaker) if speaker else _not_said_by_others(index, question)
    if allows is None:
        return _to_read(index.search(question.text, POOL if len(index) > 1 else READ))
    found = []
    for passage in index.search(question.text, POOL):
        one = index[passage.passage.article.id]
        allowed = tuple(sentence for sentence in passage.sentences if allows(one, sentence.span))
        if allowed:
            found.append(ScoredPassage(passage.passage, passage.score, allowed))
    return _to_read(found)


def speakers(index: PassageIndex) -> list[Speaker]:
    """Everybody who says something in the articles, in the order in which they first do."""
    named = (attribution.speaker for one in index.indexed for attribution in one.attributions)
    return list(dict.fromkeys(speaker for speaker in named if speaker))


def attributions_in(one: IndexedArticle, span: Span) -> list[Attribution]:
    """The attributions with words in a span, those with the most words there first."""
    shares = [
        (sum(content.overlap(span) for content in attribution.content), attribution)
        for attribution in one.attributions
    ]
    return [
        attribution for share, attribution in sorted(shares, key=lambda pair: -pair[0]) if share
    ]


def _to_read(found: Sequence[ScoredPassage]) -> list[ScoredPassage]:
    best = list(found[:READ])
    others = [one for one in found if one.passage.article.id != found[0].passage.article.id]
    return best + [one for one in others[:OTHERS] if one not in best]


def _said_by(speaker: Speaker) -> Allows:
    def allows(one: IndexedArticle, sentence: Span) -> bool:
        return any(attribution.speaker == speaker for attribution in attributions_in(one, sentence))

    return allows


def _not_said_by_others(index: PassageIndex, question: Question) -> Allows | None:
    """What a question for somebody's statements allows; None when it names nobody to go by."""
    named = question.speaker_named or ""
    asked = speaker_matching(named, speakers(index))
    if not asked and not is_name(named):
        return None

    def allows(one: IndexedArticle, sentence: Span) -> bool:
        text, said = sentence.of(one.article.text), attributions_in(one, sentence)
        known = [attribution.speaker for attribution in said if attribution.speaker]
        if asked in known or _names(named, known):
            return True
        mentioned = mentions(text, named)
        if question.asks_for != "deeds" and not (said or STATES.search(text)):
            return False
        if question.asks_for != "words":
            return mentioned or not known
        return not known and (mentioned or bool(PRONOUN.search(text)))

    return allows


def _names(words: str, known: Sequence[Speaker]) -> bool:
    """Whether one of several speakers can be the one that the words name."""
    return any(speaker_matching(words, [speaker]) for speaker in known)
