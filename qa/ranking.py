"""This file is about which sentence answers: what the reader finds and what retrieval says."""

from collections.abc import Sequence
from dataclasses import dataclass

from index import Span
from index.build import IndexedArticle
from index.passage_index import PassageIndex, ScoredPassage
from qa.questions import Question

THRESHOLD = 0.35
"""Probability from which a sentence is cited as the answer."""
ADDITION = 0.3
"""Probability from which a further sentence is cited beside the answer."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, how likely that is, and the exact words."""

    indexed: IndexedArticle
    sentence: Span
    probability: float
    answer_span: Span | None


def ranked_sentences(
    index: PassageIndex, question: Question, passages: Sequence[ScoredPassage]
) -> list[Candidate]:
    """The sentences of the passages, the likeliest answer first."""
    best: dict[tuple[str, Span], Candidate] = {}
    for passage in passages:
        one = index[passage.passage.article.id]
        for sentence in passage.sentences:
            score = 0.7 * sentence.dense + 0.3 * sentence.lexical
            key = (one.article.id, sentence.span)
            if key not in best or best[key].probability < score:
                best[key] = Candidate(one, sentence.span, score, None)
    return sorted(best.values(), key=lambda candidate: -candidate.probability)
