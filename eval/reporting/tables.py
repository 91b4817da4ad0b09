"""Tables of text, for Markdown and for the terminal."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table

Rows = Iterable[Sequence[str]]


def markdown_table(columns: Sequence[str], rows: Rows) -> str:
    """The table in Markdown.

    >>> print(markdown_table(["measure", "value"], [("hit@1", "0.5")]))
    | measure | value |
    |---|---|
    | hit@1 | 0.5 |
    """
    lines = [columns, *rows]
    head, *body = (f"| {' | '.join(line)} |" for line in lines)
    return "\n".join([head, "|---" * len(columns) + "|", *body])


def terminal_table(
    title: str, columns: Sequence[str], rows: Rows, caption: str | None = None
) -> "Table":
    """The table for a terminal: the first column to the left, the others to the right."""
    from rich.table import Table

    table = Table(title=title, caption=caption, title_justify="left")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left")
    for row in rows:
        table.add_row(*row)
    return table


def show_number(value: float) -> str:
    """A share to four places, a larger number to one.

    >>> show_number(0.75), show_number(29.33)
    ('0.7500', '29.3')
    """
    return f"{value:.4f}" if abs(value) <= 1 else f"{value:.1f}"
