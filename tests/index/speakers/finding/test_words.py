"""What is seen of the words of a text: grammar, capitals, quotation marks and place."""

import pytest

from index.speakers.finding.words import FEATURE_SIZES, Feature, Marks, Place, words_of
from index.speakers.parsing import parse
from index.text import Span

TEXT = """Bridge to close
“It must ‘soon’ close,” she said. “And then
Nobody objected."""


@pytest.mark.parametrize("text", ["", TEXT, "a" * 999, "🙂 " * 9])
def test_features_stay_within_their_sizes(text: str) -> None:
    words = words_of(parse(text))
    assert words.features.shape == (len(words), len(Feature))
    assert (words.features < FEATURE_SIZES).all()


@pytest.mark.parametrize(
    ("word", "marks"),
    [
        ("Bridge", Marks.OUTSIDE),
        ("“It", Marks.OPENING),
        ("must", Marks.INSIDE),
        ("soon", Marks.INSIDE),
        ("” she", Marks.CLOSING),
        ("then", Marks.UNCLOSED),
        ("objected", Marks.OUTSIDE),
    ],
)
def test_a_word_stands_inside_or_outside_of_quotation_marks(word: str, marks: Marks) -> None:
    words = words_of(parse(TEXT))
    start = TEXT.index(word)
    place = words.within(Span(start, start + 1))[0]
    assert words.features[place, Feature.MARKS] == marks


def test_single_marks_are_told_apart() -> None:
    words = words_of(parse("It is ‘quite late’ now."))
    assert set(words.features[:, Feature.MARKS].tolist()) == {Marks.OUTSIDE, Marks.SINGLE}


def test_the_first_paragraph_is_a_headline_if_it_is_short() -> None:
    words = words_of(parse(TEXT))
    headline = words.features[:, Feature.PLACE] & Place.HEADLINE > 0
    assert words.span(0, int(headline.sum()) - 1).of(TEXT) == "Bridge to close"
    long = words_of(parse("a word " * 20 + "\n" + TEXT))
    assert not (long.features[:, Feature.PLACE] & Place.HEADLINE).any()


def test_words_within_a_span_share_a_character_with_it() -> None:
    words = words_of(parse("Ada Moss left."))
    assert words.within(Span(2, 5)).tolist() == [0, 1]
    assert words.within(Span(3, 4)).tolist() == []
