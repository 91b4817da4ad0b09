"""This file is about beginning a session: with the desk's articles or with a reader's own."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import suppress
from types import SimpleNamespace

import gradio as gr

from index import Article, ArticleQAError
from qa import ArticleQA
from qa.page.session import Desk, Session
from qa.page.submissions import ASKED_LIMIT, open_file, open_text, open_url
from qa.page.updates import QUIET, Update, every, session_shown
from qa.showing.page_html import problem_html, progress_html, unread_html

LOADING = "Loading the language models and the article. This takes about ten seconds."
FINDING = "Finding who said what in the article…"
LONG = (
    f"This text is shown as it is, and is too long to be asked: open an article of at most "
    f"{ASKED_LIMIT:,} characters."
)
BROKEN = "The article could not be loaded, and the log of the server says why."


def wire_beginning(page: gr.Blocks, parts: SimpleNamespace, desk: Future[Desk]) -> None:
    """Ties the desk's articles to the loading of the page."""
    begin = _begin(parts, desk)
    page.load(begin, parts.opened, every(parts), concurrency_limit=None, **QUIET)


def wire_opening(parts: SimpleNamespace, desk: Future[Desk]) -> None:
    """Ties files, addresses and texts that a reader brings to the components."""

    def from_file(event: gr.EventData, opened: list[str]) -> Iterator[Update]:
        yield from _read(parts, lambda: open_file(event.name, event.data), opened)

    def from_url(url: str, opened: list[str]) -> Iterator[Update]:
        yield from _read(parts, lambda: open_url(url), opened)

    def from_text(text: str, opened: list[str]) -> Iterator[Update]:
        yield from _read(parts, lambda: open_text(text), opened)

    def take_up(article: Article | None) -> Update:
        if article is None:
            return {parts.unread: None}
        wait([desk])  # else the models are loaded twice
        try:
            return session_shown(parts, Session(Desk.of(ArticleQA([article]))))
        except ArticleQAError as error:
            return {parts.unread: None, parts.transcript: problem_html(str(error))}

    few = {"concurrency_id": "read", "concurrency_limit": 2, **QUIET}
    heavy = {"concurrency_id": "take up", "concurrency_limit": 1, **QUIET}
    outputs, opened = every(parts), parts.opened
    for reading in (
        parts.file.click(from_file, opened, outputs, **few),
        gr.on([parts.fetch.click, parts.url.submit], from_url, [parts.url, opened], outputs, **few),
        parts.read.click(from_text, [parts.text, opened], outputs, **few),
    ):
        read = reading.then(None, js="() => articleQA.opened()", **QUIET)
        read.then(take_up, parts.unread, outputs, **heavy)


def _begin(
    parts: SimpleNamespace, desk: Future[Desk]
) -> Callable[[list[str]], AsyncIterator[Update]]:
    async def begin(opened: list[str]) -> AsyncIterator[Update]:
        if not desk.done():
            yield {parts.transcript: progress_html(LOADING)}
            with suppress(Exception):  # shielded: a reader who leaves cancels it for all others
                await asyncio.shield(asyncio.wrap_future(desk))
        if opened:
            return
        try:
            session = Session(desk.result())
        except ArticleQAError as error:
            yield {parts.transcript: problem_html(str(error))}
        except Exception:
            yield {parts.transcript: problem_html(BROKEN)}
            raise
        else:
            yield session_shown(parts, session)

    return begin


def _read(
    parts: SimpleNamespace, read: Callable[[], Article], opened: list[str]
) -> Iterator[Update]:
    """Shows an article as soon as it is read: who said what in it takes longer."""
    yield {parts.opening: progress_html("Reading the article…"), parts.unread: None}
    try:
        article = read()
    except ArticleQAError as error:
        yield {parts.opening: problem_html(str(error))}
        return
    opened[:] = [article.id]
    long = len(article.text) > ASKED_LIMIT
    yield {
        parts.session: None,
        parts.unread: None if long else article,
        parts.article: unread_html(article),
        parts.transcript: problem_html(LONG) if long else progress_html(FINDING),
        parts.question: gr.Textbox(interactive=False),
        **dict.fromkeys((parts.opening, parts.sheet, parts.examples), ""),
    }
