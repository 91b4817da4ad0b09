"""The letters of a PDF's page, turned upright, as pieces of lines."""

import math
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from index.errors import ArticleError
from index.reading.page_layout import Piece

PIECE_GAP = 0.45
"""Heights of a letter from which on a gap may be a gutter or the border of a cell."""
MOST_UNNAMED = 0.03
"""Share of letters that fonts do not name, above which the words are not those on the page."""
UNNAMED = ("Cc", "Cn", "Co")
"""Categories of what stands for a letter that a font does not name, as U+FFFD does too."""
MOST_COVERED = 0.1
"""Share of letters in pieces that lie on others, above which nobody can tell their order."""
DROP_CAP = 1.8
"""Times the usual height from which on one or two letters begin the words to the right of them."""
HYPHENS = "\x02\ufffe"
"""What PDFium puts for a hyphen at the end of a line."""


Edges = tuple[float, float, float, float]
"""Left, right, top and bottom of a box in points, downwards."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A character, or those of a ligature, and their box; `spaced` tells a space before it."""

    sign: str
    edges: Edges
    spaced: bool

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.edges[0]

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.edges[1]

    @property
    def top(self) -> float:
        """Where the font's highest letters begin."""
        return self.edges[2]

    @property
    def bottom(self) -> float:
        """Where the font's lowest letters end."""
        return self.edges[3]

    @property
    def height(self) -> float:
        """From the font's highest letters to its lowest."""
        return self.bottom - self.top


def page_letters(page: Any) -> tuple[list[Letter], int]:
    """The letters of a page that PDFium opened, in the order in which they are drawn, and how many
    stand askew or sideways and are left out."""
    from pypdfium2 import raw

    text, box = page.get_textpage(), raw.FS_RECTF()
    drawn: list[tuple[int | None, Letter]] = []
    spaced, quarter = False, _quarter(0)
    for number in range(text.count_chars()):
        sign = _sign(raw.FPDFText_GetUnicode(text, number))
        if sign.isspace():
            spaced = True
            continue
        raw.FPDFText_GetLooseCharBox(text, number, box)
        if spaced or not drawn:  # the letters of a word stand alike
            quarter = _quarter(raw.FPDFText_GetCharAngle(text, number))
        edges = _turned((box.left, box.right, -box.top, -box.bottom), quarter or 0)
        if drawn and not spaced and drawn[-1][1].edges == edges:  # a ligature, "fi"
            before = drawn.pop()[1]
            sign, spaced = before.sign + sign, before.spaced
        drawn.append((quarter, Letter(sign, edges, spaced)))
        spaced = False
    upright = Counter(quarter for quarter, _ in drawn if quarter is not None).most_common(1)
    kept = [letter for quarter, letter in drawn if upright and quarter == upright[0][0]]
    return kept, len(drawn) - len(kept)


def _sign(code: int) -> str:
    sign = chr(code) if code < 0x110000 else "\ufffd"
    return "-" if sign in HYPHENS else sign


def _quarter(angle: float) -> int | None:
    """The quarter turns of a letter with the clock; None for a letter that stands askew."""
    turns = angle / (math.pi / 2)
    return round(turns) % 4 if abs(turns - round(turns)) < 0.1 else None


def _turned(edges: Edges, quarter: int) -> Edges:
    """The box when the page is turned until its letters stand upright."""
    left, right, top, bottom = edges
    return (
        (left, right, top, bottom),
        (top, bottom, -right, -left),
        (-right, -left, -bottom, -top),
        (-bottom, -top, left, right),
    )[quarter]


def pieces(letters: Sequence[Letter]) -> list[Piece]:
    """The runs of words that the letters of a page make up, drop caps joined to their words.

    Raises ArticleError (the end of a sentence that the file's name begins) where the words of a
    page cannot be told: its fonts do not name their letters, or words lie on others.
    """
    unnamed = sum(
        letter.sign == "\ufffd" or unicodedata.category(letter.sign[0]) in UNNAMED
        for letter in letters
    )
    if unnamed > MOST_UNNAMED * len(letters):
        raise ArticleError(
            "has fonts that do not say which letters they draw: give the article as HTML or DOCX."
        )
    runs: list[list[Letter]] = []
    for letter in letters:
        if runs and _is_doubled(runs[-1], letter):
            continue
        if not runs or _parted(runs[-1][-1], letter):
            runs.append([])
        runs[-1].append(letter)
    found, covered = _told_apart([_piece(run) for run in runs])
    if covered > MOST_COVERED * len(letters):
        raise ArticleError(
            "has text that lies on other text, whose order cannot be told: "
            "give the article as HTML or DOCX."
        )
    return _with_drop_caps(found)


def _is_doubled(run: Sequence[Letter], letter: Letter) -> bool:
    """Whether a letter was drawn already, as those of bold words and shadows can be."""
    return any(
        letter.sign == other.sign
        and abs(letter.left - other.left) < 0.12 * letter.height
        and abs(letter.top - other.top) < 0.25 * letter.height
        for other in run[-2:]
    )


def _told_apart(found: Sequence[Piece]) -> tuple[list[Piece], int]:
    """The pieces without those drawn a second time, and how many letters lie on others."""
    kept: list[Piece] = []
    covered = 0
    near: list[Piece] = []
    for piece in sorted(found, key=lambda piece: piece.top):
        near = [other for other in near if other.bottom > piece.top]
        under = [other for other in near if _lies_on(piece, other)]
        if any(other.text == piece.text for other in under):
            continue
        covered += len(piece.text) if under else 0
        near.append(piece)
        kept.append(piece)
    order = {id(piece): number for number, piece in enumerate(found)}
    return sorted(kept, key=lambda piece: order[id(piece)]), covered


def _lies_on(piece: Piece, other: Piece) -> bool:
    """Whether a quarter of the shorter piece, and most of its height, lie on the other."""
    width = min(piece.right, other.right) - max(piece.left, other.left)
    height = min(piece.bottom, other.bottom) - max(piece.top, other.top)
    return width > 0.25 * min(
        piece.right - piece.left, other.right - other.left
    ) and height > 0.6 * min(piece.height, other.height)


def _parted(before: Letter, letter: Letter) -> bool:
    """Whether a letter does not follow another on the same line, or only after a wide gap."""
    height = max(before.height, letter.height)
    return (
        abs(before.bottom - letter.bottom) > 0.3 * height
        or abs(before.height - letter.height) > 0.3 * height
        or not -0.5 * height < letter.left - before.right < PIECE_GAP * height
    )


def _piece(run: Sequence[Letter]) -> Piece:
    words = "".join(f" {letter.sign}" if letter.spaced else letter.sign for letter in run)
    return Piece(
        text=words.strip(),
        left=run[0].left,
        right=max(letter.right for letter in run),
        top=min(letter.top for letter in run),
        bottom=max(letter.bottom for letter in run),
    )


def _with_drop_caps(found: list[Piece]) -> list[Piece]:
    """The pieces, where a letter of several lines' height begins the words beside its top."""
    usual = median([piece.height for piece in found] or [0])
    large = [piece for piece in found if piece.height > DROP_CAP * usual]
    caps = [piece for piece in large if len(piece.text) < 3]
    for cap in caps:
        beside = [
            piece
            for piece in found
            if piece.height < cap.height
            and -0.2 * cap.height < piece.left - cap.right < cap.height
            and cap.top - 0.3 * usual < piece.middle < cap.top + 1.2 * usual
        ]
        if beside:
            first = min(beside, key=lambda piece: (piece.top, piece.left))
            found[found.index(first)] = Piece(
                cap.text + first.text, cap.left, first.right, first.top, first.bottom
            )
            found.remove(cap)
    return found
