"""Texts broken at a fixed width: which of their lines make up a paragraph."""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.text import Span

NARROWEST_TEXT, WIDEST_TEXT = 40, 120
"""Characters of the width at which a text can be broken."""
LEAST_FORCED_BREAKS = 3
"""Fewer may be forced by chance; set by hand."""
SINGLE_BREAK = re.compile(r"[ \t]*(?:\r\n|\n|\r)[ \t]*")
LINE_SIGN = re.compile(r"[#>|*•·-]|\d{1,2}[.)]\s")
SENTENCE_END = re.compile(r"[.!?…:]['\"”’)\]]*$")


def unwrapped(text: str, lines: Sequence[Span]) -> list[Span]:
    """The lines, or the paragraphs that they make up where the text is broken at a fixed width.

    A line break is forced when the next word would not have fitted. A text is broken at a fixed
    width when most single breaks are forced and about half of those fall inside sentences.

    >>> broken = "The town opened its new bridge on a Monday\\nafter nine years of work for it. "
    >>> broken += "Crowds of\\npeople came to see the bridge and to walk\\nover it."
    >>> lines = [Span(*line.span()) for line in re.finditer(r"[^\\n]+", broken)]
    >>> len(lines), len(unwrapped(broken, lines))
    (4, 1)
    """
    if not lines or max(map(len, lines)) > WIDEST_TEXT:
        return list(lines)
    single = {
        line.end: _first_word(after.of(text))
        for line, after in pairwise(lines)
        if SINGLE_BREAK.fullmatch(text, line.end, after.start)
    }
    width = max((len(line) for line in lines if line.end in single), default=0)
    forced = [
        line for line in lines if line.end in single and len(line) + 1 + single[line.end] > width
    ]
    inside = sum(not SENTENCE_END.search(line.of(text)) for line in forced)
    if width < NARROWEST_TEXT or len(forced) < max(LEAST_FORCED_BREAKS, len(single) / 2):
        return list(lines)
    if inside * 2 < len(forced):
        return list(lines)
    return _joined(text, lines, {line.end for line in forced})


def _first_word(line: str) -> int:
    """The length of the first word of a line."""
    return len(line.split(maxsplit=1)[0])


def _joined(text: str, lines: Sequence[Span], forced: set[int]) -> list[Span]:
    paragraphs: list[Span] = []
    for line in lines:
        before = paragraphs[-1] if paragraphs else None
        if before and before.end in forced and not LINE_SIGN.match(line.of(text)):
            paragraphs[-1] = Span(before.start, line.end)
        else:
            paragraphs.append(line)
    return paragraphs
