"""This file is about measuring conversations: follow-ups against questions that stand alone."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Protocol

from eval.data.results import Record, Results
from eval.data.sets import JudgedArticle, JudgedQuestion, chosen
from eval.reporting.reports import SetReport, make_report
from eval.reporting.summaries import mean_figures, of_set, question_values
from eval.scoring import running
from eval.scoring.answer_records import Asker, answer_record
from eval.scoring.answers import open_article
from index.errors import EvaluationError

COMPARED = ("hit@1", "hit@3", "refused", "right")
"""What is measured in every way of asking: after the turns, in full, and without the turns."""


class Chatty(Asker, Protocol):
    """What answers questions by themselves, and one after the other."""

    def chat(self) -> Asker:
        """A new conversation."""


Open = Callable[[JudgedArticle], Chatty]


def conversation(
    files: running.Files,
    *,
    limit: running.Limit = None,
    sample: running.Sample = None,
    seed: running.Seed = 0,
    per_question: running.PerQuestion = None,
    resume: running.Resume = False,
    json: running.Json = None,
    markdown: running.Markdown = None,
    html: running.Html = None,
) -> None:
    """Measure follow-up questions after their turns.

    The questions are those with `turns`; `standalone` says one in full, the most to hope for. A
    follow-up with nothing before it shows what the turns are worth.
    """
    settings = {"limit": limit, "sample": sample, "seed": seed}
    sets = running.name_sets(files)
    outputs = (json, markdown, html)
    with running.open_results(
        "conversation", settings, sets, per_question, resume=resume, outputs=outputs
    ) as results:
        for name, path in sets.items():
            drawn = partial(chosen, path, _follows, limit=limit, sample=sample, seed=seed)
            converse(name, drawn, results, open_article)
        report = make_report("conversation", settings, _set_reports(sets, results))
        running.deliver(report, results, json=json, markdown=markdown, html=html)


def converse(
    name: str, drawn: Callable[[], Iterator[JudgedArticle]], results: Results, opened: Open
) -> None:
    """Asks every follow-up that is not done yet, and adds its record to the results."""
    total = sum(len(article.questions) for article in drawn())
    if not total:
        raise EvaluationError(f"{name} has no follow-up: give some questions `turns`.")
    with running.progress(name, total, results.count(name)) as tick:
        for article in drawn():
            todo = [one for one in article.questions if (name, one.id) not in results.done]
            if not todo:
                continue
            bot = opened(article)
            for question in todo:
                results.add(_record(name, article, question, bot))
                tick()


def _record(name: str, article: JudgedArticle, question: JudgedQuestion, bot: Chatty) -> Record:
    """The record of a follow-up, with the values of the other ways to ask it beside its own."""
    chat = bot.chat()
    for turn in question.turns:
        chat.ask(turn)
    record = answer_record(name, article, question, chat.ask)
    values = dict(record["values"])
    for way, text in (("in full", question.standalone), ("without turns", question.text)):
        if text:
            alone = JudgedQuestion(question.id, text, question.answers)
            other = answer_record(name, article, alone, bot.ask)["values"]
            values |= {f"{one} {way}": other[one] for one in COMPARED if one in other}
    return record | {"values": values, "turns": question.turns, "in full": question.standalone}


def _follows(question: JudgedQuestion) -> bool:
    return bool(question.turns)


def _set_reports(sets: Mapping[str, Path], results: Results) -> Iterator[SetReport]:
    for name, path in sets.items():
        yield SetReport(
            name=name,
            path=str(path),
            sha256=running.path_hash(path),
            counts={"follow-ups": results.count(name)},
            figures=mean_figures(of_set(results, name)),
            questions=question_values(of_set(results, name)),
        )
