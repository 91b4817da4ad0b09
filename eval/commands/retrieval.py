"""`python -m eval retrieval`."""

from pathlib import Path
from typing import Annotated

import typer

from eval.commands import options
from eval.data.files import check_writable
from eval.scoring.ranking_measures import DEFAULT_MEASURES
from eval.scoring.retrieval import measure_retrieval
from index.embedding import SentenceEncoder
from index.passages import BUDGET
from index.store import Retriever


def retrieval(
    datasets: Annotated[
        list[Path], typer.Argument(metavar="DATASET...", help="BEIR folders and question files.")
    ],
    *,
    retriever: Annotated[Retriever, typer.Option(help="Meaning, words or both.")] = "hybrid",
    encoder: Annotated[str | None, typer.Option(help="A model folder or hub name.")] = None,
    budget: Annotated[int, typer.Option(min=8, help="The most tokens of a passage.")] = BUDGET,
    measures: Annotated[
        str, typer.Option(help="The measures, named as in ir-measures.")
    ] = " ".join(DEFAULT_MEASURES),
    keep: Annotated[
        Path | None, typer.Option(help="Search BEIR folders in libraries, kept in this folder.")
    ] = None,
    run: Annotated[Path | None, typer.Option(help="Measure this TREC run instead.")] = None,
    run_out: Annotated[Path | None, typer.Option(help="Write the rankings as a TREC run.")] = None,
    limit: options.Limit = None,
    sample: options.Sample = None,
    seed: options.Seed = 0,
    per_question: options.PerQuestion = None,
    resume: options.Resume = False,
    json: options.Json = None,
    markdown: options.Markdown = None,
    html: options.Html = None,
) -> None:
    """Measure retrieval on BEIR folders and question files."""
    check_writable(json, markdown, html)
    report = measure_retrieval(
        *datasets,
        retriever=retriever,
        encoder=SentenceEncoder(encoder) if encoder else None,
        budget=budget,
        measures=measures.split(),
        keep=keep,
        run=run,
        run_out=run_out,
        limit=limit,
        sample=sample,
        seed=seed,
        per_question=per_question,
        resume=resume,
    )
    options.deliver(report, json=json, markdown=markdown, html=html)
