"""The evals: retrieval, answers, refusals, speakers, conversations and verdicts, measured offline.

>>> from eval import measure_answers
>>> report = measure_answers("set.jsonl")  # doctest: +SKIP
>>> report.sets[0].figures["hit@1"].value  # doctest: +SKIP
0.9811
"""

from importlib.util import find_spec
from pathlib import Path

for _name in ("index", "qa"):
    _spec = find_spec(_name)
    if _spec and _spec.origin and Path(_spec.origin).parent != Path(__file__).parents[1] / _name:
        raise ImportError(
            f"{_spec.origin} hides Article QA's package `{_name}`: rename it or move it elsewhere."
        )

from eval.reporting.comparison import Comparison, compare_reports
from eval.reporting.intervals import Figure
from eval.reporting.pages import report_page
from eval.reporting.reports import Report, SetReport, read_report
from eval.scoring.answers import measure_answers
from eval.scoring.conversations import measure_conversations
from eval.scoring.quotations import measure_quotations
from eval.scoring.retrieval import measure_retrieval
from eval.scoring.speakers import measure_speakers

__all__ = [
    "Comparison",
    "Figure",
    "Report",
    "SetReport",
    "compare_reports",
    "measure_answers",
    "measure_conversations",
    "measure_quotations",
    "measure_retrieval",
    "measure_speakers",
    "read_report",
    "report_page",
]
