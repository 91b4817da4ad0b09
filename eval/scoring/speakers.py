"""Speakers measured: statements found, and put under the right name."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from eval.data.files import name_sets, read_rows
from eval.data.results import Record, Results, open_results
from eval.data.sets import JudgedArticle
from eval.reporting.intervals import Figure, Numbers, ratio_figure, sums_figure
from eval.reporting.reports import Report, SetReport, make_report
from eval.reporting.summaries import summed_up
from eval.scoring.attribution import Counts, article_counts, prediction
from eval.scoring.measures import f1, precision, recall
from index import attribute_quotations
from index.errors import EvaluationError
from qa.showing.progress import progress_bar

ARTICLE_MEASURES = ("sentence speaker", "end to end", "content")
"""Whose F1 is kept for each article, for the comparison of two runs."""

Predictions = Callable[[Record], Sequence[Mapping[str, Any]]]
"""From an article of a set, the attributions that were found in it."""


def measure_speakers(
    *files: str | Path,
    predictions: Path | None = None,
    limit: int | None = None,
    per_article: str | Path | None = None,
    resume: bool = False,
) -> Report:
    """Measures who said what, by kind of speech, on files of judged attributions.

    `predictions` is a file of attributions to measure instead of the program's. Only the first
    `limit` articles are read. What was found is written to `per_article`, from which a stopped
    run goes on with `resume`. Raises EvaluationError.
    """
    settings = {"limit": limit, "predictions": str(predictions) if predictions else None}
    sets = name_sets(*files)
    find = _from_file(predictions) if predictions else _by_program
    with open_results("speakers", settings, sets, per_article, resume=resume) as results:
        for name, path in sets.items():
            _measure(name, path, limit, find, results)
        reports = [_set_report(name, path, results) for name, path in sets.items()]
    return make_report("speakers", settings, reports)


def _measure(name: str, path: Path, limit: int | None, find: Predictions, results: Results) -> None:
    total = sum(1 for _ in _articles(path, limit))
    with progress_bar(name, total, results.count(name)) as tick:
        for place, row in _articles(path, limit):
            if (name, row["id"]) in results.done:
                continue
            found = find(row)
            try:
                counts = article_counts(row["text"], row["attributions"], found)
            except (KeyError, TypeError, ValueError):
                raise EvaluationError(
                    f"{place}: an attribution must have `content` as a list of [start, end]."
                ) from None
            results.add(
                {
                    "set": name,
                    "id": row["id"],
                    "article": row["id"],
                    "attributions": found,
                    "found": counts.found,
                    "right": counts.right,
                    "values": _article_values(counts),
                }
            )
            tick()


def _articles(path: Path, limit: int | None) -> Iterator[tuple[str, dict[str, Any]]]:
    seen = set()
    for place, row in islice(read_rows(path), limit):
        if not all(isinstance(row.get(key), str) for key in ("id", "text")):
            raise EvaluationError(f"{place}: `id` and `text` must be texts.")
        if not isinstance(row.get("attributions"), list):
            raise EvaluationError(f"{place} has no judgment: give `attributions`, a list.")
        if row["id"] in seen:
            raise EvaluationError(f"{place}: the id {row['id']!r} is used twice.")
        seen.add(row["id"])
        yield place, row


def _by_program(row: Record) -> list[dict[str, Any]]:
    article = JudgedArticle(row["id"], row.get("title") or None, row["text"], ()).as_read()
    return [prediction(row["text"], found) for found in attribute_quotations(article)]


def _from_file(path: Path) -> Predictions:
    found = {row.get("id"): row.get("attributions", []) for _, row in read_rows(path)}
    if not found:
        raise EvaluationError(f"{path} is empty: there is nothing to measure.")
    return lambda row: found.get(row["id"], [])


def _article_values(counts: Counts) -> dict[str, float]:
    """F1 of an article by itself."""
    return {
        measure: f1(np.asarray(counts.found[measure], float))
        for measure in ARTICLE_MEASURES
        if any(counts.found[measure][2:])
    }


def _set_report(name: str, path: Path, results: Results) -> SetReport:
    if not (count := results.count(name)):
        raise EvaluationError(f"{name} has no article, so there is nothing to report.")
    return summed_up(
        results,
        name,
        path,
        counts={"articles": count},
        figures=_figures(results.of_set(name), count),
    )


def _figures(records: Iterable[Record], articles: int) -> dict[str, Figure]:
    """Precision, recall and F1, or the share that is right, over all articles together."""
    found: dict[str, Numbers] = defaultdict(lambda: np.zeros((articles, 4)))
    right: dict[str, Numbers] = defaultdict(lambda: np.zeros((articles, 2)))
    for number, record in enumerate(records):
        for measure, sums in record["found"].items():
            found[measure][number] = sums
        for measure, sums in record["right"].items():
            right[measure][number] = sums
    figures = {}
    for measure, rows in found.items():
        for part, formula in (("P", precision), ("R", recall), ("F1", f1)):
            figures[f"{measure} {part}"] = replace(
                sums_figure(rows, formula), count=int(rows[:, 2].sum())
            )
    for measure, rows in right.items():
        figures[measure] = ratio_figure(rows[:, 0], rows[:, 1])
    return figures
