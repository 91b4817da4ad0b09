"""Quotations made whole over marks, sentences and paragraphs."""

import numpy as np
import pytest

from index.speakers.finding.drafts import Draft, spoken_words
from index.speakers.finding.readings import Reading
from index.speakers.finding.runs import complete, is_clause, quoted_runs
from index.speakers.finding.words import Words, words_of
from index.speakers.parsing import parse


def numbers(text: str, words: Words, phrase: str) -> set[int]:
    start = text.index(phrase)
    return {
        number
        for number, at in enumerate(words.starts.tolist())
        if start <= at < start + len(phrase)
    }


def completed(text: str, content: str, cue: str) -> str:
    """The text from the first to the last word of a draft, once it is completed."""
    words = words_of(parse(text))
    (place,) = numbers(text, words, cue)
    nothing = np.zeros((0, 4), dtype=np.float32)
    draft = Draft(Reading(place, 0.9, 0, nothing), numbers(text, words, content), [], [place], 0.9)
    complete(text, words, [draft], spoken_words(text, words))
    return words.span(min(draft.content), max(draft.content)).of(text)


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "“It rained all day.\n\n“Nobody came,” Moss said."
    assert completed(text, "Nobody came", "said") == text.removesuffix(" Moss said.")


def test_the_quotation_after_the_cue_is_the_same_speakers() -> None:
    text = "“We waited,” Moss said, folding the map. “Nobody came to the bridge.”"
    assert completed(text, "“We waited,”", "said") == text


def test_words_after_a_forgotten_mark_are_not_the_speakers() -> None:
    text = "“We saw it, said Moss. It rained."
    assert completed(text, "“We saw it", "said") == "“We saw it"


def test_a_turn_of_a_transcript_opens_no_second_paragraph_of_another() -> None:
    text = "“PENCE: It rained.\n\n“KAINE: It did not.”"
    assert [len(run) for run in quoted_runs(text, words_of(parse(text)))] == [1, 1]


@pytest.mark.parametrize(("text", "clause"), [("It rained there.", True), ("Rain all day.", False)])
def test_a_clause_has_a_verb_of_its_own(text: str, clause: bool) -> None:
    words = words_of(parse(text))
    assert is_clause(words, np.arange(len(words)), spoken_words(text, words)) is clause
