"""The sets of a baseline measured, each as the baseline's command would."""

from collections.abc import Callable
from pathlib import Path

from eval.reporting.baseline import Bounds
from eval.reporting.reports import Report
from eval.scoring.answers import measure_answers
from eval.scoring.conversations import measure_conversations
from eval.scoring.quotations import measure_quotations
from eval.scoring.retrieval import measure_retrieval
from eval.scoring.speakers import measure_speakers
from index.errors import EvaluationError

MEASURES: dict[str, Callable[[Path], Report]] = {
    "retrieval": measure_retrieval,
    "answers": measure_answers,
    "conversation": measure_conversations,
    "speakers": measure_speakers,
    "verify": measure_quotations,
}


def measure_baseline(bounds: Bounds, sets: Path) -> dict[str, dict[str, Report]]:
    """The report of each command on each set that the baseline names, in the folder `sets`.

    Raises EvaluationError when it names something that is no command.
    """
    if unknown := bounds.keys() - MEASURES.keys():
        raise EvaluationError(f"The baseline names {min(unknown)!r}, which is no command.")
    return {
        command: {name: MEASURES[command](sets / f"{name}.jsonl") for name in named}
        for command, named in bounds.items()
    }
