"""PDF files: their lines joined to whole paragraphs."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.errors import ArticleError
from index.reading.contents import LONGEST_TEXT, Contents

MOST_PAGES = 500
SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]*$")
HYPHEN_AT_END = re.compile(r"([^\W\d_]+)[-‐\u00ad]$")
LETTERS = re.compile(r"[^\W\d_]+")
COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LIST_SIGN = re.compile(r"(?:[•·▪◦–—*-]|\d{1,2}[.)])\s")
PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)


def parse_pdf(data: bytes) -> Contents:
    """The text of a PDF, a line for each paragraph: words divided at line ends joined again, page
    numbers and running heads left out.

    Raises ArticleError (the end of a sentence that the file's name begins) when the file is
    locked or holds no text.
    """
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise ArticleError("is locked with a password: save it without the password.")
    if len(reader.pages) > MOST_PAGES:
        raise ArticleError(f"has too many pages: an article may have {MOST_PAGES} at most.")
    pages, length = [], 0
    for page in reader.pages:
        pages.append([line.strip() for line in page.extract_text().splitlines()])
        length += sum(map(len, pages[-1]))
        if length > LONGEST_TEXT:
            raise ArticleError(f"holds too much text: more than {LONGEST_TEXT:,} characters.")
    text = "\n".join(joined(without_running_heads(pages)))
    if not any(map(str.isalnum, text)):
        raise ArticleError("is a PDF without text, perhaps a scan: give a PDF with a text layer.")
    meta = reader.metadata
    beginning = text[:1000].casefold()
    author = " ".join((meta.author or "").split()) if meta else ""
    return Contents(text, authors=(author,) if author and author.casefold() in beginning else ())


def without_running_heads(pages: Sequence[Sequence[str]]) -> list[str]:
    """The lines of all pages without page numbers and what stands at the edge of several pages."""
    edges = Counter(
        mark for page in pages for mark in {_mark(line) for line in (*page[:2], *page[-2:])}
    )
    lines = []
    for page in pages:
        for number, line in enumerate(page):
            at_edge = number < 2 or number >= len(page) - 2
            repeated = len(pages) > 2 and edges[_mark(line)] > len(pages) / 2
            if not at_edge or not line or not (repeated or PAGE_NUMBER.fullmatch(line)):
                lines.append(line)
    return lines


def joined(lines: Sequence[str]) -> Iterator[str]:
    """The paragraphs that the lines of a page make up.

    >>> list(joined(["The coun-", "cil of the old town met today.", "It rained."]))
    ['The council of the old town met today. It rained.']
    """
    widths = sorted(len(line) for line in lines if line)
    width = widths[len(widths) * 9 // 10] if widths else 0
    words = Counter(COMPOUND.findall(" ".join(lines).casefold()))
    paragraph = ""
    for line, after in pairwise([*lines, ""]):
        paragraph = _continued(paragraph, line, words)
        if paragraph and _ends(line, after, width):
            yield paragraph
            paragraph = ""


def _mark(line: str) -> str:
    """A line without its numbers: the same on every page for a running head."""
    return re.sub(r"\d+", "#", line)


def _ends(line: str, after: str, width: int) -> bool:
    """Whether a paragraph ends with this line: by a gap, a short line or a sign of a list."""
    if not line or not after or LIST_SIGN.match(after):
        return True
    if HYPHEN_AT_END.search(line):
        return False
    if SENTENCE_END.search(line):
        return len(line) < 0.85 * width
    return len(line) < 0.6 * width and not after[0].islower()


def _continued(paragraph: str, line: str, words: Counter[str]) -> str:
    """The paragraph and the next line; a hyphen between them stays if the text has it elsewhere."""
    divided = HYPHEN_AT_END.search(paragraph)
    if divided is None or not line:
        return f"{paragraph} {line}".strip()
    if not line[0].islower():  # "Franco-" and "German"
        return paragraph + line
    first, second = divided[1].casefold(), LETTERS.findall(line)[0].casefold()
    if words[f"{first}-{second}"] and not words[first + second]:
        return paragraph + line
    return paragraph[:-1] + line
