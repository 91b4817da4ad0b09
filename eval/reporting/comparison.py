"""Two runs compared: what changed, how surely, and for which questions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eval.reporting.intervals import Figure, paired_difference
from eval.reporting.reports import Report, SetReport
from eval.reporting.tables import markdown_table, show_number
from index.errors import EvaluationError

SIDE_MEASURES = ("right", "hit@1", "nDCG@10", "sentence speaker")
"""The first of these that a set has says which side a question is on."""

DIFFERENCE_COLUMNS = ("measure", "before", "after", "difference", "95 % interval", "n")


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

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Each measure in both runs, with their difference, as they are shown."""
        for measure, change in self.differences.items():
            figure = change.difference
            yield (
                measure,
                show_number(change.before),
                show_number(change.after),
                f"{figure.value:+.4f}",
                f"{figure.low:+.4f} to {figure.high:+.4f}",
                str(figure.count),
            )

    def changed_sides(self) -> Iterator[str]:
        """The ids of the questions that were gained and of those that were lost, in words."""
        changed = (("Gained", self.gained), ("Lost", self.lost)) if self.measure else ()
        for title, ids in changed:
            yield f"{title} by {self.measure} ({len(ids)}): {', '.join(ids) or 'none'}"

    def to_markdown(self) -> str:
        """A table of the differences, and the questions that changed sides."""
        table = markdown_table(DIFFERENCE_COLUMNS, self.rows())
        return "\n\n".join([f"## {self.name}", table, *self.changed_sides()]) + "\n"


def compare_reports(before: Report, after: Report) -> list[Comparison]:
    """Each set that both reports have.

    Raises EvaluationError when they are of two commands, have no set in common or measured a set
    that was changed in between.
    """
    if before.command != after.command:
        raise EvaluationError(
            f"The first report is one of `{before.command}`, the second one of `{after.command}`."
        )
    others = {measured.name: measured for measured in after.sets}
    pairs = [
        (measured, others[measured.name]) for measured in before.sets if measured.name in others
    ]
    if not pairs:
        raise EvaluationError("The two reports have no set in common.")
    for first, second in pairs:
        if first.sha256 != second.sha256:
            raise EvaluationError(f"The set {first.name} was changed between the two runs.")
    return [compare_sets(first, second) for first, second in pairs]


def compare_sets(before: SetReport, after: SetReport) -> Comparison:
    """Two runs on one set, question by question.

    Raises EvaluationError when they have no question in common.
    """
    ids = [key for key in before.questions if key in after.questions]
    if not ids:
        raise EvaluationError(f"The two runs on {before.name} have no question in common.")
    differences = {}
    for name in before.figures:
        both = [
            key for key in ids if name in before.questions[key] and name in after.questions[key]
        ]
        if both:
            old = [before.questions[key][name] for key in both]
            new = [after.questions[key][name] for key in both]
            differences[name] = Difference(
                sum(old) / len(old), sum(new) / len(new), paired_difference(old, new)
            )
    measure = next((name for name in SIDE_MEASURES if name in differences), None)
    gained, lost = _changed(before, after, ids, measure) if measure else ((), ())
    return Comparison(before.name, differences, measure, gained, lost)


def _changed(
    before: SetReport, after: SetReport, ids: list[str], measure: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The questions whose value rose, and those whose value fell."""
    changes = {
        key: after.questions[key][measure] - before.questions[key][measure]
        for key in ids
        if measure in before.questions[key] and measure in after.questions[key]
    }
    return (
        tuple(key for key, change in changes.items() if change > 0),
        tuple(key for key, change in changes.items() if change < 0),
    )
