"""A quotation as its words and its gaps."""

import pytest

from index.errors import QuotationError
from qa.verification.quotation import (
    LONGEST_QUOTATION,
    WORDS_CUT,
    WORDS_REPLACED,
    Gap,
    QuotedWord,
    pieces_of,
)


def shown(quotation: str) -> list[str | int]:
    """The keys of the words, and of each gap how many words it may stand for."""
    return [
        piece.key if isinstance(piece, QuotedWord) else piece.limit
        for piece in pieces_of(quotation)
    ]


@pytest.mark.parametrize(
    ("quotation", "pieces"),
    [
        ("It … fell", ["it", WORDS_CUT, "fell"]),
        ("It [...] fell", ["it", WORDS_CUT, "fell"]),
        ("It . . . fell", ["it", WORDS_CUT, "fell"]),
        ("[The wall] fell in [early] May", ["fell", "in", WORDS_REPLACED, "may"]),
        ("It fell (sic) in May", ["it", "fell", WORDS_CUT, "in", "may"]),
        ("It [never] fell", ["it", "never", "fell"]),
        ("… it fell …", ["it", "fell"]),
    ],
)
def test_ellipses_and_brackets_are_gaps_but_a_denial_is_words(
    quotation: str, pieces: list[str | int]
) -> None:
    assert shown(quotation) == pieces


def test_a_bracket_at_the_end_of_a_word_leaves_its_stem() -> None:
    (word,) = pieces_of("want[s]")
    assert isinstance(word, QuotedWord)
    assert [word.fits(key) for key in ("wanted", "wants", "want", "wantonness", "wan")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_a_word_without_a_bracket_fits_itself_alone() -> None:
    (word,) = pieces_of("wants")
    assert not isinstance(word, Gap)
    assert (word.fits("wants"), word.fits("want")) == (True, False)


@pytest.mark.parametrize(
    ("quotation", "words"),
    [
        ("", "no word"),
        ("…", "no word"),
        ("[…] [he]", "no word"),
        (7, "int"),
        ("x" * (LONGEST_QUOTATION + 1), "5,001"),
    ],
)
def test_what_is_no_quotation_is_refused_in_a_sentence(quotation: str, words: str) -> None:
    with pytest.raises(QuotationError, match=words):
        pieces_of(quotation)
