"""The passages to read for a question: by meaning, by words, and by whose words are asked for."""

from collections.abc import Sequence
from dataclasses import replace

from index import Span, Speaker
from index.indexed import IndexedArticle
from index.passage_index import PassageIndex, ScoredPassage
from qa.understanding.question import Question

OTHERS_READ = 2
"""Passages of other articles than the best one's that are read in any case.

An article that is written to match every question fills all the best places. In a library of 12
tuning articles the passages that are read hold the answer of 97.6% of 720 questions with these and
of 97.5% without; of 150 questions the right article's answer is cited for 124 both ways, for a
sixth more processor time.
"""
POOL = 200
"""Passages among which those of others and those where the right speaker speaks are looked for."""


def passages_to_read(
    index: PassageIndex,
    question: Question,
    speaker: Speaker | None,
    count: int,
    *,
    leans_on: str | None = None,
) -> list[ScoredPassage]:
    """The `count` best passages for a question, best first, and the best of other articles.

    Each has the sentences that can answer: with a `speaker`, those in which that speaker speaks;
    else all but the questions of an interviewer.

    `leans_on` is the id of the article that an earlier turn cited, if the question leans on it: it
    is then searched with that article's title. Of 150 follow-ups of CANARD, among 2,494 answers of
    490 talks, the right one is among the first six for 47% with the title, 19% without, and 51% as
    people rewrote them; among the answers about one title, for 93%, 91% and 91%.
    """
    searched, wide = question.text, speaker is not None or len(index) > 1
    if leans_on and leans_on in index and len(index) > 1:
        searched = f"{index[leans_on].article.title or ''} {searched}"
    restricted = [
        replace(
            passage,
            sentences=tuple(
                sentence
                for sentence in passage.sentences
                if _may_answer(index[passage.passage.article.id], sentence.span, question, speaker)
            ),
        )
        for passage in index.search(searched, POOL if wide else count)
    ]
    return _to_read([passage for passage in restricted if passage.sentences], count)


def _to_read(found: Sequence[ScoredPassage], count: int) -> list[ScoredPassage]:
    best = list(found[:count])
    others = [
        passage for passage in found if passage.passage.article.id != found[0].passage.article.id
    ]
    return best + [passage for passage in others[:OTHERS_READ] if passage not in best]


def _may_answer(
    indexed: IndexedArticle, sentence: Span, question: Question, speaker: Speaker | None
) -> bool:
    if speaker:
        return any(said.speaker == speaker for said in indexed.statements_in(sentence))
    return question.who_spoke or indexed.may_answer(sentence)
