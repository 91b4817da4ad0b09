"""The options that commands share, and what becomes of a report."""

from pathlib import Path
from typing import Annotated

import typer

from eval.data.files import write_whole
from eval.reporting.reports import FIGURE_COLUMNS, Report
from eval.reporting.tables import terminal_table

Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Sets: JSON Lines, .gz too.")]
Limit = Annotated[int | None, typer.Option(min=1, help="Ask only the first so many questions.")]
Sample = Annotated[int | None, typer.Option(min=1, help="Ask so many questions drawn by --seed.")]
Seed = Annotated[int, typer.Option(help="What a draw depends on.")]
PerQuestion = Annotated[
    Path | None, typer.Option(help="Write what was shown for each question: JSON Lines.")
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with the --per-question file.")]
Json = Annotated[Path | None, typer.Option("--json", help="Write the report for `compare`.")]
Markdown = Annotated[Path | None, typer.Option(help="Write the figures as Markdown.")]
Html = Annotated[Path | None, typer.Option(help="Write one page with plots and failures.")]


def deliver(
    report: Report,
    *,
    json: Path | None = None,
    markdown: Path | None = None,
    html: Path | None = None,
) -> None:
    """Prints the figures and writes the report in the forms that were asked for."""
    from rich.console import Console

    console = Console()
    for measured in report.sets:
        rows = measured.rows()
        console.print(terminal_table(measured.name, FIGURE_COLUMNS, rows, measured.counted))
    if json:
        write_whole(json, report.to_json())
    if markdown:
        write_whole(markdown, report.to_markdown())
    if html:
        from eval.reporting.pages import report_page

        write_whole(html, report_page(report))
