"""Asking the questions of a batch one after another, from where an earlier run stopped."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from index import ArticleQAError
from index.articles import content_hash
from qa.article_qa import ArticleQA
from qa.batch.answer_files import Answered, AnswerFile, Kept, opened_answers
from qa.batch.questions import AskedFor
from qa.showing.progress import progress_bar


def ask_all(
    questions: Sequence[AskedFor], into: Path, load: Callable[[], ArticleQA]
) -> Counter[str | None]:
    """Writes the answer to each question into a file, after those that it holds already.

    `load` makes the bot, once the file is seen to be of these questions. Returns how often each
    verdict is in the file, and None for what could not be asked. Raises ArticleQAError when the
    file holds other answers or cannot be written.
    """
    with opened_answers(into) as file:
        _check_questions(file.kept, questions, into)
        if len(file.kept) < len(questions):
            bot = load()
            _ask_rest(bot, file, questions, into)
        return Counter(kept.verdict or None for kept in file.kept)


def _ask_rest(bot: ArticleQA, file: AnswerFile, questions: Sequence[AskedFor], into: Path) -> None:
    articles = content_hash("\n".join(sorted(article.id for article in bot.articles)))
    if any(kept.articles != articles for kept in file.kept):
        raise ArticleQAError(
            f"{into} has answers from other articles: name another file, or delete it to start "
            "over."
        )
    with progress_bar("Asking", len(questions), len(file.kept)) as advance:
        for asked in questions[len(file.kept) :]:
            answer = error = None
            try:
                answer = bot.ask(asked.question, speaker=asked.speaker)
            except ArticleQAError as problem:
                error = str(problem)
            file.add(Answered(asked, articles, answer, error))
            advance()


def _check_questions(kept: Sequence[Kept], questions: Sequence[AskedFor], into: Path) -> None:
    for number, answered in enumerate(kept):
        if number == len(questions) or not answered.answers(questions[number]):
            raise ArticleQAError(
                f"{into} answers another question as its number {number + 1} "
                f"(“{answered.question[:60]}”): name another file, or delete it to start over."
            )
