"""A quotation as it is typed: its words, and what a journalist may leave out or put in brackets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.errors import QuotationError
from index.speakers.negation import NEGATION
from index.text import Span
from qa.verification.words import words_of

LONGEST_QUOTATION = 5000
"""Characters in a quotation; a longer one is a text, to be given as a draft."""
WORDS_CUT = 120
"""Words of the article that an ellipsis may stand for: a long paragraph."""
WORDS_REPLACED = 10
"""Words of the article that a bracket may stand for: "[the president]" for "he"."""

DOTS = r"(?:…|\.(?:\s?\.){2,})"
GAP = re.compile(rf"[\[(]\s*{DOTS}\s*[\])]|{DOTS}|(?<!\w)\[(?P<put>[^\[\]]*)\](?!\w)|\(sic\)")
"""An ellipsis, bare or in brackets, and words in brackets: a note, or instead of others."""
BRACKETED = re.compile(r"(?P<before>\w*)\[(?P<put>\w+)\](?P<after>\w*)")


@dataclass(frozen=True, slots=True)
class QuotedWord:
    """A word of a quotation; of one with a bracket at its end ("want[s]") what stands before it."""

    key: str
    span: Span
    stem: str | None = None

    def fits(self, key: str) -> bool:
        """Whether the word stands for one of the article, given by its key."""
        if self.stem is None:
            return key == self.key
        return key.startswith(self.stem) and len(key) <= len(self.stem) + 3


@dataclass(frozen=True, slots=True)
class Gap:
    """A place of a quotation where the article may have other words, at most `limit`."""

    span: Span
    limit: int


Piece = QuotedWord | Gap


def pieces_of(quotation: str) -> tuple[Piece, ...]:
    """The words and gaps of a quotation, in order, from its first word to its last.

    A bracket that denies is made of words like any other. Raises QuotationError for what is no
    text, has no word, or is too long.

    >>> [type(piece).__name__ for piece in pieces_of("“… [T]he [old] wall […] stands.”")]
    ['QuotedWord', 'Gap', 'QuotedWord', 'Gap', 'QuotedWord']
    """
    if not isinstance(quotation, str):
        raise QuotationError(f"A quotation must be text, not {type(quotation).__name__}.")
    if len(quotation) > LONGEST_QUOTATION:
        raise QuotationError(
            f"The quotation has {len(quotation):,} characters: give one of at most "
            f"{LONGEST_QUOTATION:,}, or a draft with its quotations."
        )
    found = list(_pieces(quotation))
    words = [place for place, piece in enumerate(found) if isinstance(piece, QuotedWord)]
    if not words:
        raise QuotationError("The quotation has no word of its own: give the words to look for.")
    return tuple(found[words[0] : words[-1] + 1])


def _pieces(quotation: str) -> Iterator[Piece]:
    start = 0
    for match in GAP.finditer(quotation):
        yield from _words(quotation, Span(start, match.start()))
        start, put = match.end(), match["put"]
        if put and NEGATION.search(put):
            yield from _words(quotation, Span(*match.span("put")))
        else:
            yield Gap(Span(*match.span()), WORDS_CUT if put is None else WORDS_REPLACED)
    yield from _words(quotation, Span(start, len(quotation)))


def _words(quotation: str, within: Span) -> Iterator[QuotedWord]:
    for word in words_of(quotation, within):
        bracketed = BRACKETED.fullmatch(word.span.of(quotation))
        stem = bracketed["before"].casefold() if bracketed else ""
        yield QuotedWord(word.key, word.span, stem if len(stem) > 1 else None)
