"""This file is about the baseline: the figures of the shipped sets, below which none may fall."""

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from eval.reporting.reports import Report, read_report, show_number, write_whole
from eval.scoring.answers import answers
from eval.scoring.conversation import conversation
from eval.scoring.retrieval import retrieval
from eval.scoring.speakers import speakers
from index.errors import EvaluationError

BASELINE = Path(__file__).parents[1] / "baseline.json"
SETS = BASELINE.parent / "sets"
LOWER_IS_BETTER = frozenset(["altered_extracts", "speaker_wrong"])

Bounds = dict[str, dict[str, dict[str, dict[str, float]]]]
"""For each command, set and measure, its `value` and `tolerance`."""

Measure = Callable[[str, Path], Report]


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


def baseline(
    path: Annotated[
        Path, typer.Option("--baseline", help="The figures that must be kept.")
    ] = BASELINE,
    *,
    sets: Annotated[Path, typer.Option(help="The folder of the sets.")] = SETS,
    update: Annotated[
        bool, typer.Option("--update", help="Make today's figures the baseline.")
    ] = False,
) -> None:
    """Measure the shipped sets; exit 1 on a fall.

    A fall is more than the tolerance that the baseline gives the figure.
    """
    bounds = read_bounds(path)
    reports = {
        command: {name: measured(command, sets / f"{name}.jsonl") for name in named}
        for command, named in bounds.items()
    }
    fallen = list(falls(bounds, reports))
    if update:
        write_whole(path, json.dumps(updated(bounds, reports), indent=1) + "\n")
        typer.echo(f"{path} now holds today's figures.")
        return
    for fall in fallen:
        typer.echo(f"Fallen: {fall}", err=True)
    if fallen:
        raise typer.Exit(1)
    typer.echo("No figure fell.")


def read_bounds(path: Path) -> Bounds:
    """The baseline in a file. Raises EvaluationError when it is in another form."""
    if not path.is_file():
        raise EvaluationError(f"There is no file {path}: check its name.")
    try:
        bounds: Bounds = json.loads(path.read_text(encoding="utf-8"))
        entries = [
            entry
            for command in bounds.values()
            for named in command.values()
            for entry in named.values()
        ]
        if not entries or any(entry.keys() != {"value", "tolerance"} for entry in entries):
            raise EvaluationError(f"{path}: each measure needs its `value` and `tolerance`.")
    except (ValueError, AttributeError):
        raise EvaluationError(f"{path} is not a baseline.") from None
    return bounds


def measured(command: str, path: Path) -> Report:
    """The report of a command on one set, with its own settings."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.json"
        match command:
            case "retrieval":
                retrieval([path], json=file)
            case "answers":
                answers([path], json=file)
            case "conversation":
                conversation([path], json=file)
            case "speakers":
                speakers([path], json=file)
            case _:
                raise EvaluationError(f"The baseline names {command!r}, which is no command.")
        return read_report(file)


def falls(bounds: Bounds, reports: Mapping[str, Mapping[str, Report]]) -> Iterator[Fall]:
    """The figures that are worse than their baseline by more than its tolerance.

    Raises EvaluationError for a measure that the report does not have.
    """
    for command, name, measure, entry in _entries(bounds):
        now = _figure(reports, command, name, measure)
        worse = now - entry["value"] if measure in LOWER_IS_BETTER else entry["value"] - now
        if worse > entry["tolerance"] + 1e-9:
            yield Fall(command, name, measure, entry["value"], now)


def updated(bounds: Bounds, reports: Mapping[str, Mapping[str, Report]]) -> Bounds:
    """The baseline with the figures of these reports and the tolerances that it had."""
    fresh: Bounds = {}
    for command, name, measure, entry in _entries(bounds):
        value = round(_figure(reports, command, name, measure), 4)
        named = fresh.setdefault(command, {}).setdefault(name, {})
        named[measure] = {"value": value, "tolerance": entry["tolerance"]}
    return fresh


def _entries(bounds: Bounds) -> Iterator[tuple[str, str, str, dict[str, float]]]:
    for command, sets in bounds.items():
        for name, measures in sets.items():
            for measure, entry in measures.items():
                yield command, name, measure, entry


def _figure(
    reports: Mapping[str, Mapping[str, Report]], command: str, name: str, measure: str
) -> float:
    figures = reports[command][name].sets[0].figures
    if measure not in figures:
        raise EvaluationError(f"The baseline asks for {measure!r}, which {command} does not give.")
    return figures[measure].value
