"""What each rule of answering brings: every rule switched off in turn, on judged questions."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from eval.data.results import Record
from eval.data.sets import JudgedArticle, JudgedQuestion, chosen
from eval.scoring.answer_records import answer_record
from qa import ArticleQA, Models
from qa.comprehension.models import default_models
from qa.comprehension.reader import Reads, SentenceReading, TextToRead
from qa.understanding.whose_words import WhoseWords
from training.ablation import NEVER, Rule, first_argument, says, switched_off

RULE_WIDTH = 54
"""Of the column of rules, in characters."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What is measured of all questions together, in percent.

    `right`, `hit`, `kept` and `f1` are of questions that their article answers: a right extract
    comes first in an answer; it is shown first at all; an answer is given; the exact words are
    alike. `refused` is of the others.
    """

    right: float
    hit: float
    kept: float
    f1: float
    refused: float


RULES = (
    Rule("qa.understanding.manners", "manner_of", says(None)),
    Rule("qa.understanding.spelling", "Spelling.corrected", lambda _, question: question),
    Rule("qa.understanding.question", "parts", lambda question: [question]),
    Rule("qa.understanding.question", "_about", says(None)),
    Rule("qa.understanding.question", "_names_no_topic", says(False)),
    Rule("qa.understanding.question", "_untitled", first_argument),
    Rule("qa.understanding.question", "is_name", says(False)),
    Rule("qa.understanding.question", "SPEAKER_NAMED", ()),
    Rule("qa.understanding.question", "QUOTATIONS_OF", NEVER),
    Rule("qa.understanding.question", "WHO_SPOKE", NEVER),
    Rule("qa.understanding.question", "DENYING_WORD", NEVER),
    Rule("qa.understanding.question", "ASKS_FOR_ANYTHING", NEVER),
    Rule("qa.understanding.question", "WHO_CLAIMED", NEVER),
    Rule("qa.understanding.question", "ASKS_WHAT", NEVER),
    Rule("qa.understanding.question", "WHO_WILL", NEVER),
    Rule("qa.understanding.question", "BARE_PART", NEVER),
    Rule(
        "qa.understanding.whose_words",
        "whose_words",
        lambda _, __, named=None: WhoseWords(named, "", frozenset(), named is not None),
    ),
    Rule("qa.retrieval", "_may_answer", says(True)),
    Rule("qa.ranking", "_said", says(0.0)),
    Rule("qa.ranking", "_repeats", says(False)),
    Rule("qa.answering", "_suits", says(True)),
    Rule("qa.answering", "_is_told", says(True)),
    Rule("qa.citing.said_by", "attribution_of", says(None)),
    Rule("qa.citing.said_by", "is_said", says(True)),
    Rule("qa.citing.said_by", "is_stated", says(True)),
    Rule("qa.citing.said_by", "is_unsaid", says(False)),
    Rule("qa.citing.said_by", "is_anothers", says(False)),
    Rule("qa.citing.said_by", "answered_by_speaker", first_argument),
    Rule("qa.citing.said_by", "answered_by_statement", first_argument),
    Rule("qa.citing.said_by", "OPEN_QUOTATION", NEVER),
    Rule("qa.citing.exact_words", "whole_words", lambda _, words, __: words),
    Rule("qa.citing.exact_words", "_balanced", lambda _, words: words),
    Rule("qa.citing.exact_words", "UNIT", NEVER),
    Rule("qa.citing.extracts", "with_neighbour", lambda ranked, _: ranked[0].place),
    Rule("qa.citing.extracts", "_with_quotations", lambda _, extract: extract),
    Rule("qa.citing.extracts", "_with_source", lambda _, extract, *__: extract),
    Rule("qa.citing.extracts", "_with_list", lambda _, extract, __: extract),
    Rule("qa.citing.citations", "adds_something", says(True)),
    Rule("qa.citing.citations", "FURTHER_BEHIND", 0.0),
    Rule("qa.citing.citations", "TELLING_NEGATION", NEVER),
    Rule("qa.citing.citations", "TELLING_NUMBER", NEVER),
)


class ReadOnce:
    """A reader that remembers what it read."""

    def __init__(self, reader: Reads) -> None:
        self._reader = reader
        self._readings: dict[object, list[tuple[SentenceReading, ...]]] = {}

    def read(
        self,
        question: str,
        texts: Sequence[TextToRead],
        title: str | None = None,
        talk: Sequence[str] = (),
    ) -> list[tuple[SentenceReading, ...]]:
        """For each text a reading of each of its sentences, in order."""
        asked = (question, tuple(texts), title, tuple(talk))
        if asked not in self._readings:
            self._readings[asked] = self._reader.read(question, texts, title, talk)
        return self._readings[asked]


def main() -> None:
    """Print the figures of all rules together, and what changes without each of them."""
    parser = argparse.ArgumentParser(description="Switch off every rule of answering in turn.")
    parser.add_argument("sets", type=Path, nargs="+", help="sets of judged questions")
    parser.add_argument("--questions", type=int, default=None, help="only so many of each, drawn")
    options = parser.parse_args()
    articles: list[JudgedArticle] = []
    for path in options.sets:
        if path.exists():
            articles += chosen(path, _stands_alone, sample=options.questions)
        else:
            print(f"{path} is not measured: it does not exist.")
    if articles:
        for line in ablate(articles, RULES):
            print(line, flush=True)


def ablate(articles: Sequence[JudgedArticle], rules: Sequence[Rule]) -> Iterator[str]:
    """A table with a line for each rule; articles are indexed and passages read once."""
    models = default_models()
    once = Models(ReadOnce(models.reader), models.calibration)
    opened = [(article, ArticleQA([article.as_read()], models=once)) for article in articles]
    whole = _records(opened)
    before = figures(whole)
    yield f"{'':{RULE_WIDTH}} changed   right   hit@1    kept      F1  refused"
    yield f"{'all rules':{RULE_WIDTH}} {'':7}  {_line(before, '')}"
    for rule in rules:
        with switched_off(rule):
            found = _records(opened)
        changed = sum(map(_differ, whole, found))
        difference = _difference(before, figures(found))
        yield f"{rule!s:{RULE_WIDTH}} {changed:7}  {_line(difference, '+')}"


def figures(records: Sequence[Record]) -> Figures:
    """The figures of the records of questions."""
    answerable = [record["values"] for record in records if record["answerable"]]
    others = [record["values"] for record in records if not record["answerable"]]

    def percent(values: Sequence[dict[str, float]], measure: str) -> float:
        return 100 * fmean(value[measure] for value in values) if values else 0.0

    return Figures(
        right=percent(answerable, "right"),
        hit=percent(answerable, "hit@1"),
        kept=percent(answerable, "kept"),
        f1=percent(answerable, "answer_F1"),
        refused=percent(others, "refused"),
    )


def _records(opened: Sequence[tuple[JudgedArticle, ArticleQA]]) -> list[Record]:
    return [
        answer_record("", article, question, bot.ask)
        for article, bot in opened
        for question in article.questions
    ]


def _stands_alone(question: JudgedQuestion) -> bool:
    return not question.turns


def _differ(record: Record, other: Record) -> bool:
    """Whether a reader sees another answer."""
    return any(record[part] != other[part] for part in ("abstained", "extracts", "span"))


def _difference(before: Figures, after: Figures) -> Figures:
    pairs: list[tuple[Any, Any]] = list(zip(astuple(before), astuple(after), strict=True))
    return Figures(*(new - old for old, new in pairs))


def _line(measured: Figures, sign: str) -> str:
    return "  ".join(f"{value:{sign}6.2f}" for value in astuple(measured))


if __name__ == "__main__":
    main()
