"""The events of an article: a visit begins with one, opens its own or chooses another."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress

import gradio as gr

from index import Article, ArticleQAError, Span
from qa import ArticleQA
from qa.page.layout import Parts
from qa.page.session import Desk, Session, Visit
from qa.page.submissions import ASKED_LIMIT, open_file, open_text, open_url
from qa.page.updates import IDLE, QUIET, Update, article_shown, session_begun
from qa.showing.page_html import problem_html, progress_html, unread_html

LOADING = "Loading the language models and the article. A question is answered as soon as they are."
FINDING = "Finding who said what in the article…"
TOO_LONG_TO_ASK = (
    f"This text is shown as it is, and is too long to be asked: open an article of at most "
    f"{ASKED_LIMIT:,} characters."
)
NOT_LOADED = "The article could not be loaded, and the log of the server says why."


def wire_beginning(page: gr.Blocks, parts: Parts, desk: Future[Desk]) -> None:
    """Ties the desk's articles to the loading of the page."""
    begin = _begin(parts, desk)
    begun = page.load(begin, parts.memory.visit, parts.every, concurrency_limit=None, **QUIET)
    begun.then(None, js="() => articleQA.answered()", **QUIET)


def wire_opening(parts: Parts) -> None:
    """Ties files, addresses and texts that a reader brings to the components."""

    def from_file(event: gr.EventData, visit: Visit) -> Iterator[Update]:
        yield from _read(parts, lambda: open_file(event.name, event.data), visit)

    def from_url(url: str, visit: Visit) -> Iterator[Update]:
        yield from _read(parts, lambda: open_url(url), visit)

    def from_text(text: str, visit: Visit) -> Iterator[Update]:
        yield from _read(parts, lambda: open_text(text), visit)

    def take_up(article: Article | None, visit: Visit) -> Iterator[Update]:
        if article is None:
            yield {parts.memory.unread: None}
            return
        try:
            session = Session(Desk(ArticleQA([article])))
        except ArticleQAError as error:
            visit.begun = True
            yield {parts.memory.unread: None, parts.chat.transcript: problem_html(str(error))}
        else:
            yield from session_begun(parts, session, visit)

    few = {"concurrency_id": "read", "concurrency_limit": 2, **QUIET}
    heavy = {"concurrency_id": "take up", "concurrency_limit": 1, **QUIET}
    reading, outputs, visit = parts.reading, parts.every, parts.memory.visit
    fetched = [reading.fetch.click, reading.url.submit]
    for event in (
        reading.file.click(from_file, visit, outputs, **few),
        gr.on(fetched, from_url, [reading.url, visit], outputs, **few),
        reading.read.click(from_text, [reading.text, visit], outputs, **few),
    ):
        shown = event.then(None, js="() => articleQA.opened()", **QUIET)
        taken = shown.then(take_up, [parts.memory.unread, visit], outputs, **heavy)
        taken.then(None, js="() => articleQA.answered()", **QUIET)


def wire_choosing(parts: Parts) -> None:
    """Ties choosing an article, in the list or by a place that is cited, to the components."""

    def show(article_id: str, session: Session | None) -> Update:
        if session is None:
            return {parts.chat.notice: problem_html(IDLE)}
        session.show(article_id)
        return {parts.memory.session: session, **article_shown(parts, session)}

    def choose(article_id: str, session: Session | None) -> Update:
        if session:
            session.choose(article_id)
        return show(article_id, session)

    def place(event: gr.EventData, session: Session | None) -> Update:
        return show(event.article, session)

    def statement(event: gr.EventData, session: Session | None) -> Update:
        if session and 0 <= int(event.start) < int(event.end):
            session.point_at(event.article, Span(int(event.start), int(event.end)))
        return {parts.memory.session: session}

    session, choice = parts.memory.session, parts.reading.choice
    for event in (
        parts.chat.transcript.click(place, session, parts.every, **QUIET),
        parts.checking.findings.click(place, session, parts.every, **QUIET),
        choice.input(choose, [choice, session], parts.every, **QUIET),
    ):
        event.then(None, js="() => articleQA.opened()", **QUIET)
    for shown in (parts.chat.transcript, parts.reading.sheet):
        shown.select(statement, session, session, **QUIET)


def _begin(
    parts: Parts, desk: Future[Desk]
) -> Callable[[Visit, gr.Request], AsyncIterator[Update]]:
    async def begin(visit: Visit, request: gr.Request) -> AsyncIterator[Update]:
        if asked := request.query_params.get("ask"):  # a link to an answer
            visit.waiting.append(asked)
        if not desk.done():
            yield {parts.chat.transcript: progress_html(LOADING)}
            with suppress(Exception):  # shielded: a reader who leaves cancels it for all others
                await asyncio.shield(asyncio.wrap_future(desk))
        if visit.opened:
            return
        try:
            session = Session(desk.result(), shared=True)
        except Exception as error:
            visit.begun = True
            foreseen = isinstance(error, ArticleQAError)
            yield {parts.chat.transcript: problem_html(str(error) if foreseen else NOT_LOADED)}
            if not foreseen:
                raise
        else:
            updates = session_begun(parts, session, visit)
            while update := await asyncio.to_thread(next, updates, None):
                yield update

    return begin


def _read(parts: Parts, read: Callable[[], Article], visit: Visit) -> Iterator[Update]:
    """Shows an article as soon as it is read: who said what in it takes longer."""
    yield {parts.reading.opening: progress_html("Reading the article…"), parts.memory.unread: None}
    try:
        article = read()
    except ArticleQAError as error:
        yield {parts.reading.opening: problem_html(str(error))}
        return
    long = len(article.text) > ASKED_LIMIT
    visit.opened, visit.begun = True, long
    visit.waiting.clear()
    yield {
        parts.memory.session: None,
        parts.memory.unread: None if long else article,
        parts.reading.article: unread_html(article),
        parts.chat.transcript: problem_html(TOO_LONG_TO_ASK) if long else progress_html(FINDING),
        parts.chat.question: gr.Textbox(interactive=not long),
        **dict.fromkeys(
            (
                parts.reading.opening,
                parts.reading.sheet,
                parts.checking.findings,
                parts.chat.examples,
            ),
            "",
        ),
    }
