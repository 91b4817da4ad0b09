"""Exact words: numbers, names and quotations are whole, and nothing beside them is marked."""

import pytest

from index import Span
from qa.citing.exact_words import whole_words


def marked(text: str, words: str) -> str:
    start = text.index(words)
    return whole_words(text, Span(start, start + len(words)), Span(0, len(text))).of(text)


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("Some 1,200 people came.", "200", "1,200"),
        ("It costs $1.5 billion a year.", "1.5", "$1.5 billion"),
        ("Prices rose 4.5% in May.", "4", "4.5%"),
        ("About 12 per cent agreed.", "12", "12 per cent"),
        ("On the 21st of May they met.", "21", "21st"),
        ("The post-war mayor’s house.", "war mayor", "post-war mayor’s"),
        ("He said “no” twice.", "no", "no"),
        ("He said “never again” twice.", "“never", "never"),
        ('She cried "stop" once.', 'stop"', "stop"),
        ("It closed (for good) in May.", "good)", "good"),
        ("They met, talked, and left.", " talked,", "talked"),
        ("It was 5 o'clock.", "o", "o'clock"),
    ],
)
def test_words_at_the_ends_are_whole(text: str, words: str, whole: str) -> None:
    assert marked(text, words) == whole


def test_words_without_a_letter_stay_as_they_are() -> None:
    assert whole_words("a — b", Span(2, 3), Span(0, 5)) == Span(2, 3)
    assert whole_words("a ” b", Span(2, 3), Span(0, 5)) == Span(2, 3)
