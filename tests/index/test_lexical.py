"""Words in common."""

import bm25s
import numpy as np
import pytest
from bm25s.stopwords import STOPWORDS_EN
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import COMMON, LexicalIndex, stems

TEXTS = [
    "The bridge opened in May and crowds came.",
    "The mayor said that the bridges cost 3 million euros.",
    "Nobody asked about the river.",
]


def test_the_text_with_the_rare_words_scores_best() -> None:
    scores = LexicalIndex(TEXTS).scores("How many euros did it cost?")
    assert scores.argmax() == 1
    assert scores[0] == scores[2] == 0


def test_the_scores_are_those_of_bm25s() -> None:
    assert frozenset(STOPWORDS_EN) == COMMON
    reference = bm25s.BM25()
    reference.index(stems(TEXTS), show_progress=False)
    index = LexicalIndex(TEXTS)
    for query in ("the bridge of the mayor", "Cost, cost and cost!", "Crowds opened the river."):
        asked = [stem for stem in stems([query])[0] if stem in reference.vocab_dict]
        assert np.array_equal(index.scores(query), reference.get_scores(asked))


def test_other_forms_of_a_word_are_the_same_word() -> None:
    scores = LexicalIndex(TEXTS).scores("bridging")
    assert scores[0] > 0
    assert scores[1] > 0
    assert scores[2] == 0


@pytest.mark.parametrize(
    "query", ["", "the and of", "zebra", "?!", "\ud800", "' OR 1=1 --", "NEAR("]
)
def test_a_query_without_a_known_word_scores_nothing(query: str) -> None:
    assert LexicalIndex(TEXTS).scores(query).tolist() == [0, 0, 0]


@pytest.mark.parametrize("texts", [["", "  "], ["the", "of and"], ["?!"]])
def test_texts_without_a_word_score_nothing(texts: list[str]) -> None:
    index = LexicalIndex(texts)
    assert index.scores("the bridge").tolist() == [0] * len(texts) == [0] * len(index)


@given(st.lists(st.text(), min_size=1, max_size=4), st.text())
def test_any_text_can_be_indexed_and_searched(texts: list[str], query: str) -> None:
    scores = LexicalIndex(texts).scores(query)
    assert len(scores) == len(texts)
    assert (scores >= 0).all()
