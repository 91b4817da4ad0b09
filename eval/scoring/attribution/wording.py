"""The words that speakers are measured by: tokens, quoted words, sentences."""

import bisect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from index.speakers import Kind
from index.text import WORD

Tokens = frozenset[int]
"""Numbers of the words of a text: marks and white space at the edge of a span do not count."""

Range = tuple[int, int]

DIRECT_SHARE = 0.8
"""The share of words inside quotation marks from which an attribution counts as direct."""

TEXT_LINE = re.compile(r"[^\n]+")
QUOTATION_MARK = re.compile(r"[\"“”„«»]|``|''")
OPENING_MARKS = frozenset(["“", "„", "«", "``"])
BEFORE_OPENING = "([{-–—―‘'/:"
CLOSING_MARKS = "\"”’'»)]"
SENTENCE_END = re.compile(
    rf"(?P<stop>[.!?…]+)(?P<closers>[{re.escape(CLOSING_MARKS)}]*)(?=\s+[\"“‘'«(\[]*[A-Z0-9“\"])"
)
LAST_WORD = re.compile(r"\w*$")
ABBREVIATIONS = frozenset(
    "mr mrs ms dr sen sens rep reps gov govs gen col lt sgt capt cmdr adm maj st jr sr vs etc inc "
    "ltd corp co no jan feb mar apr jun jul aug sep sept oct nov dec prof rev hon pres dept univ "
    "assn bros ft mt ave blvd est al fig ph".split()
)
LOWER_ABBREVIATIONS = frozenset(["vs", "al", "etc"])


@dataclass(frozen=True)
class Wording:
    """A text by its words."""

    text: str

    @cached_property
    def _spans(self) -> list[Range]:
        return [word.span() for word in WORD.finditer(self.text)]

    @cached_property
    def _ends(self) -> list[int]:
        return [end for _, end in self._spans]

    @cached_property
    def quoted(self) -> Tokens:
        """The words inside double quotation marks."""
        return self.tokens(quoted_ranges(self.text))

    @cached_property
    def sentences(self) -> list[Tokens]:
        """The words of each sentence that has any."""
        found = (self.tokens([sentence]) for sentence in sentence_ranges(self.text))
        return [tokens for tokens in found if tokens]

    def tokens(self, ranges: Iterable[Range]) -> Tokens:
        """The words that share a character with one of the ranges."""
        found: set[int] = set()
        for start, end in ranges:
            first = bisect.bisect_right(self._ends, start)
            last = bisect.bisect_left(self._spans, (end, 0))
            found.update(range(first, last))
        return frozenset(found)

    def kind(self, content: Tokens) -> Kind:
        """How words are said, by the quotation marks around them."""
        share = len(content & self.quoted) / len(content) if content else 0.0
        if share >= DIRECT_SHARE:
            return "direct"
        return "mixed" if share else "indirect"


def quoted_ranges(text: str) -> Iterator[Range]:
    """The ranges inside double quotation marks, the marks among them.

    A mark that is never closed ends with its paragraph, as quotations over several paragraphs do.

    >>> text = 'She said “no” and "yes, but'
    >>> [text[start:end] for start, end in quoted_ranges(text)]
    ['“no”', '"yes, but']
    """
    for line in TEXT_LINE.finditer(text):
        opened: int | None = None
        for mark in QUOTATION_MARK.finditer(text, line.start(), line.end()):
            before = text[mark.start() - 1 : mark.start()] or "\n"
            after = text[mark.end() : mark.end() + 1] or "\n"
            always = mark.group() in OPENING_MARKS
            like_opener = (before.isspace() or before in BEFORE_OPENING) and not after.isspace()
            if opened is None:
                if always or like_opener:
                    opened = mark.start()
            elif always or (mark.group() == '"' and like_opener and before.isspace()):
                yield opened, mark.start()  # the mark before was never closed
                opened = mark.start()
            else:
                yield opened, mark.end()
                opened = None
        if opened is not None:
            yield opened, line.end()


def sentence_ranges(text: str) -> Iterator[Range]:
    """The sentences that speakers are measured by, white space at their ends included.

    Kept apart from the program's own splitter, so that a figure does not move with it.
    """
    for line in TEXT_LINE.finditer(text):
        start = line.start()
        for end in SENTENCE_END.finditer(text, line.start(), line.end()):
            if not _ends_abbreviation(text[start : end.start()], end):
                yield start, end.end()
                start = end.end()
        yield start, line.end()


def _ends_abbreviation(before: str, end: re.Match[str]) -> bool:
    """Whether the full stop is that of an abbreviation or an initial."""
    found = LAST_WORD.search(before)
    word = found.group() if found else ""
    if end["stop"] != "." or end["closers"]:
        return False
    if word.lower() in ABBREVIATIONS:
        return word[:1].isupper() or word.lower() in LOWER_ABBREVIATIONS
    return len(word) == 1 and word.isupper()
