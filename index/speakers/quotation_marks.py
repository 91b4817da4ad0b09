"""Quotation marks: which words of a text stand inside them, and which are those of its speech."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.text import WORD, Span, paragraphs

DOUBLE_MARK = re.compile("[\"“”„«»]|``|''")
OPENING_MARKS = ("“", "„", "«", "``")
CLOSING_MARKS = ("”", "»", "''")
BEFORE_OPENING = "([{-–—―‘'/:"

SINGLE_MARK = re.compile("[‘’']")
BEFORE_SINGLE = ' \t\u00a0([{-–—―/:"“”„«'
SHORTENED_START = re.compile(r"['’‘](?:(?:em|tis|twas|til|cause|n)\b|\d\ds?\b)", re.I)
"""An apostrophe before a word: "give 'em", "the '50s"."""
SHORTENED_END = re.compile(r"(?:s|\b(?:an|o|th|wi|ol|n|mo)|in)$", re.I)
"""After these an apostrophe may stand: "the crews' boat", "salt an' ice", "goin' home"."""
MARK_AHEAD = re.compile(r"[,.;:!?]?['’](?!\w)")
"""Right after an apostrophe, the mark that closes: "not the ropes',' she said"."""
STOPS = ",.;:!?…—–-)"
SPEECH_STOPS = ",.!?…—–"
"""Marks before a closing quotation mark that only speech has, not a scare quote or a title."""
FEWEST_SPOKEN = 3
"""Words of a quotation without such a mark which can be somebody's."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Text inside quotation marks, in one paragraph; the marks belong to the span.

    `primary` is False for single marks inside double ones, for double ones inside single ones, and
    for single ones in a text whose speech stands in double ones. `closed` is False where the
    paragraph ends first, as in a quotation over many paragraphs.
    """

    span: Span
    primary: bool
    closed: bool


def quotations(text: str) -> list[Quotation]:
    """The quotations of a text in order; those of the other marks may stand inside another.

    >>> [quotation.span.of("He said: ”Go“ and “now.") for quotation in
    ...     quotations("He said: ”Go“ and “now.")]
    ['”Go“', '“now.']
    >>> british = "‘The crews’ boat isn’t “lost”,’ he said."
    >>> [(quotation.span.of(british), quotation.primary) for quotation in quotations(british)]
    [('‘The crews’ boat isn’t “lost”,’', True), ('“lost”', False)]
    """
    around = paragraphs(text)
    double = [found for paragraph in around for found in _double(text, paragraph)]
    single = list(_singles(text, around))
    inner = [found for found in double if _inside(found, single)]
    outer = [found for found in single if not _inside(found, double)]
    spoken = [found for found in outer if _is_speech(text, found)]
    plain = [found for found in double if found not in inner]
    sayings = [found for found in outer if len(WORD.findall(found.span.of(text))) >= FEWEST_SPOKEN]
    british = _letters(spoken or (sayings if not plain else ())) > _letters(plain)
    found = [
        *(replace(found, primary=not british or found in plain) for found in double),
        *(replace(found, primary=british and found in outer) for found in single),
    ]
    return sorted(found, key=lambda quotation: (quotation.span.start, -quotation.span.end))


def _inside(quotation: Quotation, others: Sequence[Quotation]) -> bool:
    return any(
        other.span.contains(quotation.span) and len(other.span) > len(quotation.span)
        for other in others
    )


def _letters(found: Sequence[Quotation]) -> int:
    return sum(len(quotation.span) for quotation in found)


def _is_speech(text: str, quotation: Quotation) -> bool:
    """Whether single marks can only be those of speech: a stop stands before the closing one."""
    words = quotation.span.of(text).strip("‘’'")
    return not quotation.closed or words.endswith(tuple(SPEECH_STOPS))


def _double(text: str, paragraph: Span) -> list[Quotation]:
    found: list[Quotation] = []
    start, first, nested = -1, "", 0
    for match in DOUBLE_MARK.finditer(text, paragraph.start, paragraph.end):
        mark, at, end = match.group(), match.start(), match.end()
        if mark == "''" and SHORTENED_START.match(text, at + 1):
            continue
        before = text[at - 1] if at > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        apart = before.isspace() and after.isspace() and end < paragraph.end  # tokenised text
        opens = (before.isspace() or before in BEFORE_OPENING) and not after.isspace()
        if start < 0:
            if opens or apart or (mark in OPENING_MARKS and not after.isspace()):
                start, first, nested = at, mark, 0
            elif mark in ("”", "»") and not found and before not in "0123456789":
                # the paragraph before was left open and this paragraph goes on without a mark
                found.append(Quotation(Span(paragraph.start, end), True, True))
        elif first == '"' and mark in OPENING_MARKS and opens:
            nested += 1
        elif nested and mark in CLOSING_MARKS:
            nested -= 1
        elif opens and before.isspace() and mark != "”":
            # a second opening mark: the first was never closed
            found.append(Quotation(Span(start, at), True, False))
            start, first, nested = at, mark, 0
        else:
            found.append(Quotation(Span(start, end), True, True))
            start = -1
    if start >= 0:
        found.append(Quotation(Span(start, paragraph.end), True, False))
    return found


def _singles(text: str, around: Sequence[Span]) -> Iterator[Quotation]:
    """The quotations in single marks, told from apostrophes."""
    for paragraph, following in pairwise([*around, Span(len(text), len(text))]):
        at = paragraph.start
        while match := SINGLE_MARK.search(text, at, paragraph.end):
            at = match.end()
            if not _opens(text, match.start(), paragraph):
                continue
            end = _close(text, match.start(), paragraph)
            if end is None and text[following.start : following.start + 1] == match.group():
                end = paragraph.end
                yield Quotation(Span(match.start(), end), True, False)
            elif end is not None:
                yield Quotation(Span(match.start(), end), True, True)
            at = end or at


def _opens(text: str, at: int, paragraph: Span) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if before not in BEFORE_SINGLE or after.isspace() or text[at] == "’":
        return False
    if after == "'" and not SHORTENED_START.match(text, at + 1):
        return False
    return not SHORTENED_START.match(text, at) and (
        after.isalnum() or after in "\"“„«([£$€¡¿….…'’-–—"
    )


def _close(text: str, start: int, paragraph: Span) -> int | None:
    """Where the single mark at `start` is closed; None where it is not, as an apostrophe.

    A stop beside the mark closes it. After a bare word it may be an apostrophe: after one that is
    often shortened or in the plural, the first such mark closes only if no other one does.
    """
    perhaps, nested = None, 0
    for match in SINGLE_MARK.finditer(text, start + 1, paragraph.end):
        at, end = match.start(), match.end()
        before, after = text[at - 1], text[end : end + 1] if end < paragraph.end else " "
        if match.group() == "‘" or _opens(text, at, paragraph):
            if perhaps and match.group() == text[start]:
                return perhaps
            nested += 1
        elif after.isalnum() or before.isspace() or MARK_AHEAD.match(text, end, paragraph.end):
            continue
        elif before in STOPS or before in '"”»':
            return end
        elif nested and after.isspace():
            nested -= 1
        elif SHORTENED_END.search(text, start, at) and after.isspace() and end < paragraph.end:
            perhaps = perhaps or end
        else:
            return end
    return perhaps
