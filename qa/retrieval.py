"""The passages to read for a question: by meaning, by words, and by whose words are asked for."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index import Span
from index.indexed import IndexedArticle
from index.passage_index import PassageIndex, ScoredPassage
from qa.understanding.question import STATES, Question, mentions
from qa.understanding.whose_words import WhoseWords

OTHERS_READ = 2
"""Passages of other articles than the best one's that are read in any case.

An article that is written to match every question fills all the best places. In a library of 12
tuning articles the passages that are read hold the answer of 97.6% of 720 questions with these and
of 97.5% without; of 150 questions the right article's answer is cited for 124 both ways, for a
sixth more processor time.
"""
POOL = 200
"""Passages among which those of others and those where the right speaker speaks are looked for."""

SPEAKING_PRONOUN = re.compile(r"\b(?:I|we|[Hh]e|[Ss]he|[Mm]y|[Oo]ur|[Hh]is|[Hh]er)\b")
"""What stands for whoever speaks in a sentence that does not name them."""


def passages_to_read(
    index: PassageIndex, question: Question, whose: WhoseWords, count: int
) -> list[ScoredPassage]:
    """The `count` best passages for a question, best first, and the best of other articles.

    Each has the sentences that can answer: where somebody's words are asked for, those in which
    something is said, and not by others alone; else all but the questions of an interviewer.
    """
    wide = whose.restricts or len(index) > 1
    restricted = [
        replace(
            passage,
            sentences=tuple(
                sentence
                for sentence in passage.sentences
                if _may_answer(index[passage.passage.article.id], sentence.span, question, whose)
            ),
        )
        for passage in index.search(question.text, POOL if wide else count)
    ]
    return _to_read([passage for passage in restricted if passage.sentences], count)


def _to_read(found: Sequence[ScoredPassage], count: int) -> list[ScoredPassage]:
    best = list(found[:count])
    others = [
        passage for passage in found if passage.passage.article.id != found[0].passage.article.id
    ]
    return best + [passage for passage in others[:OTHERS_READ] if passage not in best]


def _may_answer(
    indexed: IndexedArticle, sentence: Span, question: Question, whose: WhoseWords
) -> bool:
    if whose.restricts:
        return _can_answer(indexed, sentence, question, whose)
    return question.who_spoke or indexed.may_answer(sentence)


def _can_answer(
    indexed: IndexedArticle, sentence: Span, question: Question, whose: WhoseWords
) -> bool:
    """Whether a sentence can hold the words of whoever the question is about."""
    said = indexed.attributions_in(sentence)
    if said and (question.asks_what or whose.chosen):
        said = indexed.statements_in(sentence)  # what was not said answers only whether it was
        if not said:
            return False
    known = [attribution.speaker for attribution in said if attribution.speaker]
    if whose.chosen:
        return whose.chosen in known
    if any(map(whose.include, known)):
        return True
    text = sentence.of(indexed.article.text)
    mentioned = mentions(text, whose.named)
    if question.asks_for != "deeds" and not (said or STATES.search(text)):
        return False
    if question.asks_for != "words":
        return mentioned or not known
    return not known and (mentioned or bool(SPEAKING_PRONOUN.search(text)))
