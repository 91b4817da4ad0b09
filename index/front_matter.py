"""The front matter of a Markdown file: its title, author and date as YAML."""

import re

from index.heads import HeadPart, head_parts
from index.text import Span, strip

FRONT_MATTER = re.compile(
    r"---[ \t]*(?:\r\n|\n|\r)(?P<lines>(?:(?!---).{0,500}(?:\r\n|\n|\r)){1,60}?)"
    r"---[ \t]*(?=[\r\n]|$)"
)
FIELD = re.compile(
    r"^[ \t]*(?P<key>[\w-]{1,40})[ \t]*:[ \t]*[\"'\[]*(?P<value>[^\r\n]*?)[\"'\]]*[ \t]*\r?$",
    re.MULTILINE,
)
LINE_WITH_WORDS = re.compile(r"[^\r\n]*[^\W_][^\r\n]*")


def front_matter(text: str) -> tuple[list[HeadPart], int]:
    """The parts of the front matter, placed in `text`, and where the text after it begins.

    The values of title, author and date are parts; what else stands there is furniture.

    >>> parts, end = front_matter("---\\ntitle: A bridge\\ntags: town\\n---\\nIt opened.")
    >>> [(part.role, part.span.start, part.span.end) for part in parts], end
    ([('furniture', 4, 10), ('title', 11, 19), ('furniture', 20, 30)], 34)
    """
    found = FRONT_MATTER.match(text, 1 if text.startswith("\ufeff") else 0)
    if found is None or not FIELD.search(found["lines"]):
        return [], 0
    parts: list[HeadPart] = []
    for line in LINE_WITH_WORDS.finditer(text, found.start("lines"), found.end("lines")):
        span = strip(text, Span(*line.span()))
        part = _part(text, span)
        key = Span(span.start, part.span.start if part else span.end)
        parts.append(HeadPart("furniture", strip(text, key)))
        parts += [part] if part else []
    return parts, found.end()


def _part(text: str, line: Span) -> HeadPart | None:
    """The title, byline or date that a line states; None when it states something else."""
    field = FIELD.match(line.of(text))
    if field is None or not any(map(str.isalnum, field["value"])):
        return None
    value = strip(text, Span(*field.span("value")).moved(line.start))
    key, words = field["key"].casefold(), value.of(text)
    if key == "title":
        return HeadPart("title", value)
    if key in ("author", "authors", "by", "byline"):
        said = head_parts(f"By {words.removeprefix('By ')}", [], bare=False)
        return HeadPart("byline", value, authors=said[0].authors) if said else None
    if key in ("date", "published", "pubdate", "publishdate"):
        said = head_parts(words, [], bare=False)
        return HeadPart("date", value, published=said[0].published) if said else None
    return None
