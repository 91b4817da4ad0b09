"""Conversations measured: follow-up questions against the same questions said in full."""

from functools import partial
from pathlib import Path

from eval.data.files import name_sets
from eval.data.results import Record, open_results
from eval.data.sets import JudgedArticle, JudgedQuestion, chosen
from eval.reporting.reports import Report, make_report
from eval.reporting.summaries import mean_figures, summed_up
from eval.scoring.answer_records import answer_record
from eval.scoring.program import Program
from eval.scoring.question_loop import Answerer, ask_all
from index import Article
from index.embedding import Encoder
from index.errors import EvaluationError
from qa import Answer, ArticleQA, Models, Settings
from qa.conversation import turn_of_statement

COMPARED_MEASURES = ("hit@1", "hit@3", "refused", "right")
"""What is measured in every way of asking: after the turns, in full, and without the turns."""


def measure_conversations(
    *files: str | Path,
    encoder: Encoder | None = None,
    models: Models | None = None,
    settings: Settings | None = None,
    limit: int | None = None,
    sample: int | None = None,
    seed: int = 0,
    per_question: str | Path | None = None,
    resume: bool = False,
) -> Report:
    """Measures the answers to follow-ups: questions with `turns` or a `click`, asked after them.

    Beside each value stands that of the question said in full, which is the most to hope for, and
    that of the question with nothing before it, which shows what the turns are worth. The other
    arguments are those of `measure_answers`. Raises EvaluationError.
    """
    program = Program(encoder, models, settings)
    choices = {"limit": limit, "sample": sample, "seed": seed} | program.changes()
    sets = name_sets(*files)
    with open_results("conversation", choices, sets, per_question, resume=resume) as results:
        for name, path in sets.items():
            drawn = partial(chosen, path, _follows, limit=limit, sample=sample, seed=seed)
            if not ask_all(name, drawn, results, partial(_opened, name, program)):
                raise EvaluationError(f"{name} has no follow-up: give some questions `turns`.")
        reports = [
            summed_up(
                results,
                name,
                path,
                counts={"follow-ups": results.count(name)},
                figures=mean_figures(results.of_set(name)),
            )
            for name, path in sets.items()
        ]
    return make_report("conversation", choices, reports)


def _follows(question: JudgedQuestion) -> bool:
    return bool(question.turns or question.click)


def _opened(name: str, program: Program, article: JudgedArticle) -> Answerer:
    bot = program.opened(article)
    return partial(_record, name, article, bot, _Talk(article.as_read(), bot))


class _Talk:
    """A conversation that goes on as long as each question follows those asked in it."""

    def __init__(self, article: Article, bot: ArticleQA) -> None:
        self._article = article
        self._bot = bot
        self._chat = bot.chat()
        self._asked: tuple[str, ...] = ()

    def ask(self, question: JudgedQuestion, text: str) -> Answer:
        """The answer to a follow-up, after its turns and the statement that was clicked."""
        if self._asked != question.turns:
            self._chat = self._bot.chat()
            for turn in question.turns:
                self._chat.ask(turn)
        if question.click:
            said = self._bot.attributions(self._article.id, question.click)
            if clicked := turn_of_statement(self._article, said, question.click):
                self._chat.lean_on(clicked)
        self._asked = (*question.turns, text)
        if question.said_by:
            return self._chat.ask(text, speaker=question.said_by)
        return self._chat.ask(text)


def _record(
    name: str, article: JudgedArticle, bot: ArticleQA, talk: _Talk, question: JudgedQuestion
) -> Record:
    """The record of a follow-up, with the values of the other ways to ask it beside its own."""
    record = answer_record(name, article, question, partial(talk.ask, question))
    values = dict(record["values"])
    for way, text in (("in full", question.standalone), ("without turns", question.text)):
        if text:
            alone = JudgedQuestion(question.id, text, question.answers)
            other = answer_record(name, article, alone, bot.ask)["values"]
            values |= {
                f"{measure} {way}": other[measure]
                for measure in COMPARED_MEASURES
                if measure in other
            }
    return record | {"values": values, "turns": question.turns, "in full": question.standalone}
