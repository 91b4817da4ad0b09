"""The paragraphs that the lines of printed pages make up, across columns and pages."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from index.reading.page_layout import Line
from index.reading.tables import row_lines

SENTENCE_END = re.compile(r"[.!?…]['\"”’)\]]*$")
HYPHEN_AT_END = re.compile(r"([^\W\d_]+)[-‐\u00ad]$")
SLASH_AT_END = re.compile(r"\w/$")
LETTERS = re.compile(r"[^\W\d_]+")
COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LIST_SIGN = re.compile(r"(?:[•·▪◦–—*-]|\d{1,2}[.)])\s")
PAGE_NUMBER = re.compile(
    r"(?:page\s+)?(?:[–—-]\s?)?\d{1,4}(?:\s?[–—-])?(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE
)
EDGE_LINES = 2
"""At the top and at the bottom of a page, among which running heads are looked for."""
TABLE_ROWS = 3
"""Lines with as many cells each that make a table."""
WIDER_GAP = 1.3
"""Of the usual distance from line to line: a wider one parts paragraphs."""
LARGE = 1.2
"""Times the usual height of a line: headlines are larger."""
INDENT = 0.8
"""Line heights by which the first line of a paragraph can be moved to the right."""


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of all pages without page numbers and what stands at the edge of several pages."""
    edges = [_edge(page) for page in pages]
    counts = Counter(mark for edge in edges for mark in {_mark(line) for line in edge})
    repeated = {mark for mark, count in counts.items() if len(pages) > 2 and 2 * count > len(pages)}
    return [
        [
            line
            for line in page
            if line not in edge or not (_mark(line) in repeated or PAGE_NUMBER.fullmatch(line.text))
        ]
        for page, edge in zip(pages, edges, strict=True)
    ]


def paragraphs(pages: Sequence[Sequence[Line]]) -> tuple[str, tuple[int, ...]]:
    """The text of all pages, a line for each paragraph or row of a table, and where pages begin.

    A word divided at the end of a line is whole again; its hyphen stays if the text has it in
    the middle of a line.
    """
    lines = " ".join(line.text for page in pages for line in page)
    words = Counter(COMPOUND.findall(lines.casefold()))
    pieces, length, starts = [""], 0, []
    usual = median([line.height for page in pages for line in page] or [0])
    before: Line | None = None
    for page in pages:
        pitches = _pitches(page)
        starts.append(length + (before is not None))
        for number, group in enumerate(_grouped(page)):
            in_cells = len(group[0].cells) > 1
            for text in row_lines([line.cells for line in group]):
                if (
                    before is None
                    or in_cells
                    or _parts(before, group[0], pitches, usual, turned=not number)
                ):
                    joint = "\n" if length else ""
                else:
                    joint, kept = _joint(pieces[-1], text, words)
                    length -= len(pieces[-1]) - kept
                    pieces[-1] = pieces[-1][:kept]
                pieces.append(joint + text)
                length += len(pieces[-1])
            before = group[-1]
    return "".join(pieces), tuple(min(start, length) for start in starts)


def without_torn_rows(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], int]:
    """The lines of all pages without those that hold parts of several sentences side by side, and
    how many those are: columns, or cells of several lines, that nothing tells apart."""
    kept, torn = [], 0
    for page in pages:
        bad = {
            number
            for first, (line, after) in enumerate(pairwise(page))
            if _are_torn(line.cells, after.cells)
            for number in (first, first + 1)
        }
        kept.append([line for number, line in enumerate(page) if number not in bad])
        torn += len(bad)
    return kept, torn


def _are_torn(cells: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a sentence goes on from a cell of a line to the cell below it."""
    return len(cells) == len(below) > 1 and any(
        len(cell.split()) > 2
        and len(under.split()) > 1
        and under[0].islower()
        and not SENTENCE_END.search(cell)
        for cell, under in zip(cells, below, strict=True)
    )


def _edge(page: Sequence[Line]) -> list[Line]:
    down = sorted(page, key=lambda line: line.top)
    return [*down[:EDGE_LINES], *down[-EDGE_LINES:]]


def _mark(line: Line) -> str:
    """The words of a line without its numbers: the same on every page for a running head."""
    return re.sub(r"\d+", "#", line.text)


def _pitches(page: Sequence[Line]) -> dict[float, float]:
    """The usual distance from the top of a line to that of the next, by the column's left edge."""
    steps: dict[float, list[float]] = {}
    for line, after in pairwise(page):
        if line.column_left == after.column_left and after.top > line.top:
            steps.setdefault(line.column_left, []).append(after.top - line.top)
    return {column: median(found) for column, found in steps.items()}


def _grouped(page: Sequence[Line]) -> Iterator[list[Line]]:
    """The rows of each table together, and every other line alone."""
    start = 0
    while start < len(page):
        end, count = start + 1, len(page[start].cells)
        while count > 1 and end < len(page) and len(page[end].cells) == count:
            end += 1
        if end - start < TABLE_ROWS:
            end = start + 1
        yield list(page[start:end])
        start = end


def _parts(
    line: Line, after: Line, pitches: dict[float, float], usual: float, *, turned: bool
) -> bool:
    """Whether a paragraph ends between two lines, the page `turned` between them or not."""
    height = max(line.height, after.height)
    if abs(line.height - after.height) > 0.15 * height or LIST_SIGN.match(after.text):
        return True
    if HYPHEN_AT_END.search(line.text):
        return False
    if min(line.height, after.height) > LARGE * usual:
        return after.top - line.bottom > height  # a headline's lines are short and centred
    room = (line.column_right - line.right) / (line.column_right - line.column_left)
    ended = bool(SENTENCE_END.search(line.text))
    if turned or line.column_left != after.column_left or after.top < line.bottom - height:
        return ended or room > 0.4  # or it goes on over there
    stops = _would_fit(line, after) if ended else room > 0.4 and not after.text[0].islower()
    return stops or _is_apart(line, after, pitches.get(line.column_left, 0))


def _would_fit(line: Line, after: Line) -> bool:
    """Whether the first word of the next line could have stood on this one."""
    first = after.pieces[0]
    word = first.text.split(" ", 1)[0]
    width = (first.right - first.left) * len(word) / len(first.text)
    return line.right + width + INDENT * line.height < line.column_right


def _is_apart(line: Line, after: Line, pitch: float) -> bool:
    """Whether a wider gap than `pitch`, or an indent, parts two lines of a column."""
    indent = INDENT * after.height
    indented = after.left - after.column_left > indent > line.left - line.column_left
    return indented or after.top - line.top > WIDER_GAP * pitch > 0


def _joint(before: str, text: str, words: Counter[str]) -> tuple[str, int]:
    """What stands between two lines of a paragraph, and how much of the first is kept."""
    divided = HYPHEN_AT_END.search(before)
    if divided is None:
        return "" if SLASH_AT_END.search(before) else " ", len(before)
    if not text[0].islower():  # "Franco-" and "German"
        return "", len(before)
    first, second = divided[1].casefold(), LETTERS.findall(text)[0].casefold()
    if words[f"{first}-{second}"] and not words[first + second]:
        return "", len(before)
    return "", len(before) - 1
