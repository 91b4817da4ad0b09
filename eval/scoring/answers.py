"""Answers measured: right extracts, exact words, refusals, names and speed."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import numpy as np

from eval.data.files import name_sets
from eval.data.results import Record, Results, open_results
from eval.data.sets import JudgedArticle, JudgedQuestion, chosen, crossed, read_set
from eval.reporting.intervals import Figure, quantile_figure, statistic_figure
from eval.reporting.reports import Point, Report, SetReport, make_report
from eval.reporting.summaries import mean_figures, summed_up
from eval.scoring.answer_records import answer_record
from eval.scoring.measures import auroc, refusal_curve, refused_at_kept, reliability
from eval.scoring.program import Program
from eval.scoring.question_loop import Answerer, ask_all
from index.embedding import Encoder
from index.errors import EvaluationError
from qa import ArticleQA, Models, Settings

KEPT_SHARE = 0.9
"""Of the answerable questions, at which refusals are compared."""


def measure_answers(
    *files: str | Path,
    encoder: Encoder | None = None,
    models: Models | None = None,
    settings: Settings | None = None,
    cross: bool = False,
    together: bool = False,
    limit: int | None = None,
    sample: int | None = None,
    seed: int = 0,
    per_question: str | Path | None = None,
    resume: bool = False,
) -> Report:
    """Measures the answers to the questions of each file that can be understood by themselves.

    `encoder`, `models` and `settings` are those of ArticleQA, each the one that ships unless given.
    With `cross` each article is asked the questions of another one too; `together` asks one library
    of all articles of a file instead, where an extract of another article is wrong. `limit` and
    `sample` ask fewer questions, drawn by `seed`. What was shown for each question is written to
    `per_question`, from which a stopped run goes on with `resume`. Raises EvaluationError.
    """
    program = Program(encoder, models, settings)
    if cross and together:
        raise EvaluationError("Ask articles crosswise or together, not both.")
    choices = {
        "cross": cross,
        "together": together,
        "limit": limit,
        "sample": sample,
        "seed": seed,
    } | program.changes()
    sets = name_sets(*files)
    with open_results("answers", choices, sets, per_question, resume=resume) as results:
        for name, path in sets.items():
            drawn = partial(chosen, path, _stands_alone, limit=limit, sample=sample, seed=seed)
            library = program.opened(*read_set(path)) if together else None
            opened = partial(_opened, name, program, library)
            ask_all(name, drawn, results, opened)
            if cross:
                ask_all(name, partial(_crossed, drawn), results, opened)
        reports = [_set_report(name, path, results) for name, path in sets.items()]
    return make_report("answers", choices, reports)


def _crossed(drawn: Callable[[], Iterator[JudgedArticle]]) -> Iterator[JudgedArticle]:
    return crossed(drawn())


def _stands_alone(question: JudgedQuestion) -> bool:
    return not question.turns and not question.click


def _opened(
    name: str, program: Program, library: ArticleQA | None, article: JudgedArticle
) -> Answerer:
    bot = library or program.opened(article)

    def record(question: JudgedQuestion) -> Record:
        ask = partial(bot.ask, speaker=question.said_by) if question.said_by else bot.ask
        found = answer_record(name, article, question, ask)
        if library and question.answers:
            first = [extract["article"] for extract in found["extracts"][:1]]
            found["values"]["article@1"] = float(first == [article.id])
        return found

    return record


def _set_report(name: str, path: Path, results: Results) -> SetReport:
    facts = _Facts(results.of_set(name))
    if not facts.latencies:
        raise EvaluationError(f"{name}: no question was asked, so there is nothing to report.")
    return summed_up(
        results,
        name,
        path,
        counts={"answerable": len(facts.answerable), "unanswerable": len(facts.silent)},
        figures=mean_figures(results.of_set(name)) | facts.figures(),
        curves=facts.curves(),
    )


class _Facts:
    """What all questions of a set together show: a few numbers a question."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.answerable: list[float] = []
        self.silent: list[float] = []
        self.latencies: list[float] = []
        self.extracts = 0
        self.altered = 0
        for record in records:
            (self.answerable if record["answerable"] else self.silent).append(record["confidence"])
            self.latencies.append(record["latency_ms"])
            self.extracts += len(record["extracts"])
            self.altered += record["altered"]

    def figures(self) -> dict[str, Figure]:
        """The figures that are no mean over questions."""
        figures = {
            "AUROC": statistic_figure(auroc, self.answerable, self.silent),
            "refused_at_90_kept": statistic_figure(
                partial(refused_at_kept, kept=KEPT_SHARE), self.answerable, self.silent
            ),
            "altered_extracts": Figure(self.altered, self.altered, self.altered, self.extracts),
            "latency_p50_ms": quantile_figure(self.latencies, 0.5),
            "latency_p95_ms": quantile_figure(self.latencies, 0.95),
        }
        return {name: figure for name, figure in figures.items() if figure is not None}

    def curves(self) -> dict[str, list[Point]]:
        """The points of each plot."""
        probabilities = self.answerable + self.silent
        truth = [True] * len(self.answerable) + [False] * len(self.silent)
        return {
            "refusal": [*refusal_curve(self.answerable, self.silent)],
            "reliability": [*reliability(probabilities, truth)],
            "latency": [*_latency_curve(self.latencies)],
        }


def _latency_curve(latencies: list[float]) -> Iterator[Point]:
    shares = np.linspace(0, 1, 101)
    for share, value in zip(shares, np.quantile(latencies, shares), strict=True):
        yield float(value), float(share)
