"""This file is about the page of a report: figures, plots and failures in one file."""

from collections.abc import Iterable

from eval.reports import Report
from eval.results import Record


def report_page(report: Report, records: Iterable[Record]) -> str:
    """One self-contained HTML page."""
    return ""
