"""The baseline: figures below which none may fall."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from eval.reporting.reports import Report
from eval.reporting.tables import show_number
from index.errors import EvaluationError

LOWER_IS_BETTER = frozenset(
    ["altered_confirmed", "altered_extracts", "falsely_confirmed", "name wrong", "speaker_wrong"]
)

Bounds = dict[str, dict[str, dict[str, dict[str, float]]]]
"""For each command, set and measure, its `value` and `tolerance`."""

Reports = Mapping[str, Mapping[str, Report]]
"""For each command and set, what was measured."""


@dataclass(frozen=True, slots=True)
class Fall:
    """A figure that is worse than its baseline by more than the tolerance."""

    command: str
    set_name: str
    measure: str
    before: float
    now: float

    def __str__(self) -> str:
        return (
            f"{self.command} {self.set_name}: {self.measure} was {show_number(self.before)} "
            f"and is {show_number(self.now)}."
        )


def read_bounds(path: Path) -> Bounds:
    """The baseline in a file. Raises EvaluationError when it is in another form."""
    if not path.is_file():
        raise EvaluationError(f"There is no file {path}: check its name.")
    try:
        bounds: Bounds = json.loads(path.read_text(encoding="utf-8"))
        entries = [entry for *_, entry in _entries(bounds)]
        if not entries or any(entry.keys() != {"value", "tolerance"} for entry in entries):
            raise EvaluationError(f"{path}: each measure needs its `value` and `tolerance`.")
    except (ValueError, AttributeError):
        raise EvaluationError(f"{path} is not a baseline.") from None
    return bounds


def falls(bounds: Bounds, reports: Reports) -> Iterator[Fall]:
    """The figures that are worse than their baseline by more than its tolerance.

    Raises EvaluationError for a measure that the report does not have.
    """
    for command, name, measure, entry in _entries(bounds):
        now = _figure(reports, command, name, measure)
        worse = now - entry["value"] if measure in LOWER_IS_BETTER else entry["value"] - now
        if worse > entry["tolerance"] + 1e-9:
            yield Fall(command, name, measure, entry["value"], now)


def updated(bounds: Bounds, reports: Reports) -> Bounds:
    """The baseline with the figures of these reports and the tolerances that it had."""
    fresh: Bounds = {}
    for command, name, measure, entry in _entries(bounds):
        value = _figure(reports, command, name, measure)
        named = fresh.setdefault(command, {}).setdefault(name, {})
        named[measure] = {"value": value, "tolerance": entry["tolerance"]}
    return fresh


def _entries(bounds: Bounds) -> Iterator[tuple[str, str, str, dict[str, float]]]:
    for command, sets in bounds.items():
        for name, measures in sets.items():
            for measure, entry in measures.items():
                yield command, name, measure, entry


def _figure(reports: Reports, command: str, name: str, measure: str) -> float:
    figures = reports[command][name].sets[0].figures
    if measure not in figures:
        raise EvaluationError(f"The baseline asks for {measure!r}, which {command} does not give.")
    return round(figures[measure].value, 4)  # as the file keeps it
