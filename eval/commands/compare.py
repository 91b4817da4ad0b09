"""`python -m eval compare`."""

from pathlib import Path
from typing import Annotated

import typer

from eval.commands import options
from eval.data.files import write_whole
from eval.reporting.comparison import DIFFERENCE_COLUMNS, compare_reports
from eval.reporting.reports import read_report
from eval.reporting.tables import terminal_table


def compare(
    before: Annotated[Path, typer.Argument(metavar="A.json", help="A report.")],
    after: Annotated[Path, typer.Argument(metavar="B.json", help="Another on the same sets.")],
    *,
    markdown: options.Markdown = None,
) -> None:
    """Compare two reports: what changed, and how surely."""
    from rich.console import Console

    console = Console()
    comparisons = compare_reports(read_report(before), read_report(after))
    for comparison in comparisons:
        console.print(terminal_table(comparison.name, DIFFERENCE_COLUMNS, comparison.rows()))
        for changed in comparison.changed_sides():
            console.print(changed, markup=False, highlight=False)
    if markdown:
        write_whole(markdown, "\n".join(comparison.to_markdown() for comparison in comparisons))
