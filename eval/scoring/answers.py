"""This file is about measuring answers: right extracts, exact words, refusals, names and speed."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from eval.data.results import Record, Results
from eval.data.sets import JudgedArticle, JudgedQuestion, chosen, crossed
from eval.reporting.intervals import Figure, quantile_figure, statistic_figure
from eval.reporting.reports import SetReport, make_report
from eval.reporting.summaries import mean_figures, of_set, question_values
from eval.scoring import running
from eval.scoring.answer_records import Asker, answer_record
from eval.scoring.measures import auroc, refusal_curve, refused_at_kept, reliability
from index.errors import EvaluationError
from qa import ArticleQA

KEPT = 0.9
"""The share of answerable questions kept, at which refusals are compared."""

Open = Callable[[JudgedArticle], Asker]


def answers(
    files: running.Files,
    *,
    cross: Annotated[
        bool, typer.Option("--cross", help="Ask each article the questions of another too.")
    ] = False,
    limit: running.Limit = None,
    sample: running.Sample = None,
    seed: running.Seed = 0,
    per_question: running.PerQuestion = None,
    resume: running.Resume = False,
    json: running.Json = None,
    markdown: running.Markdown = None,
    html: running.Html = None,
) -> None:
    """Measure answers, refusals, names and latency.

    Follow-up questions are left out here: see `conversation`.
    """
    settings = {
        "cross": cross,
        "limit": limit,
        "sample": sample,
        "seed": seed,
    }
    sets = running.name_sets(files)
    outputs = (json, markdown, html)
    with running.open_results(
        "answers", settings, sets, per_question, resume=resume, outputs=outputs
    ) as results:
        for name, path in sets.items():
            drawn = partial(chosen, path, stands_alone, limit=limit, sample=sample, seed=seed)
            ask_all(name, drawn, results, open_article)
            if cross:
                ask_all(name, partial(_crossed, drawn), results, open_article)
        report = make_report("answers", settings, set_reports(sets, results))
        running.deliver(report, results, json=json, markdown=markdown, html=html)


def ask_all(
    name: str,
    articles: Callable[[], Iterator[JudgedArticle]],
    results: Results,
    opened: Open,
) -> None:
    """Asks every question that is not done yet, and adds its record to the results."""
    ids = [question.id for article in articles() for question in article.questions]
    done = sum((name, one) in results.done for one in ids)
    with running.progress(name, len(ids), done) as tick:
        for article in articles():
            todo = [one for one in article.questions if (name, one.id) not in results.done]
            if not todo:
                continue
            bot = opened(article)
            for question in todo:
                results.add(answer_record(name, article, question, bot.ask))
                tick()


def _crossed(drawn: Callable[[], Iterator[JudgedArticle]]) -> Iterator[JudgedArticle]:
    return crossed(drawn())


def stands_alone(question: JudgedQuestion) -> bool:
    """Whether a question can be understood without the ones before it."""
    return not question.turns


def open_article(article: JudgedArticle) -> ArticleQA:
    """The program with one article loaded."""
    return ArticleQA([running.readable(article)])


def set_reports(sets: Mapping[str, Path], results: Results) -> Iterator[SetReport]:
    """The report of each set, from the records of its questions."""
    for name, path in sets.items():
        facts = _Facts()
        for record in of_set(results, name):
            facts.add(record)
        if not facts.latencies:
            raise EvaluationError(f"{name}: no question was asked, so there is nothing to report.")
        yield SetReport(
            name=name,
            path=str(path),
            sha256=running.path_hash(path),
            counts={"answerable": len(facts.answerable), "unanswerable": len(facts.silent)},
            figures=mean_figures(of_set(results, name)) | facts.figures(),
            questions=question_values(of_set(results, name)),
            curves=facts.curves(),
        )


class _Facts:
    """What all questions of a set together show: a few numbers a question."""

    def __init__(self) -> None:
        self.answerable: list[float] = []
        self.silent: list[float] = []
        self.latencies: list[float] = []
        self.extracts = 0
        self.altered = 0

    def add(self, record: Record) -> None:
        (self.answerable if record["answerable"] else self.silent).append(record["confidence"])
        self.latencies.append(record["latency_ms"])
        self.extracts += len(record["extracts"])
        self.altered += record["altered"]

    def figures(self) -> dict[str, Figure]:
        """The chance is that an answerable question scores above an unanswerable one."""
        figures = {
            "AUROC": statistic_figure(auroc, self.answerable, self.silent),
            "refused_at_90_kept": statistic_figure(
                partial(refused_at_kept, kept=KEPT), self.answerable, self.silent
            ),
            "altered_extracts": Figure(self.altered, self.altered, self.altered, self.extracts),
            "latency_p50_ms": quantile_figure(self.latencies, 0.5),
            "latency_p95_ms": quantile_figure(self.latencies, 0.95),
        }
        return {name: figure for name, figure in figures.items() if figure is not None}

    def curves(self) -> dict[str, list[tuple[float, ...]]]:
        probabilities = self.answerable + self.silent
        truth = [True] * len(self.answerable) + [False] * len(self.silent)
        shares = np.linspace(0, 1, 101)
        return {
            "refusal": [*refusal_curve(self.answerable, self.silent)],
            "reliability": [*reliability(probabilities, truth)],
            "latency": [
                (float(value), float(share))
                for share, value in zip(shares, np.quantile(self.latencies, shares), strict=True)
            ],
        }
