"""`python -m eval answers`."""

from typing import Annotated

import typer

from eval.commands import options
from eval.data.files import check_writable
from eval.scoring.answers import measure_answers


def answers(
    files: options.Files,
    *,
    cross: Annotated[
        bool, typer.Option("--cross", help="Ask each article the questions of another too.")
    ] = False,
    together: Annotated[
        bool, typer.Option("--together", help="Ask one library of all articles of a file.")
    ] = False,
    threshold: options.Threshold = None,
    passages_read: options.PassagesRead = None,
    limit: options.Limit = None,
    sample: options.Sample = None,
    seed: options.Seed = 0,
    per_question: options.PerQuestion = None,
    resume: options.Resume = False,
    json: options.Json = None,
    markdown: options.Markdown = None,
    html: options.Html = None,
) -> None:
    """Measure answers, refusals, names and latency.

    Follow-up questions are left out here: see `conversation`.
    """
    check_writable(json, markdown, html)
    report = measure_answers(
        *files,
        settings=options.settings(threshold, passages_read),
        cross=cross,
        together=together,
        limit=limit,
        sample=sample,
        seed=seed,
        per_question=per_question,
        resume=resume,
    )
    options.deliver(report, json=json, markdown=markdown, html=html)
