"""A batch: what is written, and that it goes on where it stopped, wherever that was."""

import csv
import fcntl
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from index import Article, ArticleQAError, Attribution, Span, Speaker
from index.errors import QuestionError
from qa import Answer, Citation
from qa.batch.answer_files import AnswerFile, JsonLines
from qa.batch.asking import ask_all
from qa.batch.questions import AskedFor
from qa.showing import forms

TEXT = "“It cost\n3 million, =all told,” said Ann Lee, the mayor. The bridge opened."
ARTICLE = Article.from_text(TEXT, "A bridge", source="https://example.org/a")
CUE, SOURCE = Span(32, 36), Span(37, 44)
SAID = Attribution((Span(0, 31),), Speaker("Ann Lee", "the mayor"), SOURCE, CUE, "direct", 0.9)
QUESTIONS = [
    AskedFor("What did it cost?", None, "7"),
    AskedFor("Why?"),
    AskedFor(""),
    AskedFor("=1+1?\ud800", "Ann Lee"),
]


class Bot:
    """Answers a question about the cost, refuses the rest, and is stopped after some."""

    def __init__(self, patience: int = 100, articles: tuple[Article, ...] = (ARTICLE,)) -> None:
        self.articles = articles
        self.asked: list[tuple[str, str | None]] = []
        self._patience = patience

    def ask(self, question: str, *, speaker: str | None = None) -> Answer:
        if len(self.asked) == self._patience:
            raise KeyboardInterrupt
        self.asked.append((question, speaker))
        if not question:
            raise QuestionError("The question is empty.")
        cited = Citation(1, ARTICLE, Span(0, 56), Span(9, 18), SAID)
        return Answer(question, question, (cited,) if "cost" in question else (), 0.5)


def ask(into: Path, bot: Bot, questions: list[AskedFor] = QUESTIONS) -> Counter[str | None]:
    return ask_all(questions, into, lambda: bot)  # type: ignore[arg-type, return-value]


def rows(file: Path) -> list[dict[str, Any]]:
    if file.suffix == ".csv":
        return list(csv.DictReader(io.StringIO(file.read_bytes().decode(), newline="")))
    return [json.loads(line) for line in file.read_text().splitlines()]


@pytest.mark.parametrize("name", ["answers.csv", "answers.jsonl"])
def test_every_question_has_its_answer_in_order(tmp_path: Path, name: str) -> None:
    into, bot = tmp_path / name, Bot()
    assert ask(into, bot) == {"answered": 1, "not said": 2, None: 1}
    assert bot.asked == [(asked.question, asked.speaker) for asked in QUESTIONS]
    found = rows(into)
    assert [row["id"] or None for row in found] == ["7", None, None, None]
    assert [row["error"] or None for row in found] == [None, None, "The question is empty.", None]
    assert len({row["articles"] for row in found}) == 1


def test_json_lines_hold_the_whole_answer(tmp_path: Path) -> None:
    ask(tmp_path / "a.jsonl", Bot())
    first = rows(tmp_path / "a.jsonl")[0]["answer"]
    assert first == forms.Answer.of(Bot().ask("What did it cost?")).model_dump(mode="json")


def test_csv_has_the_first_citation_and_computes_nothing(tmp_path: Path) -> None:
    ask(tmp_path / "a.csv", Bot())
    first, why, empty, formula = rows(tmp_path / "a.csv")
    assert TEXT[int(first["start"]) : int(first["end"])] == first["extract"]
    assert (first["words"], first["speaker_name"], first["cue"]) == (
        "3 million",
        "Ann Lee",
        "said",
    )
    assert first["link"].startswith("https://example.org/a#:~:text=")
    assert (why["verdict"], why["extract"], why["answer"]) == (
        "not said",
        "",
        "The article does not say.",
    )
    assert (empty["verdict"], empty["answer"]) == ("", "")
    assert formula["question"] == "'=1+1?\ufffd"


@pytest.mark.parametrize("name", ["answers.csv", "answers.jsonl"])
def test_stopped_anywhere_it_goes_on_to_the_same_file(tmp_path: Path, name: str) -> None:
    """Cut after every seventh byte: a half-written answer is written again, and none is lost or twice."""
    into = tmp_path / name
    ask(into, Bot())
    whole = into.read_bytes()
    for length in [*range(0, len(whole), 7), len(whole)]:
        into.write_bytes(whole[:length])
        bot = Bot()
        ask(into, bot)
        assert into.read_bytes() == whole
    assert not bot.asked


@pytest.mark.parametrize("name", ["answers.csv", "answers.jsonl"])
def test_an_interrupted_run_keeps_what_it_asked(tmp_path: Path, name: str) -> None:
    into, patient = tmp_path / name, Bot()
    with pytest.raises(KeyboardInterrupt):
        ask(into, Bot(patience=2))
    assert len(rows(into)) == 2
    ask(into, patient)
    assert patient.asked == [(asked.question, asked.speaker) for asked in QUESTIONS[2:]]
    more = [*QUESTIONS, AskedFor("And then?")]
    ask(into, another := Bot(), more)
    assert another.asked == [("And then?", None)]


@pytest.mark.parametrize("name", ["answers.csv", "answers.jsonl"])
def test_a_file_of_other_questions_or_articles_is_left_as_it_is(tmp_path: Path, name: str) -> None:
    into = tmp_path / name
    ask(into, Bot(), QUESTIONS[:2])
    before = into.read_bytes()
    for questions, told in (
        ([QUESTIONS[0], AskedFor("Where?")], "number 2"),
        (QUESTIONS[:1], "number 2"),
        ([AskedFor(QUESTIONS[0].question, "Ann Lee"), QUESTIONS[1]], "number 1"),
    ):
        with pytest.raises(ArticleQAError, match=told):
            ask(into, Bot(), questions)
    other = Article.from_text("It rained.")
    with pytest.raises(ArticleQAError, match="other articles"):
        ask(into, Bot(articles=(other,)))
    assert into.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "question\nWhy?\n"),
        ("a.csv", "notes"),
        ("a.jsonl", "notes"),
        ("a.jsonl", '{"question": "Why?"}\n'),
        ("a.jsonl", '["question"]\n'),
        ("a.jsonl", '{"version": 1}\n'),
    ],
)
def test_a_file_of_anything_else_is_left_as_it_is(tmp_path: Path, name: str, content: str) -> None:
    into = tmp_path / name
    into.write_text(content)
    with pytest.raises(ArticleQAError, match="something other than answers"):
        ask(into, Bot())
    assert into.read_text() == content


def test_a_damaged_row_is_told(tmp_path: Path) -> None:
    into = tmp_path / "a.csv"
    ask(into, Bot())
    into.write_bytes(into.read_bytes() + b"half a row\r\n")
    with pytest.raises(ArticleQAError, match="something other than answers"):
        ask(into, Bot())


def test_bad_places_for_the_answers_are_told(tmp_path: Path) -> None:
    with pytest.raises(ArticleQAError, match=r"a \.csv or \.jsonl file"):
        ask(tmp_path / "a.xlsx", Bot())
    with pytest.raises(ArticleQAError, match="cannot be written"):
        ask(tmp_path / "nowhere" / "a.csv", Bot())
    with (tmp_path / "a.csv").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(ArticleQAError, match="another program"):
            ask(tmp_path / "a.csv", Bot())


class Full(io.BytesIO):
    """A file on a full disk."""

    def write(self, data: Any, /) -> int:
        raise OSError(28, "No space left on device")


def test_a_full_disk_is_told() -> None:
    with pytest.raises(ArticleQAError, match="make room"):
        AnswerFile(Path("a.jsonl"), Full(), JsonLines())
