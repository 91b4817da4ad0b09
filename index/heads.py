"""The head of an article: its title, and who wrote it when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from index.bylines import (
    BYLINE_OPENING,
    CONTACT,
    MONTH,
    WEEKDAY,
    bare_byline,
    byline,
    is_other_work,
    signed,
)
from index.text import Span

LONGEST_TITLE, LONGEST_HEAD_LINE = 250, 200
"""Characters: far more than any that was seen. Longer lines are paragraphs."""

DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = (
    rf"(?:{WEEKDAY},?\s+)?(?P<date>{MONTH}\s+{DAY},?\s+\d{{4}}|{DAY}\s+(?:of\s+)?{MONTH},?\s+\d{{4}}|"
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}(?P<sign>[/.-])\d{1,2}(?P=sign)\d{4})"
)
TIME = (
    r"(?:T?\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)"
    r"(?:\s*(?:Z|\(?[A-Z]{2,5}\)?|[+-]\d{2}:?\d{2})(?![a-z]))?"
)
TIME_GAP = r"[\s,]*(?:\b(?:at|on)\b|[-–—|•·])?[\s,]*"
UPDATE_WORDS = r"(?:last\s+)?(?:updated|modified|edited|revised)"
DATE_LABEL = (
    rf"(?:(?P<updated>{UPDATE_WORDS})|"
    r"(?P<published>(?:first\s+|originally\s+)?(?:published|posted|issued|created))|date)"
)
DATED = re.compile(
    rf"(?:{DATE_LABEL}(?:\s+on)?\s*:?\s*)?(?:{TIME}{TIME_GAP})?{DATE}(?:{TIME_GAP}{TIME})?",
    re.IGNORECASE,
)
LABEL_ALONE = re.compile(DATE_LABEL, re.IGNORECASE)
AGE = re.compile(r"(?:\w+ )?\d+ (?:minute|min|hour|day|week)s? ago", re.IGNORECASE)

READING_TIME = re.compile(r"\d+[- ]min(?:ute)?s?(?: read| reading time)?\.?$", re.IGNORECASE)
BUTTON = re.compile(
    r"(?:e-?mail|follow|contact|about) (?:the )?(?:authors?|writers?|reporters?)|(?:see|view|read) "
    r"(?:all|more)(?: \w+){0,2} by \w.{0,40}|view (?:profile|bio)|bio|follow",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"\s*(?:[|•·]|\s/\s|\s[-–—]\s|\t)\s*")
LEADING_SIGNS = re.compile(r"^[\s,;:|•·/–—-]+")
TRAILING_SIGNS = re.compile(r"(?:(?:^|\s)(?:on|at))?[\s,;:|•·/–—-]*$", re.IGNORECASE)
BYLINE_START = re.compile(r"\bby\s+(?=[^\W\d_a-z])", re.IGNORECASE)

FINAL_STOP = re.compile(r"[.,;:]['\"”’)\]]*$")
SENTENCE_END = re.compile(r"[.!?…:]['\"”’)\]]*$")


@dataclass(frozen=True, slots=True)
class HeadPart:
    """A title, date, byline or furniture: where it stands, and what it says.

    `labelled` tells a date that says "published" from a bare one.
    """

    role: Literal["title", "date", "updated", "byline", "furniture"]
    span: Span
    authors: tuple[str, ...] = ()
    published: date | None = None
    labelled: bool = False


def find_title(
    lines: Sequence[str], head: frozenset[int], headings: frozenset[int], title: str | None
) -> int | None:
    """The number of the line that is the title: `title` itself, a heading, or like a headline."""
    if title is not None:
        wanted = _letters(title)
        same = (n for n, line in enumerate(lines[:6]) if _same_title(_letters(line), wanted))
        return next(same, None)
    if headings:
        return min(headings)
    for number, line in enumerate(lines[:4]):
        if number in head:
            continue
        if _like_headline(line) and _prose_follows(lines, number, head):
            return number
        if len(line.split()) > 2 or SENTENCE_END.search(line):
            return None  # only a short kicker ("WORLD", "Opinion") may stand above a title
    return None


def head_parts(line: str, neighbours: Sequence[str], *, bare: bool) -> tuple[HeadPart, ...]:
    """The dates and bylines that a line consists of; none where it holds anything else.

    A name alone is a byline only where `bare` allows it, beside a date line.

    >>> head_parts("By Ann Lee and Bo Ek, Reuters", [], bare=False)[0].authors
    ('Ann Lee', 'Bo Ek')
    """
    if len(line) > LONGEST_HEAD_LINE:
        return ()
    if authors := signed(line):
        return (HeadPart("byline", Span(0, len(line)), authors=authors),)
    dated = any(len(words) < LONGEST_HEAD_LINE and DATED.search(words) for words in neighbours)
    parts = []
    for piece in _pieces(line):
        part = _head_part(line, piece, plain=bare and dated)
        if part is None:
            authors = bare_byline(line) if bare and dated else None
            return (HeadPart("byline", Span(0, len(line)), authors=authors),) if authors else ()
        parts.append(part)
    return tuple(parts) if any(_tells(line, part) for part in parts) else ()


def _tells(line: str, part: HeadPart) -> bool:
    """Whether a part makes its line one of the head, which an outlet's bare name does not."""
    if part.role == "byline":
        return bool(part.authors or BYLINE_OPENING.match(line, part.span.start))
    return part.role != "furniture"


def _pieces(line: str) -> list[Span]:
    """The parts of a line between signs such as "/" and "|", and around the dates in it."""
    dates = [Span(*found.span()) for found in DATED.finditer(line)]
    signs = (Span(*found.span()) for found in SEPARATOR.finditer(line))
    cuts = [sign for sign in signs if not any(date.contains(sign) for date in dates)]
    cuts += [Span(found.start(), found.start()) for found in BYLINE_START.finditer(line)]
    pieces = [*dates]
    position = 0
    for cut in [*sorted([*dates, *cuts]), Span(len(line), len(line))]:
        pieces.append(Span(position, max(position, cut.start)))
        position = max(position, cut.end)
    return [piece for piece in sorted(_trimmed(line, piece) for piece in pieces) if len(piece)]


def _trimmed(line: str, piece: Span) -> Span:
    """The piece without white space, commas and signs at its ends, and without a lone "on"."""
    words = LEADING_SIGNS.sub("", piece.of(line))
    start = piece.end - len(words)
    return Span(start, start + len(TRAILING_SIGNS.sub("", words)))


def _head_part(line: str, piece: Span, *, plain: bool) -> HeadPart | None:
    words = piece.of(line)
    if (dated := DATED.fullmatch(words)) is not None:
        if dated["updated"]:
            return HeadPart("updated", piece)
        day, labelled = _parsed(dated["date"], dated["sign"]), bool(dated["published"])
        return HeadPart("date", piece, published=day, labelled=labelled)
    if AGE.fullmatch(words):
        return HeadPart("date", piece)
    furniture = (READING_TIME, CONTACT, LABEL_ALONE, BUTTON)
    if any(form.fullmatch(words) for form in furniture) or is_other_work(words):
        return HeadPart("furniture", piece)
    authors = byline(words, plain=plain)
    return None if authors is None else HeadPart("byline", piece, authors=authors)


def _parsed(words: str, sign: str | None) -> date | None:
    """The day that a date names; none when it could be two days ("03/04/2025")."""
    from dateutil.parser import parse

    plain = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|\bof\b", "", words, flags=re.IGNORECASE)
    try:
        days = {
            parse(plain, dayfirst=first, ignoretz=True, default=datetime(2000, 1, 1)).date()
            for first in ((True,) if sign == "." else (False,) if not sign else (False, True))
        }
    except (ValueError, OverflowError):
        return None
    return days.pop() if len(days) == 1 else None


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))


def _same_title(line: str, title: str) -> bool:
    """Whether a line is the title, or all of it but the name of the site at its end."""
    return bool(line) and (line == title or (len(line) > 20 and title.startswith(line)))


def _like_headline(line: str) -> bool:
    """Whether a line is short, begins like a headline and does not end as a sentence does."""
    return (
        len(line) <= LONGEST_TITLE
        and len(line.split()) <= 30
        and not FINAL_STOP.search(line)
        and not line[0].islower()
        and "://" not in line
    )


def _prose_follows(lines: Sequence[str], number: int, head: frozenset[int]) -> bool:
    """Whether the next line that is neither date nor byline is a sentence, or a standfirst is."""
    rest = [line for other, line in enumerate(lines) if other > number and other not in head][:2]
    short = len(lines[number].split()) < 3
    follows = rest[:1] if short else rest
    return any(len(line.split()) > (4 if SENTENCE_END.search(line) else 30) for line in follows)
