"""Places in a text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text import WINDOW_CHARACTERS, Span, paragraphs, sentences, strip, word_count, words

ANY_TEXT = st.text(st.one_of(st.characters(), st.sampled_from(' .!?"”\r\n\u2028\x00\ud800\u0301')))


def test_a_span_must_go_forward() -> None:
    with pytest.raises(ValueError, match="negative or reversed"):
        Span(5, 4)
    with pytest.raises(ValueError, match="negative or reversed"):
        Span(-1, 4)


def test_spans_contain_and_overlap() -> None:
    assert Span(0, 10).contains(Span(0, 10))
    assert not Span(0, 10).contains(Span(5, 11))
    assert not Span(5, 10).contains(Span(4, 6))
    assert Span(0, 10).overlap(Span(7, 20)) == 3
    assert Span(0, 10).overlap(Span(10, 20)) == 0
    assert Span(0, 10).overlap(Span(12, 20)) == 0
    assert len(Span(3, 10)) == 7


def test_every_kind_of_line_end_parts_paragraphs() -> None:
    text = "A\nB\r\nC\rD\x0bE\x0cF\x85G\u2028H\u2029I"
    assert [span.of(text) for span in paragraphs(text)] == list("ABCDEFGHI")


@given(ANY_TEXT)
def test_paragraphs_are_the_lines_that_are_not_blank(text: str) -> None:
    assert [span.of(text) for span in paragraphs(text)] == [
        line.strip() for line in text.splitlines() if line.strip()
    ]


def sentence_texts(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text, Span(0, len(text)))]


def test_abbreviations_and_initials_end_no_sentence() -> None:
    assert sentence_texts("Sen. J. D. Vance spoke at 5 p.m. on Friday. Nobody left.") == [
        "Sen. J. D. Vance spoke at 5 p.m. on Friday.",
        "Nobody left.",
    ]


def test_no_sentence_begins_with_what_closes_another() -> None:
    text = "Harry Reid (D-Nev.), who led the Senate, (R-Tex.) left. He lost (again.) Nobody saw it."
    assert sentence_texts(text) == [
        "Harry Reid (D-Nev.), who led the Senate, (R-Tex.) left.",
        "He lost (again.)",
        "Nobody saw it.",
    ]


def test_sentences_are_found_within_a_paragraph_only() -> None:
    text = "One stands here. Two stands there. Three follows."
    within = Span(text.index("Two"), text.index(" Three"))
    assert [span.of(text) for span in sentences(text, within)] == ["Two stands there."]


def test_a_long_paragraph_has_the_sentences_of_its_parts() -> None:
    """Wherever the windows that it is read in start and end."""
    parts = [
        f"Sentence number {i} says that {'very ' * (i % 23)}much was seen." for i in range(300)
    ]
    text = " ".join(parts)
    assert len(text) > 5 * WINDOW_CHARACTERS
    assert sentence_texts(text) == parts


def test_a_sentence_longer_than_a_window_is_cut_between_words() -> None:
    text = "word " * WINDOW_CHARACTERS + "end."
    assert all(piece.startswith("word") or piece == "end." for piece in sentence_texts(text))
    assert "".join(sentence_texts(text)).replace(" ", "") == text.replace(" ", "")


@given(ANY_TEXT)
def test_sentences_cover_all_but_white_space_in_order(text: str) -> None:
    end = 0
    for sentence in sentences(text, Span(0, len(text))):
        assert not text[end : sentence.start].strip()
        assert sentence.of(text) == sentence.of(text).strip() != ""
        end = sentence.end
    assert not text[end:].strip()


@pytest.mark.parametrize("run", ["!", "?!", "A! ", ". ", "\u00a0", "“A?” said ", "U.S. ", "😀"])
def test_the_time_for_a_hostile_line_is_linear(run: str) -> None:
    text = run * (100_000 // len(run))
    start = time.process_time()
    sentence_texts(text)
    assert time.process_time() - start < 5  # "!" alone took 10 seconds in one piece


@given(ANY_TEXT)
def test_strip_agrees_with_python(text: str) -> None:
    assert strip(text, Span(0, len(text))).of(text) == text.strip()


def test_words_keep_their_apostrophes() -> None:
    text = "It’s Peskov's 2nd – don't!"
    assert [word.of(text) for word in words(text, Span(0, len(text)))] == [
        "It’s",
        "Peskov's",
        "2nd",
        "don't",
    ]
    assert word_count(text) == 5
