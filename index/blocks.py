"""The parts of an article: title, byline, date, body and furniture."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from index.front_matter import front_matter
from index.furniture import furniture_in, furniture_lines
from index.heads import HeadPart, find_title, head_parts
from index.structure import Turn, asides, dateline_end, find_turns
from index.structure.asides import DATELINE_LINES
from index.text import Span, paragraphs, strip
from index.wrapping import unwrapped

Role = Literal[
    "title",
    "byline",
    "date",
    "updated",
    "dateline",
    "body",
    "signature",
    "summary",
    "correction",
    "furniture",
]
"""A signature only tells who speaks: the name below a letter, the account above a post. A summary
is a list of key points; a correction tells what an earlier text had wrong."""

LINE_BREAK = re.compile(r"[\r\n]")
CLOSED_HEADING = re.compile(r"\s#+$")
MARKUP = "#>*_=~`-•·\\|"
HEAD_LINES = 8
"""Lines at each end of a text where a byline or a date line can stand."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or the part of a line that is a date or a byline, and its role."""

    role: Role
    span: Span


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a text, in order and apart, and what they say of the article."""

    blocks: tuple[Block, ...]
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    turns: tuple[Turn, ...] = ()


def find_blocks(text: str, title: str | None = None) -> Blocks:
    """The blocks of a text; `title`, if it is known already, helps to find its line.

    Every letter and digit of the text is in exactly one block. What a block leaves out is white
    space, the signs of Markdown before and after a line, and the sign between a date and a byline.
    A line that is not clearly something else is body.

    >>> found = find_blocks("02/16/2025 / By Ann Lee\\nThe bridge opened. Crowds came.")
    >>> [block.role for block in found.blocks], found.authors, found.published
    (['date', 'byline', 'body'], ('Ann Lee',), datetime.date(2025, 2, 16))
    """
    front, end = front_matter(text)
    written = unwrapped(text, [line for line in paragraphs(text) if line.start >= end])
    bare = (_without_markup(text, line) for line in written)
    lines = [line for line in bare if any(map(str.isalnum, line.of(text)))]
    words = [LINE_BREAK.sub(" ", line.of(text)) for line in lines]
    parts = dict(_head_and_foot(words))
    title = title or next((part.span.of(text) for part in front if part.role == "title"), None)
    aside = asides(words, frozenset(parts))
    title_line = find_title(words, frozenset([*parts, *aside]), _headings(text, lines), title)
    if title_line is not None:
        parts[title_line] = (HeadPart("title", Span(0, len(words[title_line]))),)
    parts = _told_apart(parts)
    furniture = furniture_lines(words, frozenset([*parts, *aside]))
    story = [n for n in range(len(lines)) if n not in {*parts, *aside, *furniture}]

    blocks = [Block(part.role, part.span) for part in front]
    for number, line in enumerate(lines):
        if number in parts:
            blocks += [Block(part.role, part.span.moved(line.start)) for part in parts[number]]
        elif number in aside:
            blocks.append(Block(aside[number], line))
        elif number in furniture:
            blocks.append(Block("furniture", line))
        else:
            begins = dateline_end(words[number]) if number in story[:DATELINE_LINES] else 0
            blocks += _paragraph(text, line, furniture_in(words[number]), begins)
    titles = [block.span for block in blocks if block.role == "title"]
    bodies = [block.span for block in blocks if block.role == "body"]
    turns, signatures = find_turns(text, sorted([*titles, *bodies]), titles)
    blocks = [part for block in blocks for part in _cut(text, block, signatures)]
    said = [*front, *(part for line in sorted(parts) for part in parts[line])]
    return Blocks(
        tuple(blocks),
        title=next((block.span.of(text) for block in blocks if block.role == "title"), None),
        authors=next((part.authors for part in said if part.authors), ()),
        published=next((part.published for part in said if part.published), None),
        turns=tuple(turns),
    )


def _told_apart(parts: dict[int, tuple[HeadPart, ...]]) -> dict[int, tuple[HeadPart, ...]]:
    """The parts, of whose dates a bare one beside "first published" is that of the last change."""
    if not any(part.labelled and part.published for line in parts.values() for part in line):
        return parts
    return {
        number: tuple(
            replace(part, role="updated", published=None)
            if part.role == "date" and not part.labelled
            else part
            for part in line
        )
        for number, line in parts.items()
    }


def _without_markup(text: str, line: Span) -> Span:
    """The line without the signs of a Markdown heading, quotation, list or emphasis around it."""
    start, end = line.start, line.end
    while start < end and text[start] in MARKUP:
        start += 1
    attached = not text[start : start + 1].isspace() and text[line.start] not in "*_"
    if attached:
        start = line.start  # "-5 degrees", "#news": a sign that belongs to the words
    for sign in "*_":  # "**Emphasis**", but "rose by 5%*"
        while text[line.start] == sign and end > start and text[end - 1] == sign:
            end -= 1
    heading = CLOSED_HEADING.search(text, start, end) if text[line.start] == "#" else None
    end = heading.start() if heading else end
    return strip(text, Span(start, end))


def _headings(text: str, lines: list[Span]) -> frozenset[int]:
    """The numbers of the lines that a Markdown sign makes a first-level heading."""
    return frozenset(
        number
        for number, span in enumerate(lines[:HEAD_LINES])
        if text[max(0, span.start - 2) : span.start] == "# "
        and (span.start == 2 or text[span.start - 3] in "\r\n")
    )


def _head_and_foot(words: list[str]) -> Iterator[tuple[int, tuple[HeadPart, ...]]]:
    """The lines near both ends that wholly consist of dates and bylines."""
    near = [n for n in range(len(words)) if n < HEAD_LINES or n >= len(words) - HEAD_LINES]
    for number in near:
        neighbours = words[max(0, number - 1) : number] + words[number + 1 : number + 2]
        if parts := head_parts(words[number], neighbours, bare=0 < number < HEAD_LINES):
            yield number, parts


def _paragraph(text: str, line: Span, furniture: Sequence[Span], begins: int) -> Iterator[Block]:
    """A paragraph of the body, without the furniture in it and the dateline before it.

    Places count from its beginning.
    """
    if begins:
        yield Block("dateline", strip(text, Span(line.start, line.start + begins)))
    inside = [span.moved(line.start) for span in furniture]
    body = Block("body", Span(line.start + begins, line.end))
    yield from _cut(text, body, inside, "furniture")


def _cut(
    text: str, block: Block, places: Sequence[Span], role: Role = "signature"
) -> Iterator[Block]:
    """A paragraph of the body cut at the places in it that have another role."""
    inside = [place for place in places if block.role == "body" and block.span.contains(place)]
    if not inside:
        yield block
        return
    start = block.span.start
    for place in [*inside, Span(block.span.end, block.span.end)]:
        body = strip(text, Span(start, place.start))
        if any(map(str.isalnum, body.of(text))):
            yield Block(block.role, body)
        if len(place):
            yield Block(role, place)
        start = place.end
