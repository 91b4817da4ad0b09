"""What programs ask for over HTTP and over MCP: a few questions at a time, forms for answers."""

import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as StillLoading
from contextlib import contextmanager
from itertools import islice

from index import Article, ArticleQAError, Attribution, Speaker
from index.errors import ArticleError, BusyError
from index.passages import Passage
from index.speakers.quote_sheet import SpeakerStatements
from qa.article_qa import ArticleQA, Limits, limited
from qa.showing import forms
from qa.understanding.question import speaker_matching

MOST_ANSWERING = 2
"""Questions that are answered at the same time."""
MOST_WAITING = 16
"""Questions that wait; one more is refused."""
MOST_RETURNED = 100
"""The most speakers, statements or passages that come back at once."""
MOST_READ = 20_000
"""The most characters of an article that come back at once."""
MOST_ARTICLES_WHOLE = 500
"""The most articles that are gone through for their speakers."""
ARTICLES_SUGGESTED = 20
"""Articles that are named where one must be chosen."""


class Service:
    """Six questions about articles, each with its form; for many threads at once."""

    def __init__(self, bot: Callable[[], ArticleQA]) -> None:
        """`bot` waits for the articles; what it raises is raised where something is asked."""
        self._bot = bot
        self._places = threading.BoundedSemaphore(MOST_ANSWERING + MOST_WAITING)
        self._workers = threading.BoundedSemaphore(MOST_ANSWERING)

    def ask(
        self, question: str, speaker: str | None = None, limits: Limits | None = None
    ) -> forms.Answer:
        """The extracts that answer a question; `speaker` is whose statements alone count."""
        with self._turn() as bot:
            return forms.Answer.of(limited(bot, limits).ask(question, speaker=speaker))

    def verify(
        self, quotation: str, speaker: str | None = None, limits: Limits | None = None
    ) -> forms.Verification:
        """Whether a quotation stands in the articles, and whether `speaker` said it."""
        with self._turn() as bot:
            return forms.Verification.of(limited(bot, limits).verify(quotation, speaker=speaker))

    def speakers(
        self,
        article: str | None = None,
        *,
        speaker: str | None = None,
        limits: Limits | None = None,
        offset: int = 0,
        limit: int = MOST_RETURNED,
    ) -> forms.Speakers:
        """The quote sheets of an article or of all, `limit` speakers from the one at `offset`.

        With `speaker`, only what this one said is in them.
        """
        with self._turn() as waited:
            bot = limited(waited, limits)
            sheets = [(read, bot.speakers(read.id)) for read in _chosen(bot, article)]
            if speaker is not None:
                sheets = [(read, _sheet_of(speaker, sheet)) for read, sheet in sheets]
                if not any(sheet for _, sheet in sheets):
                    raise _nobody(speaker)
            return forms.Speakers.of(sheets, offset=offset, limit=limit)

    def statements(
        self,
        speaker: str | None = None,
        article: str | None = None,
        *,
        offset: int = 0,
        limit: int = MOST_RETURNED,
    ) -> forms.Statements:
        """What was said in an article or in all, by `speaker` or by anybody."""
        with self._turn() as bot:
            said = [
                (read, attribution)
                for read in _chosen(bot, article)
                for attribution in bot.attributions(read.id)
                if attribution.is_statement
            ]
            if speaker is not None:
                speakers = [attribution.speaker for _, attribution in said if attribution.speaker]
                name = _named(speaker, speakers).name
                said = [pair for pair in said if _is_by(pair[1], name)]
            return forms.Statements.of(said, offset=offset, limit=limit)

    def read(
        self, article: str | None = None, *, start: int = 0, limit: int = MOST_READ
    ) -> forms.Reading:
        """The text of an article, `limit` characters from `start`; without an id, the only one."""
        with self._turn() as bot:
            read = _only(bot) if article is None else _with_id(bot, article)
            text = read.text
            start = min(start, len(text))
            end = min(start + limit, len(text))
            return forms.Reading(
                text=text[start:end],
                start=start,
                end=end,
                length=len(text),
                article=forms.Article.of(read),
            )

    def search(
        self,
        question: str,
        *,
        speaker: str | None = None,
        limits: Limits | None = None,
        limit: int = 10,
    ) -> forms.Passages:
        """The passages that fit a question best, with who says what in them.

        With `speaker`, those among the best hundred in which this one says something.
        """
        with self._turn() as waited:
            bot = limited(waited, limits)
            found = [
                (scored, _said_in(bot, scored.passage))
                for scored in bot.search(question, limit if speaker is None else MOST_RETURNED)
                if speaker is None or _is_told_by(speaker, bot, scored.passage)
            ][:limit]
            if speaker is not None and not found:
                raise _nobody(speaker)
            return forms.Passages(
                question=question,
                passages=[
                    forms.Passage.of(
                        scored.passage.article, scored.passage.span, scored.score, said
                    )
                    for scored, said in found
                ],
            )

    @contextmanager
    def _turn(self) -> Iterator[ArticleQA]:
        if not self._places.acquire(blocking=False):
            raise BusyError("Too many questions are waiting: ask again in a few seconds.")
        try:
            with self._workers:
                yield self._bot()
        except StillLoading:
            raise BusyError("The articles are still loading: ask again in a minute.") from None
        finally:
            self._places.release()


def _chosen(bot: ArticleQA, article_id: str | None) -> Iterable[Article]:
    """The article with an id, or all, where they are not too many to go through."""
    if article_id is not None:
        return [_with_id(bot, article_id)]
    if (count := len(bot.articles)) > MOST_ARTICLES_WHOLE:
        raise ArticleError(
            f"There are {count:,} articles, and {MOST_ARTICLES_WHOLE} can be gone through: give "
            "the id of one, which `ask` and `search` find."
        )
    return bot.articles


def _with_id(bot: ArticleQA, article_id: str) -> Article:
    article = bot.article(article_id)
    if article is None:
        raise ArticleError(f"There is no article {article_id!r} here: `search` finds their ids.")
    return article


def _only(bot: ArticleQA) -> Article:
    if (count := len(bot.articles)) > 1:
        first = islice(bot.articles, ARTICLES_SUGGESTED)
        ids = "; ".join(f"{article.id} ({article.title or 'untitled'})" for article in first)
        raise ArticleError(f"There are {count:,} articles: give an id, such as {ids}.")
    return bot.articles[0]


def _named(name: str, speakers: list[Speaker]) -> Speaker:
    speaker = speaker_matching(name, speakers)
    if speaker is None:
        raise _nobody(name)
    return speaker


def _nobody(name: str) -> ArticleQAError:
    return ArticleQAError(
        f"{name!r} fits nobody who is quoted, or several: `speakers` lists who is."
    )


def _sheet_of(name: str, sheet: list[SpeakerStatements]) -> list[SpeakerStatements]:
    """What one speaker said in an article; nothing where the name fits nobody or several."""
    speaker = speaker_matching(name, [entry.speaker for entry in sheet])
    return [entry for entry in sheet if entry.speaker == speaker]


def _said_in(bot: ArticleQA, passage: Passage) -> list[Attribution]:
    found = bot.attributions(passage.article.id, passage.span)
    return [said for said in found if said.is_statement]


def _is_told_by(name: str, bot: ArticleQA, passage: Passage) -> bool:
    """Whether somebody of this name says something in a passage."""
    everybody = [entry.speaker for entry in bot.speakers(passage.article.id)]
    speaker = speaker_matching(name, everybody)
    return any(said.speaker == speaker for said in _said_in(bot, passage) if said.speaker)


def _is_by(said: Attribution, name: str) -> bool:
    return said.speaker is not None and said.speaker.name == name
