"""Measures of one answer, by values worked out by hand."""

import pytest

from eval.scoring.measures import (
    auroc,
    first_words,
    is_right,
    reciprocal_rank,
    refusal_curve,
    refused_at_kept,
    reliability,
    same_name,
    word_f1,
)
from index import Span


def test_extract_is_right_when_it_holds_an_answer_whole() -> None:
    answers = [Span(50, 60), Span(10, 20)]
    assert is_right(Span(10, 20), answers)
    assert not is_right(Span(11, 59), answers)
    assert not is_right(Span(0, 9), [])


@pytest.mark.parametrize(
    ("extract", "right"),
    [(Span(0, 10), False), (Span(15, 25), True), (Span(16, 26), False), (Span(12, 14), True)],
)
def test_extract_is_right_when_half_overlaps(extract: Span, right: bool) -> None:
    assert is_right(extract, [Span(10, 20)], "overlap") is right


def test_reciprocal_rank_stops_at_its_depth() -> None:
    assert reciprocal_rank([False, True, True]) == 0.5
    assert reciprocal_rank([False] * 10 + [True]) == 0


def test_first_words_share_one_budget() -> None:
    text = "one two three. four five six."
    extracts = [Span(0, 14), Span(15, 29)]
    assert [span.of(text) for span in first_words(text, extracts, 5)] == [
        "one two three.",
        "four five",
    ]
    assert [span.of(text) for span in first_words(text, extracts, 3)] == ["one two three."]


def test_word_f1_ignores_case_articles_and_marks() -> None:
    assert word_f1("The Kremlin.", "kremlin") == 1
    assert word_f1("", "kremlin") == 0
    assert word_f1("an hour and a half", "about an hour and a half") == pytest.approx(6 / 7)


def test_auroc_counts_ties_by_half() -> None:
    assert auroc([1, 1], [0, 0]) == 1
    assert auroc([0, 0], [1]) == 0
    assert auroc([0.5], [0.5, 0.5]) == 0.5
    assert auroc([], [1]) is None


def test_refusals_at_a_share_kept() -> None:
    answerable = [0.1 * step for step in range(1, 11)]
    assert refused_at_kept(answerable, [0.0, 0.15, 0.5], 0.9) == pytest.approx(2 / 3)
    assert refused_at_kept([], [0.0], 0.9) is None


def test_refusal_curve_runs_from_all_kept_to_all_refused() -> None:
    curve = refusal_curve([0.9, 0.8, 0.2], [0.3, 0.1])
    assert curve[0] == (1.0, 0.0)
    assert curve[-1] == (0.0, 1.0)
    assert max(kept for kept, refused in curve if refused == 1) == pytest.approx(2 / 3)


def test_reliability_by_tenths() -> None:
    assert reliability([0.05, 0.95, 1.0, 0.91], [False, True, True, False]) == [
        (0.05, 0.0, 1),
        (pytest.approx(0.9533, abs=1e-4), pytest.approx(2 / 3), 3),
    ]


def test_names() -> None:
    assert same_name("Kira Rudik", "Rudik")
    assert same_name("the statement", "The statement")
    assert not same_name(None, "Rudik")
    assert not same_name("the", "the statement")
