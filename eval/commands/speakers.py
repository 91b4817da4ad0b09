"""`python -m eval speakers`."""

from pathlib import Path
from typing import Annotated

import typer

from eval.commands import options
from eval.data.files import check_writable
from eval.scoring.speakers import measure_speakers


def speakers(
    files: options.Files,
    *,
    predictions: Annotated[
        Path | None, typer.Option(help="Measure this file of attributions instead.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Read only this many articles.")] = None,
    per_article: Annotated[
        Path | None, typer.Option(help="Write what was found: JSON Lines.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Continue the --per-article file.")
    ] = False,
    json: options.Json = None,
    markdown: options.Markdown = None,
    html: options.Html = None,
) -> None:
    """Measure who said what, by kind of speech.

    A set has an article on each line: `id`, `text`, and `attributions` with `source`, `cue` and
    `content` as lists of [start, end], as PolNeAR's, and `source_resolved` where it is known whom
    a pronoun means.
    """
    check_writable(json, markdown, html)
    report = measure_speakers(
        *files, predictions=predictions, limit=limit, per_article=per_article, resume=resume
    )
    options.deliver(report, json=json, markdown=markdown, html=html)
