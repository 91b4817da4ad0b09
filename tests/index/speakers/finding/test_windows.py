"""The window of a cue, and how its words stand to it."""

from index.speakers.finding.windows import PAIR_SIZES, PairFeature, pair_features, window
from index.speakers.finding.words import words_of
from index.speakers.parsing import parse

TEXT = """Bridge to close
Ada Moss explained:
“The bridge is old.
“It must close,” she said. Drivers use it daily.
Nobody objected."""


def test_features_stay_within_their_sizes() -> None:
    words = words_of(parse(TEXT))
    for cue in range(len(words)):
        pairs = pair_features(words, cue, *window(words, cue))
        assert (pairs < PAIR_SIZES).all()
        assert (pairs >= 0).all()


def test_words_of_other_paragraphs_are_marked() -> None:
    words = words_of(parse(TEXT))
    cue = TEXT[: TEXT.index("explained")].count(" ") + 1
    first, last = window(words, cue)
    others = pair_features(words, cue, first, last)[:, PairFeature.OTHER_PARAGRAPH]
    assert others.tolist() == [int(words.paragraph[word] != 1) for word in range(first, last)]


def test_a_window_runs_on_with_the_quotation_after_a_colon() -> None:
    words = words_of(parse(TEXT))
    cue = TEXT[: TEXT.index("explained")].count(" ") + 1
    first, last = window(words, cue)
    assert words.span(first, last - 1).of(TEXT) == TEXT[16 : TEXT.index("\nNobody")]
