"""Quotation marks: which words of a text stand inside them."""

import re
from dataclasses import dataclass

from index.text import Span, paragraphs

DOUBLE_MARK = re.compile("[\"“”„«»]|``|''")
SINGLE_QUOTATION = re.compile(r"(?<![\w’'])[‘'](?=\w)([^‘\n]{2,300}?)(?<=[\w.,!?…])[’'](?!\w)")
OPENING_MARKS = ("“", "„", "«", "``")
CLOSING_MARKS = ("”", "»", "''")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Text inside quotation marks, in one paragraph; the marks belong to the span.

    `closed` is False where the paragraph ends first, as in a quotation over many paragraphs.
    """

    span: Span
    double: bool
    closed: bool


def quotations(text: str) -> list[Quotation]:
    """The quotations of a text in order; a single-quoted one may stand inside another.

    >>> [quotation.span.of("He said: ”Go“ and “now.") for quotation in
    ...     quotations("He said: ”Go“ and “now.")]
    ['”Go“', '“now.']
    """
    found = []
    for paragraph in paragraphs(text):
        found += _double(text, paragraph)
        found += _single(text, paragraph)
    return sorted(found, key=lambda quotation: (quotation.span.start, -quotation.span.end))


def _double(text: str, paragraph: Span) -> list[Quotation]:
    found: list[Quotation] = []
    start, first, nested = -1, "", 0
    for match in DOUBLE_MARK.finditer(text, paragraph.start, paragraph.end):
        mark, at, end = match.group(), match.start(), match.end()
        before = text[at - 1] if at > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        opens = (before.isspace() or before in "([{-–—―‘'/:") and not after.isspace()
        if start < 0:
            if opens or (mark in OPENING_MARKS and not after.isspace()):
                start, first, nested = at, mark, 0
            elif mark in CLOSING_MARKS and not found and before not in "0123456789":
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


def _single(text: str, paragraph: Span) -> list[Quotation]:
    return [
        Quotation(Span(*match.span()), False, True)
        for match in SINGLE_QUOTATION.finditer(text, paragraph.start, paragraph.end)
    ]
