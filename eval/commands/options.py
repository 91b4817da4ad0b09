"""The options that commands share, and what becomes of a report."""

from pathlib import Path
from typing import Annotated, Any

import typer

from eval.data.files import write_whole
from eval.reporting.reports import FIGURE_COLUMNS, Report
from eval.reporting.tables import terminal_table
from qa import Settings

Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Sets: JSON Lines, .gz too.")]
Limit = Annotated[
    int | None, typer.Option(min=1, help="Ask only this many questions, from the first.")
]
Sample = Annotated[
    int | None, typer.Option(min=1, help="Ask this many questions, drawn at random by --seed.")
]
Seed = Annotated[int, typer.Option(help="The seed of the random draw.")]
PerQuestion = Annotated[
    Path | None, typer.Option(help="Write what was shown for each question: JSON Lines.")
]
Resume = Annotated[bool, typer.Option("--resume", help="Continue the --per-question file.")]
Json = Annotated[Path | None, typer.Option("--json", help="Write the report for `compare`.")]
Markdown = Annotated[Path | None, typer.Option(help="Write the figures as Markdown.")]
Html = Annotated[Path | None, typer.Option(help="Write one page with plots and failures.")]
Threshold = Annotated[
    float | None,
    typer.Option(min=0, max=1, help="The least probability of an answer; 0 refuses nothing."),
]
PassagesRead = Annotated[
    int | None, typer.Option(min=1, help="The passages that the networks read.")
]


def settings(threshold: float | None, passages_read: int | None) -> Settings | None:
    """The settings that were asked for; None where none was."""
    given = {"threshold": threshold, "passages_read": passages_read}
    asked: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    return Settings(**asked) if asked else None


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
