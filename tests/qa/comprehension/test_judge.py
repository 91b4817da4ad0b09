"""The cross-encoder: the sentence that answers, read by itself."""

import pytest

from index.networks import CLS, SEP
from qa.comprehension.judge import (
    BEFORE_TOKENS,
    QUESTION_TOKENS,
    SENTENCE_TOKENS,
    TITLE_TOKENS,
    CrossEncoder,
    SentenceToJudge,
    input_row,
)

ENGINE = SentenceToJudge("The new engine cost 4 million euros.", "The ferry sails again.", "Ferry")
ISLAND = SentenceToJudge("About 900 people live on the island.", "It is small.", "Ferry")


@pytest.fixture(scope="module")
def cross_encoder() -> CrossEncoder:
    return CrossEncoder(threads=1)


@pytest.mark.parametrize(
    ("question", "right"),
    [("How much did the engine cost?", 0), ("How many people live on the island?", 1)],
)
def test_the_sentence_that_answers_scores_above_the_other(
    cross_encoder: CrossEncoder, question: str, right: int
) -> None:
    scores = cross_encoder.scores(question, [ENGINE, ISLAND])
    assert scores[right] > 0 > scores[1 - right]


def test_another_number_or_subject_is_no_answer(cross_encoder: CrossEncoder) -> None:
    assert max(cross_encoder.scores("Who is the mayor of Leiden?", [ENGINE, ISLAND])) < 0


def test_nothing_to_judge_and_texts_without_end(cross_encoder: CrossEncoder) -> None:
    assert cross_encoder.scores("Why?", []) == []
    endless = SentenceToJudge("word " * 999, "\ud800 " * 999, "title " * 999)
    assert len(cross_encoder.scores("why " * 999, [endless, SentenceToJudge("", "", "")])) == 2


def test_a_row_keeps_the_words_next_to_the_sentence() -> None:
    row, head = input_row([1] * 99, [2] * 99, [*range(100, 199)], [4] * 199)
    assert row[0] == CLS
    assert row[1 : QUESTION_TOKENS + 1] == [1] * QUESTION_TOKENS
    assert row.count(2) == TITLE_TOKENS
    assert row[head - BEFORE_TOKENS : head] == [*range(199 - BEFORE_TOKENS, 199)]
    assert row[head:] == [4] * SENTENCE_TOKENS + [SEP]
