"""The order in which the pieces of a printed page are read: columns, and what spans them.

A gutter is a strip of the page that few pieces of text cross. What crosses it, a headline over two
columns, divides the page into bands; in each band the columns are read one after the other. That
is the XY-cut of Nagy and Seth (ICPR 1984) with bands, so that a narrow gap above a column does.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

LEAST_LINES = 3
"""Lines on either side of a gutter: fewer stand side by side by chance, as name and date do."""
MOST_CROSSING = 0.34
"""Share of lines that cross a gutter, beside those that stand to its left and right."""
ALIGNED = 0.6
"""Share of a column's lines that begin at its edge; first lines and lists may be moved."""
COLUMN_FILL = 0.55
"""Of a column's width: its lines fill most of it, cells of a table less."""
TOUCHING = 0.05
"""Line heights between two pieces of a word."""
WIDE_GAP = 1.6
"""Line heights between the cells of a row; words stand closer."""
OTHER_SIZE = 0.08
"""Share by which the height of letters differs in another size."""
HEAD_GAP = 1.6
"""Line heights above which a gap parts what stands over the columns from them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words on one line of a page; the box in points, `top` counted downwards."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """From the font's highest letters to its lowest."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Half-way between top and bottom."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """The pieces of a line in a column, from left to right, and the edges of that column."""

    pieces: tuple[Piece, ...]
    column_left: float
    column_right: float

    @property
    def text(self) -> str:
        """The words of the line."""
        words = self.pieces[0].text
        for before, piece in pairwise(self.pieces):
            touching = piece.left - before.right < TOUCHING * piece.height
            words += piece.text if touching else f" {piece.text}"
        return words

    @property
    def left(self) -> float:
        """Where its first piece begins."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Where its last piece ends."""
        return max(piece.right for piece in self.pieces)

    @property
    def top(self) -> float:
        """Where its highest piece begins."""
        return min(piece.top for piece in self.pieces)

    @property
    def bottom(self) -> float:
        """Where its lowest piece ends."""
        return max(piece.bottom for piece in self.pieces)

    @property
    def height(self) -> float:
        """Of most of its pieces."""
        return median(piece.height for piece in self.pieces)

    @property
    def cells(self) -> tuple[str, ...]:
        """The words between wide gaps: the cells, if the line is a row of a table."""
        gaps = [piece.left - before.right for before, piece in pairwise(self.pieces)]
        if len(gaps) > 1 and max(gaps) < 1.1 * min(gaps):  # words that were spread to fill a line
            return (self.text,)
        cells = [self.pieces[0].text]
        for gap, piece in zip(gaps, self.pieces[1:], strict=True):
            if gap > WIDE_GAP * self.height:
                cells.append(piece.text)
            else:
                cells[-1] += f" {piece.text}"
        return tuple(cells)


def lines_in_order(pieces: Sequence[Piece], gutters: list[float] | None = None) -> list[Line]:
    """The lines of a page as they are read.

    `gutters` are those of the pages before, to which those of this page are added: two short ends
    of columns alone do not tell theirs.

    >>> left = [Piece(f"a{n} of the left column", 0, 90, 12 * n, 12 * n + 10) for n in range(4)]
    >>> right = [Piece(f"b{n} of the right column", 99, 190, 12 * n, 12 * n + 10) for n in range(4)]
    >>> " ".join(line.text[:2] for line in lines_in_order([*left, *right]))
    'a0 a1 a2 a3 b0 b1 b2 b3'
    """
    if not pieces:
        return []
    down = sorted(pieces, key=lambda piece: (piece.top, piece.left))
    return list(_ordered(down, [] if gutters is None else gutters))


def _ordered(pieces: list[Piece], known: list[float]) -> Iterator[Line]:
    gutter = _gutter(pieces)
    if gutter is not None:
        known.append(gutter)
    else:
        gutter = next((old for old in known if _parts(pieces, old)), None)
    edges = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    if gutter is None:
        yield from _rows(pieces, edges)
        return
    band: list[Piece] = []
    for piece in pieces:
        if piece.left < gutter < piece.right:
            yield from _columns(band, gutter, edges, known)
            yield from _rows([piece], edges)
            band = []
        else:
            band.append(piece)
    yield from _columns(band, gutter, edges, known)


def _columns(
    band: list[Piece], gutter: float, edges: tuple[float, float], known: list[float]
) -> Iterator[Line]:
    """The lines over the columns, then those of each column."""
    head = _head(band, gutter)
    yield from _rows(head, edges)
    rest = [piece for piece in band if piece not in head]
    for side in (
        [piece for piece in rest if piece.right <= gutter],
        [piece for piece in rest if piece.right > gutter],
    ):
        if side:
            yield from _ordered(side, known)


def _head(band: list[Piece], gutter: float) -> list[Piece]:
    """What stands at the top of a band over the columns: lines in other sizes than the columns',
    and a line or two that a gap in all columns parts from the rest."""
    rows, usual = _grouped(band), median([piece.height for piece in band] or [0])
    start = 0
    while start < len(rows) and rows[start][0].left < gutter and _differs(rows[start], usual):
        start += 1
    for end in range(start + 1, min(start + LEAST_LINES, len(rows))):
        gap = min(piece.top for piece in rows[end]) - max(piece.bottom for piece in rows[end - 1])
        if gap > (HEAD_GAP - 1) * usual:
            names = [piece.text for row in rows[start:end] for piece in row]
            prose = any(name[0].islower() or name.endswith(".") for name in names)
            start = start if prose else end
            break
    return [piece for row in rows[:start] for piece in row]


def _differs(row: list[Piece], usual: float) -> bool:
    return all(abs(piece.height - usual) > OTHER_SIZE * usual for piece in row)


def _rows(pieces: list[Piece], edges: tuple[float, float]) -> Iterator[Line]:
    """The lines of a single column between two edges, from top to bottom."""
    for row in _grouped(pieces):
        yield Line(tuple(row), *edges)


def _grouped(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces by line: those whose middles are less than half a line apart."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: piece.middle):
        if rows and piece.middle - rows[-1][0].middle < 0.5 * min(piece.height, rows[-1][0].height):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _gutter(pieces: list[Piece]) -> float | None:
    """The middle of the strip that parts two columns; None where there are none."""
    if len(pieces) < 2 * LEAST_LINES:
        return None
    rows = _grouped(pieces)
    best: tuple[int, float] | None = None
    gutter = None
    for left, right in _strips(pieces):
        middle = (left + right) / 2
        crossing = sum(any(piece.left < middle < piece.right for piece in row) for row in rows)
        if crossing <= MOST_CROSSING * len(rows) and _are_columns(pieces, middle):
            rank = (crossing, left - right)
            if best is None or rank < best:
                best, gutter = rank, middle
    return gutter


def _strips(pieces: list[Piece]) -> Iterator[tuple[float, float]]:
    """The strips between an end of a piece and the next beginning of another to the right."""
    ends = sorted({round(piece.right, 1) for piece in pieces})
    starts = sorted({round(piece.left, 1) for piece in pieces})
    least = 0.4 * median(piece.height for piece in pieces)
    for start in starts:
        before = [end for end in ends if end < start]
        if before and start - before[-1] >= least:
            yield before[-1], start


def _are_columns(pieces: list[Piece], gutter: float) -> bool:
    """Whether lines of prose stand on both sides, at the same height."""
    sides = (
        [piece for piece in pieces if piece.right <= gutter],
        [piece for piece in pieces if piece.left >= gutter],
    )
    if not all(_is_column(side) for side in sides):
        return False
    tops, bottoms = (
        [min(piece.top for piece in side) for side in sides],
        [max(piece.bottom for piece in side) for side in sides],
    )
    height = median(piece.height for piece in pieces)
    return min(bottoms) - max(tops) > (LEAST_LINES - 1) * height and _are_aligned(
        [row[0].left for row in _grouped(sides[1])], 0.25 * height
    )


def _parts(pieces: list[Piece], gutter: float) -> bool:
    """Whether lines stand on both sides of a gutter, none across it, those to its right aligned."""
    right = [piece for piece in pieces if piece.left >= gutter]
    return (
        any(piece.right <= gutter for piece in pieces)
        and bool(right)
        and not any(piece.left < gutter < piece.right for piece in pieces)
        and _are_aligned([row[0].left for row in _grouped(right)], 0.25 * right[0].height)
    )


def _are_aligned(starts: list[float], tolerance: float) -> bool:
    """Whether most lines begin at the same place, as those of a column do but words do not."""
    starts = sorted(starts)
    most = max(
        bisect_right(starts, start + tolerance) - number for number, start in enumerate(starts)
    )
    return most >= ALIGNED * len(starts)


def _is_column(side: list[Piece]) -> bool:
    rows = _grouped(side)
    if len(rows) < LEAST_LINES:
        return False
    left, right = min(piece.left for piece in side), max(piece.right for piece in side)
    filled = [sum(piece.right - piece.left for piece in row) / (right - left) for row in rows]
    words = median(sum(len(piece.text.split()) for piece in row) for row in rows)
    return median(filled) > COLUMN_FILL and words > 2
