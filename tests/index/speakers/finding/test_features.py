"""What the detector sees of a text besides its words."""

from index.speakers.finding.features import PAIR_SIZES, WORD_SIZES, pair_features, window, words_of
from index.speakers.finding.word_pieces import ROOM, pieces_of
from index.speakers.parsing import parse

TEXT = """Bridge to close
Ada Moss explained:
“The bridge is old.
“It must close,” she said. Drivers use it daily.
Nobody objected."""


def test_features_stay_within_their_sizes() -> None:
    words = words_of(parse(TEXT))
    assert (words.features < WORD_SIZES).all()
    pairs = pair_features(words, 5, *window(words, 5))
    assert (pairs < PAIR_SIZES).all()
    assert (pairs >= 0).all()


def test_a_window_runs_on_with_the_quotation_after_a_colon() -> None:
    words = words_of(parse(TEXT))
    cue = TEXT[: TEXT.index("explained")].count(" ") + 1
    first, last = window(words, cue)
    assert words.span(first, last - 1).of(TEXT) == TEXT[16 : TEXT.index("\nNobody")]


def test_a_text_without_words_has_no_rows() -> None:
    words = words_of(parse(" \n "))
    assert len(words) == 0
    assert pieces_of(" \n ", words).numbers.shape[0] == 0


def test_pieces_come_in_windows_that_fit() -> None:
    text = "\n".join(["The bridge is old and must close at once. " * 9] * 9)
    words = words_of(parse(text))
    pieces = pieces_of(text, words)
    assert pieces.numbers.shape[1] <= ROOM
    assert len(pieces.first) == len(words)
    assert (pieces.mask.reshape(-1)[pieces.first] == 1).all()
