"""The exact words that answer, made whole: no number, word or quotation is cut."""

import re

from index import Span

UNIT = re.compile(r"\s?(?:%|per ?cent\b|(?:hundred|thousand|million|billion|trillion|bn|m)\b)")
TOKEN = re.compile(r"[$€£¥]?\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)?|\w+(?:['’-]\w+)*")
NAME_GOES_ON = re.compile(r"[ -][A-Z]\w*(?:[’'-]\w+)*")
NAME_BEGAN = re.compile(r"(?<=[\w,] )[A-Z]\w*(?:-\w+)* $")
"""A word with a capital before others, which is no possessive and opens no sentence.

Of 2,972 answers marked by hand on news, 7 end before such a word and 13 begin behind one.
"""
PAIRS = {"“": "”", "«": "»", "(": ")", "[": "]"}
TRIMMED = " \t\n\r,;:—–-"


def whole_words(text: str, span: Span, within: Span) -> Span:
    r"""The span with words, names and numbers at its ends whole, inside the sentence `within`.

    >>> text = "It cost $1,200 million (twice as much)."
    >>> whole_words(text, Span(9, 10), Span(0, len(text))).of(text)
    '$1,200 million'
    >>> whole_words(text, Span(23, 29), Span(0, len(text))).of(text)
    'twice'
    >>> text = "The chief, Corin Blaise, denied it."
    >>> whole_words(text, Span(11, 16), Span(0, len(text))).of(text)
    'Corin Blaise'
    """
    start, end = span.start, span.end
    for token in TOKEN.finditer(text, within.start, within.end):
        if token.start() < span.end and span.start < token.end():
            start, end = min(start, token.start()), max(end, token.end())
    if text[end - 1].isdigit() and (unit := UNIT.match(text, end, within.end)):
        end = unit.end()
    start, end = _whole_names(text, Span(start, end), within)
    while start < end and text[start] in TRIMMED:
        start += 1
    while end > start and text[end - 1] in TRIMMED:
        end -= 1
    return _balanced(text, Span(start, end)) if start < end else span


def _whole_names(text: str, span: Span, within: Span) -> tuple[int, int]:
    """Where the names begin and end that the first and last word of a span are part of."""
    start, end = span.start, span.end
    words = span.of(text).split()
    if not words:
        return start, end
    if words[0][0].isupper():
        while began := NAME_BEGAN.search(text, within.start, start):
            start = began.start()
    if words[-1][0].isupper():
        while goes_on := NAME_GOES_ON.match(text, end, within.end):
            end = goes_on.end()
    return start, end


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
