"""Quotations that no cue claims."""

import pytest

from index.speakers.attribution import Attribution
from index.speakers.finding.drafts import spoken_words
from index.speakers.finding.unclaimed import unclaimed
from index.speakers.finding.words import words_of
from index.speakers.parsing import parse
from index.text import Span


def found(text: str, claimed: tuple[Attribution, ...] = ()) -> list[str]:
    words = words_of(parse(text))
    left = unclaimed(text, words, claimed, spoken_words(text, words))
    return [span.of(text) for attribution in left for span in attribution.content]


def test_a_whole_sentence_in_quotation_marks_is_somebodys() -> None:
    assert found("It rained. “The bridge will open in May.” Nobody came.") == [
        "“The bridge will open in May.”"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "They call it “the bridge of sighs” here.",
        "They sang “We Will Open The Bridge Again” there.",
        "(“The bridge will open in May.”)",
        "“The bridge will open in May. Nobody came.",
    ],
)
def test_names_titles_notes_and_what_is_never_closed_are_nobodys(text: str) -> None:
    assert found(text) == []


def test_what_is_claimed_is_left_to_its_cue() -> None:
    text = "“The bridge will open in May,” she said."
    said = Attribution((Span(0, 30),), None, None, None, "direct", 0.9)
    assert found(text, (said,)) == []


def test_a_run_over_paragraphs_is_one_statement() -> None:
    text = "“The bridge will open in May.\n\n“It will be cheap.”"
    words = words_of(parse(text))
    (whole,) = unclaimed(text, words, (), spoken_words(text, words))
    assert [span.of(text) for span in whole.content] == text.split("\n\n")
