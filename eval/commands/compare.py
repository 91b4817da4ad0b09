"""This file is about comparing two runs: what changed, how surely, and for which questions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eval.reporting.intervals import Figure, paired_difference
from eval.reporting.reports import SetReport, read_report, show_number, write_whole
from eval.scoring import running
from index.errors import EvaluationError

if TYPE_CHECKING:
    from rich.table import Table

SIDES = ("right", "hit@1", "nDCG@10", "sentence speaker")
"""The first of these that a set has says which side a question is on."""

HEADS = ("measure", "before", "after", "difference", "95 % interval", "n")


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure in two runs, over the questions that both asked."""

    before: float
    after: float
    difference: Figure


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs on one set: differences by measure, and the questions that changed sides."""

    name: str
    differences: Mapping[str, Difference]
    measure: str | None
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def compare(
    before: Annotated[Path, typer.Argument(metavar="A.json", help="A report.")],
    after: Annotated[Path, typer.Argument(metavar="B.json", help="Another on the same sets.")],
    *,
    markdown: running.Markdown = None,
) -> None:
    """Compare two reports: what changed, and how surely."""
    from rich.console import Console

    console = Console()
    comparisons = list(compared(before, after))
    for comparison in comparisons:
        console.print(_table(comparison))
        for title, ids in (("gained", comparison.gained), ("lost", comparison.lost)):
            if ids:
                shown = f"{title} by {comparison.measure} ({len(ids)}): {', '.join(ids)}"
                console.print(shown, markup=False, highlight=False)
    if markdown:
        write_whole(markdown, "\n".join(map(_markdown, comparisons)))


def compared(before: Path, after: Path) -> Iterator[Comparison]:
    """Each set that both reports have. Raises EvaluationError when nothing is in both."""
    first, second = read_report(before), read_report(after)
    if first.command != second.command:
        raise EvaluationError(
            f"{before} is a report of `{first.command}` and {after} one of `{second.command}`."
        )
    others = {one.name: one for one in second.sets}
    pairs = [(one, others[one.name]) for one in first.sets if one.name in others]
    if not pairs:
        raise EvaluationError(f"{before} and {after} have no set in common.")
    for one, other in pairs:
        if one.sha256 != other.sha256:
            raise EvaluationError(f"The set {one.name} was changed between the two runs.")
        yield compare_sets(one, other)


def compare_sets(before: SetReport, after: SetReport) -> Comparison:
    """Two runs on one set, question by question.

    Raises EvaluationError when they have no question in common.
    """
    ids = [one for one in before.questions if one in after.questions]
    if not ids:
        raise EvaluationError(f"The two runs on {before.name} have no question in common.")
    differences = {}
    for name in before.figures:
        both = [
            one for one in ids if name in before.questions[one] and name in after.questions[one]
        ]
        if both:
            old = [before.questions[one][name] for one in both]
            new = [after.questions[one][name] for one in both]
            differences[name] = Difference(
                sum(old) / len(old), sum(new) / len(new), paired_difference(old, new)
            )
    measure = next((one for one in SIDES if one in differences), None)
    gained, lost = _changed(before, after, ids, measure) if measure else ((), ())
    return Comparison(before.name, differences, measure, gained, lost)


def _changed(
    before: SetReport, after: SetReport, ids: list[str], measure: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The questions whose value rose, and those whose value fell."""
    changes = {
        one: after.questions[one][measure] - before.questions[one][measure]
        for one in ids
        if measure in before.questions[one] and measure in after.questions[one]
    }
    return (
        tuple(one for one, change in changes.items() if change > 0),
        tuple(one for one, change in changes.items() if change < 0),
    )


def _rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    for measure, one in comparison.differences.items():
        figure = one.difference
        yield (
            measure,
            show_number(one.before),
            show_number(one.after),
            f"{figure.value:+.4f}",
            f"{figure.low:+.4f} to {figure.high:+.4f}",
            str(figure.count),
        )


def _table(comparison: Comparison) -> "Table":
    from rich.table import Table

    table = Table(*HEADS, title=comparison.name, title_justify="left")
    for row in _rows(comparison):
        table.add_row(*row)
    return table


def _markdown(comparison: Comparison) -> str:
    lines = [f"## {comparison.name}", "", f"| {' | '.join(HEADS)} |", "|---" * len(HEADS) + "|"]
    lines += [f"| {' | '.join(row)} |" for row in _rows(comparison)]
    for title, ids in (("Gained", comparison.gained), ("Lost", comparison.lost)):
        lines += ["", f"{title} by {comparison.measure} ({len(ids)}): {', '.join(ids) or 'none'}"]
    return "\n".join(lines) + "\n"
