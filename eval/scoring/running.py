"""This file is about running a command: shared options, progress, and what is handed over."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from eval.data.results import Results
from eval.data.sets import JudgedArticle, file_hash
from eval.reporting.reports import Report, write_whole
from index import Article
from index.errors import ArticleError, EvaluationError

Item = TypeVar("Item")

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


def name_sets(paths: Sequence[Path]) -> dict[str, Path]:
    """Each set by the name of its file or folder. Raises EvaluationError when two share one."""
    names: dict[str, Path] = {}
    for path in paths:
        name = path.name.removesuffix(".gz").removesuffix(".jsonl")
        if name in names:
            raise EvaluationError(f"Two sets are named {name}: give each once.")
        names[name] = path
    return names


def open_results(
    command: str,
    settings: Mapping[str, Any],
    sets: Mapping[str, Path],
    path: Path | None,
    *,
    resume: bool,
    outputs: Sequence[Path | None] = (),
) -> Results:
    """The file of results for this command, these settings and these very sets.

    Raises EvaluationError, before anything is measured, when one of the `outputs` cannot be
    written.
    """
    if resume and path is None:
        raise EvaluationError("Name the file to go on with: --per-question FILE --resume.")
    for output in (path, *outputs):
        if output and not os.access(output.parent, os.W_OK):
            raise EvaluationError(f"{output} cannot be written: make its folder first.")
    hashes = {name: path_hash(path) for name, path in sets.items()}
    return Results({"command": command, "settings": settings, "sets": hashes}, path, resume=resume)


def path_hash(path: Path) -> str:
    """The hash of a set's file, or of the corpus of a collection."""
    file = path / "corpus.jsonl" if path.is_dir() else path
    if not file.is_file():
        raise EvaluationError(f"There is no {file}: check its name.")
    return file_hash(file)


@contextmanager
def progress(what: str, total: int, done: int = 0) -> Iterator[Callable[[], None]]:
    """A bar on standard error; call what it gives after each question."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(what, total=total, completed=done)
        yield lambda: bar.advance(task)


def ticking(items: Iterable[Item], tick: Callable[[], None]) -> Iterator[Item]:
    """The items, with a tick after each is used."""
    for item in items:
        yield item
        tick()


def readable(article: JudgedArticle) -> Article:
    """The judged article as the program reads it. Raises EvaluationError when it cannot."""
    try:
        return Article.from_text(article.text, article.title, id=article.id)
    except ArticleError as error:
        raise EvaluationError(f"The article {article.id!r} cannot be read: {error}") from None


def deliver(
    report: Report,
    results: Results,
    *,
    json: Path | None = None,
    markdown: Path | None = None,
    html: Path | None = None,
) -> None:
    """Prints the figures and writes the report in the forms that were asked for."""
    from rich.console import Console

    console = Console()
    for table in report.tables():
        console.print(table)
    if json:
        write_whole(json, report.to_json())
    if markdown:
        write_whole(markdown, report.to_markdown())
    if html:
        from eval.reporting.pages import report_page

        write_whole(html, report_page(report, results))
