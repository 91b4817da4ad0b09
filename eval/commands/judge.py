"""This file is about judging an article: making a set of questions of one's own."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from eval.data.sets import read_rows, read_set
from eval.reporting.reports import write_whole
from index import Article, Span, read_article
from index.errors import EvaluationError, QuestionError
from index.passages import article_sentences
from qa import ArticleQA

PROPOSED = 8
HELP = """Which sentences answer? Type their numbers, as 3 or 3 4. Or:
  "words"  these very words answer     none  the article does not say
  all      show every sentence         skip  the next question         stop  enough"""


def judge(
    article: Annotated[str, typer.Argument(help="A file or an address.")],
    *,
    into: Annotated[Path, typer.Option(help="The set to write, or to add to.")] = Path(
        "judged.jsonl"
    ),
) -> None:
    """Make a set of your own from an article.

    Judge the questions that are proposed, and those that you type.

    The file is written whole after every question, so nothing is lost by stopping.
    """
    read = read_article(article)
    bot = ArticleQA([read])
    sentences = article_sentences(read)
    rows, row = _open_set(read, into)
    asked = {question["question"] for question in row["questions"]}
    typer.echo(HELP)
    for question in _questions(bot):
        if question in asked:
            continue
        try:
            answers = _judgment(read, sentences, question, bot)
        except QuestionError as error:
            typer.echo(str(error))
            continue
        if answers is None:
            continue
        asked.add(question)
        row["questions"].append(
            {
                "id": f"{read.id}-{len(row['questions']) + 1}",
                "question": question,
                "answers": [{"text": one.of(read.text), "start": one.start} for one in answers],
            }
        )
        write_whole(into, "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows))
        typer.echo(f"Questions on this article in {into}: {len(row['questions'])}.")


def parse_judgment(reply: str, text: str, sentences: Sequence[Span]) -> list[Span] | None:
    """The spans that a reply names: numbers of sentences, words in quotation marks, or none.

    None when the reply is something else. Sentences are counted from 1.

    >>> parse_judgment("2", "One. Two.", [Span(0, 4), Span(5, 9)])
    [Span(start=5, end=9)]
    >>> parse_judgment('"Two"', "One. Two.", [Span(0, 4), Span(5, 9)])
    [Span(start=5, end=8)]
    """
    reply = reply.strip()
    if reply.casefold() == "none":
        return []
    if quoted := re.fullmatch(r"[\"“](.+)[\"”]", reply):
        words = quoted[1]
        starts = [match.start() for match in re.finditer(re.escape(words), text)]
        return [Span(start, start + len(words)) for start in starts] or None
    numbers = re.split(r"[\s,]+", reply)
    if all(number.isdecimal() and 1 <= int(number) <= len(sentences) for number in numbers):
        return [sentences[int(number) - 1] for number in numbers]
    return None


def _open_set(article: Article, into: Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Every row of the set that is there already, and the row of this article."""
    rows = []
    if into.exists():
        list(read_set(into))  # refuses a file that is no set before anything is added to it
        rows = [row for _, row in read_rows(into)]
    for row in rows:
        if row["article_id"] == article.id:
            if row["text"] != article.text:
                raise EvaluationError(f"{into} has another text under the id {article.id}.")
            return rows, row
    new = {
        "dataset": into.stem,
        "article_id": article.id,
        "title": article.title or "",
        "text": article.text,
        "questions": [],
    }
    return [*rows, new], new


def _questions(bot: ArticleQA) -> Iterator[str]:
    """The questions that the program proposes, then those that the user types."""
    yield from bot.example_questions(PROPOSED)
    while question := typer.prompt(
        "A question of your own (empty to stop)", "", show_default=False
    ):
        yield str(question)


def _judgment(
    article: Article, sentences: Sequence[Span], question: str, bot: ArticleQA
) -> list[Span] | None:
    """What the user says answers a question; None to skip it."""
    answer = bot.ask(question)
    shown = answer.citations or ((answer.closest,) if answer.closest else ())
    typer.secho(f"\n{question}", bold=True)
    _show(article, sentences, [citation.extract for citation in shown])
    while True:
        reply = typer.prompt("Answered by")
        if reply == "stop":
            raise typer.Exit
        if reply == "skip":
            return None
        if reply == "all":
            _show(article, sentences, [Span(0, len(article.text))])
        elif (spans := parse_judgment(reply, article.text, sentences)) is not None:
            return spans
        else:
            typer.echo(HELP)


def _show(article: Article, sentences: Sequence[Span], near: Sequence[Span]) -> None:
    for number, sentence in enumerate(sentences, 1):
        if any(sentence.overlap(span) for span in near):
            typer.echo(f"{number:4}  {sentence.of(article.text)}")
