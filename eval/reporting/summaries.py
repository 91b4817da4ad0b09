"""This file is about summing up: records of questions into the figures of a set."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from eval.data.results import Record
from eval.reporting.intervals import Figure, mean_figure
from index import Span

CONTEXT = 240
"""Characters shown on both sides of an extract in the list of failures."""


def of_set(records: Iterable[Record], name: str) -> Iterator[Record]:
    """The records of one set."""
    return (record for record in records if record["set"] == name)


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
    before = text[max(0, span.start - CONTEXT) : span.start]
    after = text[span.end : span.end + CONTEXT]
    if span.start > CONTEXT:
        before = f"…{before.partition(' ')[2]}"
    if span.end + CONTEXT < len(text):
        after = f"{after.rpartition(' ')[0]}…"
    return {"before": before, "text": span.of(text), "after": after}
