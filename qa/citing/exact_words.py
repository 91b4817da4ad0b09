"""The exact words that answer, made whole: no number, word or quotation is cut."""

import re

from index import Span

UNIT = re.compile(r"\s?(?:%|per ?cent\b|(?:hundred|thousand|million|billion|trillion|bn|m)\b)")
TOKEN = re.compile(r"[$€£¥]?\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)?|\w+(?:['’-]\w+)*")
PAIRS = {"“": "”", "«": "»", "(": ")", "[": "]"}
TRIMMED = " \t\n\r,;:—–-"


def whole_words(text: str, span: Span, within: Span) -> Span:
    r"""The span with the words and numbers at its ends whole, inside the sentence `within`.

    >>> text = "It cost $1,200 million (twice as much)."
    >>> whole_words(text, Span(9, 10), Span(0, len(text))).of(text)
    '$1,200 million'
    >>> whole_words(text, Span(23, 29), Span(0, len(text))).of(text)
    'twice'
    """
    start, end = span.start, span.end
    for token in TOKEN.finditer(text, within.start, within.end):
        if token.start() < span.end and span.start < token.end():
            start, end = min(start, token.start()), max(end, token.end())
    if text[end - 1].isdigit() and (unit := UNIT.match(text, end, within.end)):
        end = unit.end()
    while start < end and text[start] in TRIMMED:
        start += 1
    while end > start and text[end - 1] in TRIMMED:
        end -= 1
    return _balanced(text, Span(start, end)) if start < end else span


def _balanced(text: str, span: Span) -> Span:
    """Without a mark at either end whose other one lies outside."""
    start, end = span.start, span.end
    words = span.of(text)
    for opening, closing in PAIRS.items():
        if words.startswith(opening) and closing not in words:
            start += 1
        if words.endswith(closing) and opening not in words:
            end -= 1
    if words.count('"') % 2 and len(words) > 1:
        start, end = start + words.startswith('"'), end - words.endswith('"')
    return Span(start, end) if start < end else span
