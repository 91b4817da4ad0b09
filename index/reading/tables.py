"""Tables as lines that make sense alone: each row with the names of its columns."""

import re
from collections.abc import Sequence

DIGIT = re.compile(r"\d")
YEAR = re.compile(r"(?:19|20)\d\d")
LONGEST_NAME = 60
"""Characters of the longest name of a column."""


def row_lines(rows: Sequence[Sequence[str]], *, headed: bool | None = None) -> list[str]:
    """A line for each row of a table below its header.

    `headed` says whether the first row is the header; None lets the cells tell: a header holds
    no digits, the rows below it do.

    >>> row_lines([["Candidate", "Votes"], ["Ann Lee", "8,412"], ["Bo Ek", "7,903"]])
    ['Candidate: Ann Lee | Votes: 8,412', 'Candidate: Bo Ek | Votes: 7,903']
    """
    rows = [[" ".join(cell.split()) for cell in row] for row in rows]
    rows = [row for row in rows if any(row)]
    if headed is None:
        headed = _is_headed(rows)
    if not headed or len(rows) < 2:
        return [" | ".join(filter(None, row)) for row in rows]
    names = rows[0]
    return [" | ".join(_named(names, row)) for row in rows[1:]]


def _is_headed(rows: Sequence[Sequence[str]]) -> bool:
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    names, below = rows[0], [cell for row in rows[1:] for cell in row]
    return (
        all(names[1:])
        and not any(DIGIT.search(name) for name in names if not YEAR.fullmatch(name))
        and all(len(name) <= LONGEST_NAME for name in names)
        and any(map(DIGIT.search, below))
    )


def _named(names: Sequence[str], row: Sequence[str]) -> list[str]:
    """The cells of a row, each after the name of its column, where that has one."""
    named = []
    for number, cell in enumerate(row):
        name = names[number].rstrip(" :") if number < len(names) else ""
        if cell:
            named.append(f"{name}: {cell}" if name and name != cell else cell)
    return named
