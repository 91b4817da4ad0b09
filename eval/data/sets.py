"""Sets of judged questions: articles, and the words of each that answer a question."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from eval.data.files import read_rows
from index import Article, Span
from index.errors import ArticleError, EvaluationError

Match = Literal["inside", "overlap"]


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question and every span that answers it; none means that the article does not answer.

    `exact` are the shortest words that answer, where the answers are whole sentences. `speaker` is
    the name that must stand by the answer, `turns` are the questions asked before this one,
    `standalone` says a follow-up in full, and `click` is the statement chosen just before it;
    `said_by` is the speaker whose statements alone count.
    """

    id: str
    text: str
    answers: tuple[Span, ...]
    exact: tuple[Span, ...] = ()
    speaker: str | None = None
    turns: tuple[str, ...] = ()
    standalone: str | None = None
    click: Span | None = None
    said_by: str | None = None


@dataclass(frozen=True, slots=True)
class JudgedArticle:
    """An article's text and its questions.

    An extract is right when it holds an answer whole (`inside`), or when both share half of the
    shorter one (`overlap`, for sets whose answers are long passages).
    """

    id: str
    title: str | None
    text: str
    questions: tuple[JudgedQuestion, ...]
    match: Match = "inside"

    def as_read(self) -> Article:
        """The article as the program reads it. Raises EvaluationError when it cannot."""
        try:
            return Article.from_text(self.text, self.title, id=self.id)
        except ArticleError as error:
            raise EvaluationError(f"The article {self.id!r} cannot be read: {error}") from None


def read_set(path: Path) -> Iterator[JudgedArticle]:
    """The articles of a JSON Lines file (`.gz` too), one at a time.

    Raises EvaluationError with the file, the line and what is wrong there: no JSON, a question
    without `answers`, an answer that does not stand where it says, an id used twice.
    """
    seen: set[str] = set()
    empty = True
    for place, row in read_rows(path):
        empty = False
        article = _article(row, place)
        for question in article.questions:
            if question.id in seen:
                raise EvaluationError(f"{place}: the question id {question.id!r} is used twice.")
            seen.add(question.id)
        yield article
    if empty:
        raise EvaluationError(f"{path} is empty: give a file with one judged article on each line.")


def chosen(
    path: Path,
    wanted: Callable[[JudgedQuestion], bool],
    *,
    limit: int | None = None,
    sample: int | None = None,
    seed: int = 0,
) -> Iterator[JudgedArticle]:
    """The articles with the `wanted` questions: the first `limit`, or `sample` of them drawn.

    A draw depends on `seed` and the ids alone, and keeps the order of the file. Articles that are
    left without a question are left out.
    """
    ids = (
        question.id
        for article in read_set(path)
        for question in article.questions
        if wanted(question)
    )
    keep = set(drawn(ids, limit=limit, sample=sample, seed=seed))
    for article in read_set(path):
        if questions := tuple(asked for asked in article.questions if asked.id in keep):
            yield replace(article, questions=questions)


def drawn(
    ids: Iterable[str], *, limit: int | None = None, sample: int | None = None, seed: int = 0
) -> list[str]:
    """The first `limit` of `sample` ids drawn at random, or of all ids, in their order.

    >>> drawn("abcdef", limit=2)
    ['a', 'b']
    """
    everything = list(ids)
    if sample is not None and sample < len(everything):
        lots = random.Random(seed)  # noqa: S311 - a draw that anyone can repeat, no secret
        keep = set(lots.sample(sorted(everything), sample))
        everything = [key for key in everything if key in keep]
    return everything[:limit]


def crossed(articles: Iterable[JudgedArticle]) -> Iterator[JudgedArticle]:
    """Each article with the questions of the one before it, which it cannot be meant to answer.

    The questions of the last are asked of the first. Questions whose answer's words stand in the
    other article by chance are left out.
    """
    everything = list(articles)
    if len(everything) < 2:
        raise EvaluationError("Crossing questions needs a set of two articles or more.")
    for number, article in enumerate(everything):
        other = everything[number - 1]
        if other.text == article.text:
            continue
        questions = tuple(
            JudgedQuestion(f"{question.id}@{article.id}", question.text, ())
            for question in other.questions
            if question.answers
            and not any(span.of(other.text) in article.text for span in question.answers)
        )
        if questions:
            yield replace(article, questions=questions)


def _article(row: dict[str, Any], place: str) -> JudgedArticle:
    text = _text(row, "text", place)
    match = row.get("match", "inside")
    if match not in ("inside", "overlap"):
        raise EvaluationError(f"{place}: `match` must be inside or overlap, not {match!r}.")
    questions = row.get("questions")
    if not isinstance(questions, list):
        raise EvaluationError(f"{place}: `questions` must be a list.")
    title = row.get("title")
    return JudgedArticle(
        id=_text(row, "article_id", place),
        title=title if isinstance(title, str) and title else None,
        text=text,
        questions=tuple(_question(question, text, place) for question in questions),
        match=match,
    )


def _question(row: dict[str, Any], text: str, place: str) -> JudgedQuestion:
    if not isinstance(row, dict):
        raise EvaluationError(f"{place}: a question must be a JSON object.")
    place = f"{place}, question {row.get('id')!r}"
    answers = row.get("answers")
    if not isinstance(answers, list):
        raise EvaluationError(
            f"{place} has no judgment: give `answers`, an empty list where the article is silent."
        )
    return JudgedQuestion(
        id=_text(row, "id", place),
        text=_text(row, "question", place),
        answers=tuple(_answer(answer, text, place) for answer in answers),
        exact=tuple(
            _answer(answer["exact"], text, place) for answer in answers if answer.get("exact")
        ),
        speaker=row.get("speaker"),
        turns=_turns(row.get("turns", ()), place),
        standalone=row.get("standalone"),
        click=_answer(row["click"], text, place) if row.get("click") else None,
        said_by=_text(row, "said_by", place) if row.get("said_by") else None,
    )


def _answer(answer: Any, text: str, place: str) -> Span:
    try:
        start, words = answer["start"], answer["text"]
        right = isinstance(start, int) and words and text[start : start + len(words)] == words
    except (KeyError, TypeError):
        right = False
    if not right or start < 0:
        raise EvaluationError(f"{place}: the answer {answer!r} does not stand there in the text.")
    return Span(start, start + len(words))


def _turns(turns: Any, place: str) -> tuple[str, ...]:
    if not isinstance(turns, Sequence) or not all(isinstance(turn, str) for turn in turns):
        raise EvaluationError(f"{place}: `turns` must be a list of the questions asked before.")
    return tuple(turns)


def _text(row: dict[str, Any], name: str, place: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value:
        raise EvaluationError(f"{place}: `{name}` is missing or not a text.")
    return value
