"""Tests of tables: a row makes sense alone, and nothing of it is lost."""

import pytest

from index.reading.tables import row_lines


@pytest.mark.parametrize(
    ("rows", "headed", "lines"),
    [
        ([["Name", "Votes"], ["Ann", "12"]], None, ["Name Ann (Votes: 12)"]),
        ([["", "2024"], ["Hale", "12"]], None, ["Hale (2024: 12)"]),
        ([["Name:", "Place"], ["Ann", "Hale"]], True, ["Name Ann (Place: Hale)"]),
        ([["Name", "Place"], ["Ann", "Hale"]], None, ["Name | Place", "Ann | Hale"]),
        ([["Ann", "12"], ["Bo", "13"]], None, ["Ann | 12", "Bo | 13"]),
        ([["Name", "Votes"], ["Ann", "12"]], False, ["Name | Votes", "Ann | 12"]),
        ([["Name", "Votes"]], True, ["Name | Votes"]),
        ([["Name", "Votes"], ["Ann", "", "x  y"], ["", ""]], True, ["Name Ann (x y)"]),
        ([["Name", "Votes"], ["Name", "12"]], True, ["Name (Votes: 12)"]),
        (
            [["One sentence in one cell, 12 words long."]],
            None,
            ["One sentence in one cell, 12 words long."],
        ),
        ([["x" * 70, "b"], ["1", "2"]], None, [f"{'x' * 70} | b", "1 | 2"]),
        ([["Name", "Votes", "Share"], ["", "12", "3%"]], True, ["Votes: 12; Share: 3%"]),
        ([["Name", "Votes"], ["Ann", ""]], True, ["Name Ann"]),
        ([], None, []),
    ],
)
def test_rows(rows: list[list[str]], headed: bool | None, lines: list[str]) -> None:
    assert row_lines(rows, headed=headed) == lines
