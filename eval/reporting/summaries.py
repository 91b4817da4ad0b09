"""The records of a set's questions summed up into its report."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from eval.data.files import set_hash
from eval.data.results import Record, Results
from eval.reporting.intervals import Figure, mean_figure
from eval.reporting.reports import Point, SetReport
from index import Span

CONTEXT_CHARACTERS = 240
"""Shown on both sides of an extract in the list of failures."""

MOST_FAILURES = 200
"""Failures listed for a set: more would make a page that no browser likes."""


def summed_up(
    results: Results,
    name: str,
    path: Path,
    *,
    counts: Mapping[str, int],
    figures: Mapping[str, Figure],
    curves: Mapping[str, Sequence[Point]] | None = None,
) -> SetReport:
    """The report of a set, with the values and the failures of its questions."""
    failed = (record for record in results.of_set(name) if record.get("failed"))
    failures = tuple(islice(failed, MOST_FAILURES))
    return SetReport(
        name=name,
        path=str(path),
        sha256=set_hash(path),
        counts=counts,
        figures=figures,
        questions=question_values(results.of_set(name)),
        curves=curves or {},
        failures=failures,
        failed=len(failures) + sum(1 for _ in failed),
    )


def mean_figures(records: Iterable[Record]) -> dict[str, Figure]:
    """The mean of every value over the questions that have it, in the order of first sight."""
    values: dict[str, list[float]] = defaultdict(list)
    groups: dict[str, list[str]] = defaultdict(list)
    for record in records:
        for name, value in record["values"].items():
            values[name].append(float(value))
            groups[name].append(record["article"])
    return {name: mean_figure(values[name], groups[name]) for name in values}


def question_values(records: Iterable[Record]) -> dict[str, dict[str, float]]:
    """The values of each question, with those that are true or false as 1 or 0."""
    return {
        record["id"]: {name: float(value) for name, value in record["values"].items()}
        for record in records
    }


def in_context(text: str, span: Span) -> dict[str, Any]:
    """A span with the words around it, for a reader of failures; … stands where more follows."""
    before = text[max(0, span.start - CONTEXT_CHARACTERS) : span.start]
    after = text[span.end : span.end + CONTEXT_CHARACTERS]
    if span.start > CONTEXT_CHARACTERS:
        before = f"…{before.partition(' ')[2]}"
    if span.end + CONTEXT_CHARACTERS < len(text):
        after = f"{after.rpartition(' ')[0]}…"
    return {"before": before, "text": span.of(text), "after": after}
