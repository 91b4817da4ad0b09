"""The head of an article: its title, and who wrote it when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from index.text import Span

LONGEST_TITLE = 250
LONGEST_HEAD_LINE = 200

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?"
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
    rf"(?:(?P<update>{UPDATE_WORDS})|"
    r"(?:first\s+|originally\s+)?(?:published|posted|issued|created)|date)"
)
DATED = re.compile(
    rf"(?:{DATE_LABEL}(?:\s+on)?\s*:?\s*)?(?:{TIME}{TIME_GAP})?{DATE}(?:{TIME_GAP}{TIME})?",
    re.IGNORECASE,
)
AGE = re.compile(r"(?:\w+ )?\d+ (?:minute|min|hour|day|week)s? ago", re.IGNORECASE)

PARTICLE = r"d[aeiou]s?|v[ao]n|de[lnr]|la|le|bin|bint|al|el|ter|ten|y"
PROPER_NAME = re.compile(rf"(?:(?:[^\W\d_a-z][\w.’'-]*|{PARTICLE})(?:\s+|$)){{1,6}}")
BYLINE_OPENING = re.compile(
    r"(?:(?:written|story|words|report|reporting|analysis|opinion|review)\s+)?by:?\s+", re.I
)
SIGN_OFF = re.compile(
    r"\(?(?:additional )?(?:reporting|writing) by (?P<names>[^;]{3,150})"
    r"(?:;\s*(?:additional )?(?:reporting|writing|editing) by [^;]{3,150}){0,4}[.)]*",
    re.IGNORECASE,
)
NAME_SEPARATOR = re.compile(r"\s*(?:[,;|&/•·]|\band\b|\bwith\b|\s[-–—]\s)\s*")
WRITER_WORD = re.compile(
    r"\b(?:staff|writers?|correspondents?|reporters?|editors?|columnists?|contributors?|journalists?|"
    r"bureau|desk|reuters|a\.?p\.?|afp|bbc|cnn|npr|bloomberg|news|press|times|post|journal|guardian|"
    r"herald|tribune|chronicle|magazine|agency|agencies|service|network|newsroom|media|today|"
    r"politico|fox|nbc|cbs|abc|telegraph|independent|observer|mail|standard|gazette|team|editorial)\b",
    re.IGNORECASE,
)
NOT_A_NAME = re.compile(rf"(?:{WEEKDAY}|{MONTH}$|christmas|easter|an?\s)", re.IGNORECASE)
CONTACT = re.compile(r"(?:@\w+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)$")
READING_TIME = re.compile(r"\d+[- ]min(?:ute)?s?(?: read| reading time)?\.?$", re.IGNORECASE)
SEPARATOR = re.compile(r"\s*(?:[|•·]|\s/\s|\s[-–—]\s|\t)\s*")
LEADING_SIGNS = re.compile(r"^[\s,;:|•·/–—-]+")
TRAILING_SIGNS = re.compile(r"(?:(?:^|\s)(?:on|at))?[\s,;:|•·/–—-]*$", re.IGNORECASE)
BYLINE_START = re.compile(r"\bby\s+(?=[^\W\d_a-z])", re.IGNORECASE)

FINAL_STOP = re.compile(r"[.,;:]['\"”’)\]]*$")
SENTENCE_END = re.compile(r"[.!?…:]['\"”’)\]]*$")


@dataclass(frozen=True, slots=True)
class HeadPart:
    """A title, date, byline or furniture: where it stands, and what it says."""

    role: Literal["title", "date", "byline", "furniture"]
    span: Span
    authors: tuple[str, ...] = ()
    published: date | None = None


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
    if (signed := SIGN_OFF.fullmatch(line)) and (authors := _authors(signed["names"])):
        return (HeadPart("byline", Span(0, len(line)), authors=authors),)
    parts = []
    for piece in _pieces(line):
        part = _head_part(line, piece)
        if part is None:
            return _bare_byline(line, neighbours) if bare else ()
        parts.append(part)
    said = any(part.role == "date" or part.authors for part in parts)
    return tuple(parts) if said else ()


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


def _head_part(line: str, piece: Span) -> HeadPart | None:
    words = piece.of(line)
    if (dated := DATED.fullmatch(words)) is not None:
        published = None if dated["update"] else _parsed(dated["date"], dated["sign"])
        return HeadPart("date", piece, published=published)
    if AGE.fullmatch(words):
        return HeadPart("date", piece)
    if READING_TIME.match(words) or CONTACT.match(words) or re.fullmatch(DATE_LABEL, words, re.I):
        return HeadPart("furniture", piece)
    authors = _byline(words)
    return None if authors is None else HeadPart("byline", piece, authors=authors)


def _byline(words: str) -> tuple[str, ...] | None:
    """The authors that a byline names, none for an outlet alone; None where it is no byline."""
    if (by := BYLINE_OPENING.match(words)) is not None:
        return _authors(words[by.end() :]) or None
    if not WRITER_WORD.search(words) or SENTENCE_END.search(words):
        return None
    if PROPER_NAME.fullmatch(words):
        return ()
    authors = _authors(words) if len(NAME_SEPARATOR.split(words)) > 1 else ()
    return authors if authors and not WRITER_WORD.search(authors[0]) else None


def _bare_byline(line: str, neighbours: Sequence[str]) -> tuple[HeadPart, ...]:
    dated = any(len(words) < LONGEST_HEAD_LINE and DATED.search(words) for words in neighbours)
    names = [name for name in NAME_SEPARATOR.split(line) if name]
    if dated and all(PROPER_NAME.fullmatch(name) and 2 <= len(name.split()) <= 4 for name in names):
        return (HeadPart("byline", Span(0, len(line)), authors=tuple(names)),)
    return ()


def _authors(words: str) -> tuple[str, ...]:
    """The names in a byline; none when it holds something that is neither a name nor an outlet."""
    authors: list[str] = []
    for number, raw in enumerate(NAME_SEPARATOR.split(words.strip(" .()"))):
        piece = re.split(r"\s+(?:in|for|at|of)\s+", raw.strip(), maxsplit=1)[0]
        if not piece or CONTACT.match(piece) or (number and WRITER_WORD.search(piece)):
            continue
        if not _is_name(piece):
            return ()
        if not number or len(piece.split()) > 1:
            authors.append(piece)
    return tuple(authors)


def _is_name(piece: str) -> bool:
    """Whether words are a person's name, or "the" and the name of an outlet."""
    if NOT_A_NAME.match(piece):
        return False
    bare = re.sub(r"^the\s+", "", piece, flags=re.IGNORECASE)
    return bool(PROPER_NAME.fullmatch(bare)) and (bare == piece or bool(WRITER_WORD.search(bare)))


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
