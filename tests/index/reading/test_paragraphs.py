"""Tests of paragraphs: lines joined, words whole, running heads and torn rows left out."""

import pytest

from index.reading.page_layout import Line, Piece
from index.reading.paragraphs import paragraphs, without_running_heads, without_torn_rows


def page(*texts: str, step: float = 12, size: float = 10, left: float = 0) -> list[Line]:
    """Lines of a column 300 points wide, 5 points a letter; "|" parts cells."""
    lines = []
    for number, text in enumerate(texts):
        top, x, pieces = step * number, left, []
        for cell in text.split("|"):
            pieces.append(Piece(cell, x, x + 5 * len(cell), top, top + size))
            x = pieces[-1].right + 30
        lines.append(Line(tuple(pieces), left, left + 300))
    return lines


def joined(*lines: str) -> list[str]:
    return paragraphs([page(*lines)])[0].split("\n")


FULL = "The town opened its new bridge on Monday after nine years of"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([FULL, "work and much rain."], [f"{FULL} work and much rain."]),
        ([f"{FULL[:-3]} x.", "It was raining."], [f"{FULL[:-3]} x. It was raining."]),
        (["It ended early.", "It was raining."], ["It ended early.", "It was raining."]),
        (["Key points", "The bridge is open."], ["Key points", "The bridge is open."]),
        (
            ["The list of them all is:", "• one", "• two"],
            ["The list of them all is:", "• one", "• two"],
        ),
        (
            ["It rained on the coun-", "cil. The council met."],
            ["It rained on the council. The council met."],
        ),
        (["A well-", "known man. It is well-known."], ["A well-known man. It is well-known."]),
        (["The soft\u00ad", "ware met."], ["The software met."]),
        (["The Franco-", "German talks ended."], ["The Franco-German talks ended."]),
        ([f"{FULL[:-3]} and/", "or the other"], [f"{FULL[:-3]} and/or the other"]),
        (
            ["Name|Votes", "Ann Lee|8,412", "Bo Ek|7,903", "It rained."],
            ["Name Ann Lee (Votes: 8,412)", "Name Bo Ek (Votes: 7,903)", "It rained."],
        ),
        (["By Ann Lee|7 June 2025", "It rained."], ["By Ann Lee | 7 June 2025", "It rained."]),
    ],
)
def test_joining(lines: list[str], expected: list[str]) -> None:
    assert joined(*lines) == expected


def test_a_gap_or_an_indent_begins_a_paragraph() -> None:
    lines = page(FULL, FULL, FULL)
    moved = Line((Piece(FULL, 10, 310, 60, 70),), 0, 310)
    assert paragraphs([[*lines, moved]])[0].count("\n") == 1
    lower = Line((Piece(FULL, 0, 300, 60, 70),), 0, 300)
    assert paragraphs([[*lines, lower]])[0].count("\n") == 1


def test_the_lines_of_a_headline_stay_together_and_apart_from_the_rest() -> None:
    headline = page("A bridge for the town", "Is Open At Last", step=24, size=20)
    body = [Line((Piece(FULL, 0, 300, 80 + 12 * n, 90 + 12 * n),), 0, 300) for n in range(4)]
    assert paragraphs([[*headline, *body]])[0].split("\n")[:1] == [
        "A bridge for the town Is Open At Last"
    ]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    first, second = page(FULL), page("work. It rained.", left=320)
    text, pages = paragraphs([[*first, *second], [], page("It snowed.")])
    assert text == f"{FULL} work. It rained.\nIt snowed."
    assert pages == (0, len(text) - 10, len(text) - 10)
    assert paragraphs([[]]) == ("", (0,))
    assert paragraphs([page("It rained."), []]) == ("It rained.", (0, 10))


def test_running_heads_and_page_numbers_are_left_out() -> None:
    words = ("hard", "softly", "long")
    pages = [
        page("The Daily Tide 16 February", word, "and", "so", f"{word} on", f"Page {n} of 3")
        for n, word in enumerate(words, 1)
    ]
    kept = [[line.text for line in lines] for lines in without_running_heads(pages)]
    assert kept == [[word, "and", "so", f"{word} on"] for word in words]
    same = [page("Same"), page("Same")]
    assert without_running_heads(same) == same


def test_torn_rows_are_left_out() -> None:
    torn = page(
        "It rained.", "the man who had|was said to be", "seen it fall|true. He left", "It snowed."
    )
    kept, count = without_torn_rows([torn])
    assert ([line.text for line in kept[0]], count) == (["It rained.", "It snowed."], 2)
    rows = [page("Ann Lee|8,412 votes", "Bo Ek|7,903 votes")]
    assert without_torn_rows(rows) == (rows, 0)
