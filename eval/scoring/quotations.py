"""Verdicts on quotations measured: right ones, and altered ones called word for word."""

from pathlib import Path

from eval.data.files import name_sets
from eval.data.quotation_sets import JudgedQuotation, QuotedArticle, read_quotations
from eval.data.results import Record, Results, open_results
from eval.reporting.intervals import Figure
from eval.reporting.reports import Report, SetReport, make_report
from eval.reporting.summaries import mean_figures, summed_up
from index.embedding import Encoder
from index.errors import EvaluationError
from qa import ArticleQA
from qa.showing.progress import progress_bar


def measure_quotations(
    *files: str | Path,
    encoder: Encoder | None = None,
    per_question: str | Path | None = None,
    resume: bool = False,
) -> Report:
    """Measures the verdicts on the quotations of each file.

    What was found is written to `per_question`, from which a stopped run goes on with `resume`.
    Raises EvaluationError.
    """
    sets = name_sets(*files)
    with open_results("verify", {}, sets, per_question, resume=resume) as results:
        for name, path in sets.items():
            _measure(name, path, encoder, results)
        reports = [_set_report(name, path, results) for name, path in sets.items()]
    return make_report("verify", {}, reports)


def _measure(name: str, path: Path, encoder: Encoder | None, results: Results) -> None:
    total = sum(len(quoted.quotations) for quoted in read_quotations(path))
    with progress_bar(name, total, results.count(name)) as tick:
        for quoted in read_quotations(path):
            todo = [judged for judged in quoted.quotations if (name, judged.id) not in results.done]
            if todo:
                bot = ArticleQA([quoted.article], encoder=encoder)
                for judged in todo:
                    results.add({"set": name} | _record(quoted, judged, bot))
                    tick()


def _record(quoted: QuotedArticle, judged: JudgedQuotation, bot: ArticleQA) -> Record:
    found = bot.verify(judged.text, speaker=judged.speaker)
    right = found.verdict == judged.verdict
    return {
        "id": judged.id,
        "article": quoted.article.id,
        "question": judged.text,
        "named": judged.speaker,
        "verdict": found.verdict,
        "expected verdict": judged.verdict,
        "speaker": found.speaker and found.speaker.name,
        "falsely confirmed": bool(found) and not right,
        "values": {"right": right, f"right: {judged.verdict}": right},
        "failed": not right,
    }


def _set_report(name: str, path: Path, results: Results) -> SetReport:
    if not (count := results.count(name)):
        raise EvaluationError(f"{name} has no quotation, so there is nothing to report.")
    wrong = [record for record in results.of_set(name) if record["falsely confirmed"]]
    altered = sum(record["expected verdict"] == "altered" for record in wrong)
    counted = {"falsely_confirmed": len(wrong), "altered_confirmed": altered}
    return summed_up(
        results,
        name,
        path,
        counts={"quotations": count},
        figures=mean_figures(results.of_set(name))
        | {measure: Figure(value, value, value, count) for measure, value in counted.items()},
    )
