"""The keys by which words are compared."""

import pytest

from index.text import Span
from qa.verification.words import words_of


def keys(text: str) -> list[str]:
    return [word.key for word in words_of(text)]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("“Don’t!”", "don't"),
        ("U.S. law", "US law"),
        ("long-term", "long\u2011term"),
        ("Orbán", "Orban"),
        ("1,200 men", "1200 men"),
        ("−5%", "-5%"),
        ("co\u00adoperate", "cooperate"),
    ],
)
def test_marks_case_and_accents_make_no_other_word(text: str, other: str) -> None:
    assert keys(text) == keys(other)


@pytest.mark.parametrize(
    ("text", "other"), [("$3.5", "3.5"), ("3.5", "35"), ("-5", "5"), ("5%", "5"), ("R&D", "R D")]
)
def test_signs_that_change_a_meaning_make_another_word(text: str, other: str) -> None:
    assert keys(text) != keys(other)


def test_words_stand_where_they_stand_in_the_text() -> None:
    (word,) = words_of("She said “[T]he wall”.", Span(9, 15))
    assert (word.key, word.span) == ("the", Span(10, 15))
