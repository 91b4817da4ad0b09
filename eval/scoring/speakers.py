"""This file is about measuring speakers: statements found, and put under the right name."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from eval.data.results import Record, Results
from eval.data.sets import read_rows
from eval.reporting.intervals import Figure, Numbers, divide, ratio_figure, sums_figure
from eval.reporting.reports import SetReport, make_report
from eval.reporting.summaries import of_set, question_values
from eval.scoring import running
from eval.scoring.attribution.counts import Counts, article_counts
from eval.scoring.attribution.statements import prediction
from index import Article
from index.errors import ArticleError, EvaluationError
from index.speakers import attribute_quotations

Predictions = Callable[[str, str], Sequence[Mapping[str, Any]]]
"""From an article's id and text, the attributions that were found in it."""


def speakers(
    files: running.Files,
    *,
    predictions: Annotated[
        Path | None, typer.Option(help="Measure this file of attributions instead.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Read only so many articles.")] = None,
    per_question: Annotated[
        Path | None, typer.Option("--per-article", help="Write what was found: JSON Lines.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with --per-article.")] = False,
    json: running.Json = None,
    markdown: running.Markdown = None,
    html: running.Html = None,
) -> None:
    """Measure who said what, by kind of speech.

    A set has an article a line: `id`, `text`, and `attributions` with `source`, `cue` and
    `content` as lists of [start, end], as PolNeAR's, and `source_resolved` where it is known whom
    a pronoun means.
    """
    settings = {"limit": limit, "predictions": str(predictions) if predictions else None}
    sets = running.name_sets(files)
    find = _from_file(predictions) if predictions else _by_program
    outputs = (json, markdown, html)
    with running.open_results(
        "speakers", settings, sets, per_question, resume=resume, outputs=outputs
    ) as results:
        for name, path in sets.items():
            _measure(name, path, limit, find, results)
        report = make_report("speakers", settings, _set_reports(sets, results))
        running.deliver(report, results, json=json, markdown=markdown, html=html)


def _measure(name: str, path: Path, limit: int | None, find: Predictions, results: Results) -> None:
    total = sum(1 for _ in _articles(path, limit))
    with running.progress(name, total, results.count(name)) as tick:
        for place, row in _articles(path, limit):
            if (name, row["id"]) in results.done:
                continue
            found = find(row["id"], row["text"])
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


def _by_program(id: str, text: str) -> list[dict[str, Any]]:
    try:
        article = Article.from_text(text, id=id)
    except ArticleError as error:
        raise EvaluationError(f"The article {id!r} cannot be read: {error}") from None
    return [prediction(text, attribution) for attribution in attribute_quotations(article)]


def _from_file(path: Path) -> Predictions:
    found = {row.get("id"): row.get("attributions", []) for _, row in read_rows(path)}
    if not found:
        raise EvaluationError(f"{path} is empty: there is nothing to measure.")
    return lambda article, _: found.get(article, [])


def _article_values(counts: Counts) -> dict[str, float]:
    """F1 of an article by itself, for the comparison of two runs."""
    return {
        measure: f1(np.asarray(counts.found[measure], float))
        for measure in ("sentence speaker", "end to end", "content")
        if any(counts.found[measure][2:])
    }


def precision(sums: Numbers) -> float:
    """The share of what was found that is right."""
    return divide(sums[1], sums[3])


def recall(sums: Numbers) -> float:
    """The share of what is judged that was found."""
    return divide(sums[0], sums[2])


def f1(sums: Numbers) -> float:
    """The harmonic mean of precision and recall."""
    p, r = precision(sums), recall(sums)
    return divide(2 * p * r, p + r)


def _set_reports(sets: Mapping[str, Path], results: Results) -> Iterator[SetReport]:
    for name, path in sets.items():
        if not (count := results.count(name)):
            raise EvaluationError(f"{name} has no article, so there is nothing to report.")
        yield SetReport(
            name=name,
            path=str(path),
            sha256=running.path_hash(path),
            counts={"articles": count},
            figures=_figures(of_set(results, name), count),
            questions=question_values(of_set(results, name)),
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
