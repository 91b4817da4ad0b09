"""Words that the paragraph above introduces, and those under a line that only names a speaker."""

import re
from collections.abc import Sequence

from index.structure.lines import Line
from index.structure.names import FULL_NAME, begins_a_sentence
from index.structure.voices import Voices
from index.text import Span

INTRODUCES = re.compile(r":[*_]*$|\b(?:as follows|in full|reads?|read out)[.:]$")
BYLINE_OF_SPEAKER = re.compile(
    rf"(?P<name>{FULL_NAME.pattern})(?:,\s+[^\n.!?:\"“”]{{2,90}}|\s+\([^()\n]{{1,40}}\))"
)
"""A line that only names a speaker: "Ann Lee, 29, dental nurse"."""


def introduced(lines: Sequence[Line], voices: Voices) -> None:
    """Adds quotations and first-person paragraphs after a paragraph that ends with a colon."""
    for number, line in enumerate(lines[:-1]):
        if not voices.free(number) or not INTRODUCES.search(line.words):
            continue
        words = _introduced(lines, number + 1, voices)
        if words:
            voices.add(words, told="sentence", label=line.span)


def headed(lines: Sequence[Line], voices: Voices) -> None:
    """Adds what stands under lines that only name a speaker, where there are two or more."""
    heads = [
        (number, match)
        for number, line in enumerate(lines[:-1])
        if voices.free(number)
        and number
        and (match := BYLINE_OF_SPEAKER.fullmatch(line.words))
        and not begins_a_sentence(match["name"])
        and voices.free(number + 1)
        and (lines[number + 1].opens_quotation or lines[number + 1].is_prose)
    ]
    if heads and any(line.says_i for line in lines[: heads[0][0]]):
        return  # the names stand below what is said, as in letters
    under = [lines[number + 1] for number, _ in heads]
    speaking = sum(line.opens_quotation or line.first_person for line in under)
    if len(heads) < 2 or 2 * speaking < len(heads):
        return
    stops = [number for number, _ in heads[1:]] + [len(lines)]
    for (number, match), stop in zip(heads, stops, strict=True):
        words = voices.continued(number + 1, stop, set(), last=stop == len(lines), opened=True)
        voices.mark(number)
        voices.add(words, label=lines[number].part(*match.span("name")))


def _introduced(lines: Sequence[Line], start: int, voices: Voices) -> list[Span]:
    """The run of paragraphs of one kind: cited, quoted or in the first person."""
    first = lines[start]
    found: list[Span] = []
    for number in range(start, len(lines)):
        line = lines[number]
        if not voices.free(number):
            break
        if first.cited:
            goes_on = line.cited
        elif first.opens_quotation:
            goes_on = line.is_quotation and (not found or _open(lines[number - 1]))
        else:
            goes_on = line.is_prose and line.first_person and not line.opens_quotation
        if not goes_on:
            break
        found.append(line.span)
    return found


def _open(line: Line) -> bool:
    """Whether the quotation of a line is not closed in it."""
    return line.words.rstrip()[-1] not in '"”»'
