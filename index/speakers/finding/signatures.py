"""Speech with a name beside it: “We waited.” — Ada Moss, or MOSS: We waited."""

import re
from collections.abc import Iterator

import numpy as np

from index.speakers.finding.readings import Part, Reading
from index.speakers.finding.words import Numbers, Words
from index.speakers.quotation_marks import Quotation
from index.text import Span, paragraphs

NAME = r"[A-Z][\w.'’-]*(?:[ \u00a0]+(?:de|la|del|der|van|von|bin|al|[A-Z][\w.'’-]*)){0,4}"
SIGNATURE = re.compile(
    rf"\s*(?P<cue>[―—–]|--?)\s*(?P<name>{NAME})"
    r"(?:,[^\n]{0,80}|\s*\([^\n)]{0,60}\))?[^\S\n]*(?:\n|$)"
)
LABEL = re.compile(rf"[\"“”]?(?P<name>{NAME})(?P<cue>:)\s+(?=\S)")
LABELS_OF_NO_NAME = {
    "UPDATE",
    "RELATED",
    "NOTE",
    "READ",
    "MORE",
    "WATCH",
    "CORRECTION",
    "PHOTO",
    "SEE",
    "ALSO",
}
SIGNATURE_CHANCE = 0.9  # that of a likely cue: PolNeAR has too few to measure
FEWEST_WORDS = 6  # with its marks, of a quotation that is signed
FEWEST_LABELS = 3  # of a text that is a transcript


def signed(text: str, words: Words) -> Iterator[Reading]:
    """A reading for every quotation that a dash and a name at the end of its paragraph follow.

    The quotation may have begun in the paragraphs before, each left open; the dash is the cue.
    """
    double = [quotation for quotation in words.quotations if quotation.double]
    for number, quotation in enumerate(double):
        match = SIGNATURE.match(text, quotation.span.end)
        if not match:
            continue
        first = number
        while (
            first and not double[first - 1].closed and _adjoin(text, double[first - 1 : first + 1])
        ):
            first -= 1
        content = words.within(Span(double[first].span.start, quotation.span.end))
        if len(content) >= FEWEST_WORDS:
            yield _reading(words, content, match)


def labelled(text: str, words: Words) -> Iterator[Reading]:
    """A reading for every paragraph of a transcript that begins with a name and a colon."""
    found = [
        (paragraph, match)
        for paragraph in paragraphs(text)
        if (match := LABEL.match(text, paragraph.start, paragraph.end))
        and not LABELS_OF_NO_NAME & set(match["name"].upper().split())
    ]
    if len(found) < FEWEST_LABELS or len({match["name"] for _, match in found}) == len(found):
        return
    for paragraph, match in found:
        content = words.within(Span(match.end(), paragraph.end))
        if len(content):
            yield _reading(words, content, match)


def _reading(words: Words, content: Numbers, match: re.Match[str]) -> Reading:
    cue = words.within(Span(*match.span("cue")))[0]
    name = words.within(Span(*match.span("name")))
    start, last = min(int(content[0]), int(name[0])), max(int(content[-1]), int(name[-1]))
    parts = np.zeros((last + 1 - start, len(Part)), dtype=np.float32)
    parts[content - start, Part.CONTENT] = SIGNATURE_CHANCE
    parts[cue - start, Part.CUE] = SIGNATURE_CHANCE
    # after the cue: a dash without a space is one word with the name
    parts[name - start, Part.SOURCE] = SIGNATURE_CHANCE
    return Reading(int(cue), SIGNATURE_CHANCE, start, parts)


def _adjoin(text: str, pair: list[Quotation]) -> bool:
    return not text[pair[0].span.end : pair[1].span.start].strip()
