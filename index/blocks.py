"""This file is about the parts of an article: title, byline, date, body and furniture."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from index.furniture import furniture_in, furniture_lines
from index.heads import HeadPart, find_title, head_parts
from index.text import Span, paragraphs, strip

Role = Literal["title", "byline", "date", "body", "furniture"]

MARKUP = "#>*_=~`-•·\\|"
HEAD = 8
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


def find_blocks(text: str, title: str | None = None) -> Blocks:
    """The blocks of a text; `title`, if it is known already, helps to find its line.

    Every letter and digit of the text is in exactly one block. What a block leaves out is white
    space, the signs of Markdown before and after a line, and the sign between a date and a byline.
    A line that is not clearly something else is body.

    >>> found = find_blocks("02/16/2025 / By Ann Lee\\nThe bridge opened. Crowds came.")
    >>> [block.role for block in found.blocks], found.authors, found.published
    (['date', 'byline', 'body'], ('Ann Lee',), datetime.date(2025, 2, 16))
    """
    lines = [
        span
        for line in paragraphs(text)
        if len(span := _without_markup(text, line)) and any(map(str.isalnum, span.of(text)))
    ]
    words = [span.of(text) for span in lines]
    parts = dict(_head_and_foot(words))
    title_line = find_title(words, frozenset(parts), _headings(text, lines), title)
    if title_line is not None:
        parts.pop(title_line, None)
    taken = frozenset(parts) | ({title_line} if title_line is not None else frozenset())
    furniture = furniture_lines(words, taken)

    blocks: list[Block] = []
    for number, (span, line) in enumerate(zip(lines, words, strict=True)):
        if number == title_line:
            blocks.append(Block("title", span))
        elif number in parts:
            blocks += [
                Block(part.role, Span(span.start + part.start, span.start + part.end))
                for part in parts[number]
            ]
        elif number in furniture:
            blocks.append(Block("furniture", span))
        else:
            blocks += _body(text, span, furniture_in(line))
    return Blocks(
        tuple(blocks),
        title=words[title_line] if title_line is not None else None,
        authors=_authors(parts),
        published=_published(parts),
    )


def _without_markup(text: str, line: Span) -> Span:
    """The line without the signs of a Markdown heading, quotation, list or emphasis around it."""
    start, end = line.start, line.end
    while start < end and text[start] in MARKUP:
        start += 1
    attached = not text[start : start + 1].isspace() and text[line.start] not in "*_"
    if attached:
        start = line.start  # "-5 degrees", "#news": a sign that belongs to the words
    while end > start and text[end - 1] in "#*_":
        end -= 1
    return strip(text, Span(start, end))


def _headings(text: str, lines: list[Span]) -> frozenset[int]:
    """The numbers of the lines that a Markdown sign makes a first-level heading."""
    return frozenset(
        number
        for number, span in enumerate(lines[:HEAD])
        if text[max(0, span.start - 2) : span.start] == "# "
        and (span.start == 2 or text[span.start - 3] in "\r\n")
    )


def _head_and_foot(words: list[str]) -> Iterator[tuple[int, tuple[HeadPart, ...]]]:
    """The lines near both ends that wholly consist of dates and bylines."""
    near = [n for n in range(len(words)) if n < HEAD or n >= len(words) - HEAD]
    for number in near:
        neighbours = words[max(0, number - 1) : number] + words[number + 1 : number + 2]
        if parts := head_parts(words[number], neighbours, bare=0 < number < HEAD):
            yield number, parts


def _body(text: str, span: Span, furniture: list[tuple[int, int]]) -> Iterator[Block]:
    """A paragraph cut at the furniture inside it."""
    start = span.start
    for first, last in furniture:
        before = strip(text, Span(start, span.start + first))
        if len(before):
            yield Block("body", before)
        yield Block("furniture", Span(span.start + first, span.start + last))
        start = span.start + last
    rest = strip(text, Span(start, span.end))
    if len(rest):
        yield Block("body", rest)


def _authors(parts: dict[int, tuple[HeadPart, ...]]) -> tuple[str, ...]:
    """The authors of the first byline that names any."""
    named = (part.authors for line in sorted(parts) for part in parts[line] if part.authors)
    return next(named, ())


def _published(parts: dict[int, tuple[HeadPart, ...]]) -> date | None:
    """The first date that is not that of an update."""
    dates = (part.published for line in sorted(parts) for part in parts[line] if part.published)
    return next(dates, None)
