"""The word pieces of a text, in windows."""

from index.speakers.finding.word_pieces import MOST_PIECES, WINDOW_PIECES, pieces_of
from index.speakers.finding.words import words_of
from index.speakers.parsing import parse


def test_a_text_without_words_has_no_rows() -> None:
    words = words_of(parse(" \n "))
    assert len(words) == 0
    assert pieces_of(" \n ", words).numbers.shape[0] == 0


def test_pieces_come_in_windows_that_fit() -> None:
    text = "\n".join(["The bridge is old and must close at once. " * 9] * 9)
    words = words_of(parse(text))
    pieces = pieces_of(text, words)
    assert pieces.numbers.shape[1] <= WINDOW_PIECES
    assert len(pieces.first) == len(words)
    assert (pieces.mask.reshape(-1)[pieces.first] == 1).all()


def test_of_a_word_without_end_only_the_beginning_is_read() -> None:
    text = "xq" * 45  # MiniLM knows nothing of longer words
    assert pieces_of(text, words_of(parse(text))).mask.sum() == MOST_PIECES + 2  # and [CLS], [SEP]
