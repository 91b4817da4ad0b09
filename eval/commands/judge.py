"""`python -m eval judge`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from eval.data.own_sets import OwnSet, parse_judgment
from index import Article, Span, read_article
from index.errors import QuestionError
from index.passages import article_sentences
from qa import ArticleQA

PROPOSED_QUESTIONS = 8
REPLY_HELP = """Which sentences answer? Type their numbers, as 3 or 3 4. Or:
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
    judged = OwnSet(into, read)
    sentences = article_sentences(read)
    typer.echo(REPLY_HELP)
    for question in _questions(bot):
        if question in judged:
            continue
        try:
            answers = _judgment(read, sentences, question, bot)
        except QuestionError as error:
            typer.echo(str(error))
            continue
        if answers is not None:
            judged.add(question, answers)
            typer.echo(f"Questions on this article in {into}: {len(judged)}.")


def _questions(bot: ArticleQA) -> Iterator[str]:
    """The questions that the program proposes, then those that the user types."""
    yield from bot.example_questions(PROPOSED_QUESTIONS)
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
            typer.echo(REPLY_HELP)


def _show(article: Article, sentences: Sequence[Span], near: Sequence[Span]) -> None:
    for number, sentence in enumerate(sentences, 1):
        if any(sentence.overlap(span) for span in near):
            typer.echo(f"{number:4}  {sentence.of(article.text)}")
