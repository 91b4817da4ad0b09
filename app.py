"""This file is about the page: its layout, its wiring and the server that it is on."""

import asyncio
import os
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio as gr

from index import Article, ArticleQAError
from qa import ArticleQA
from qa.opening import ASKED_LIMIT, SUFFIXES, open_file, open_text, open_url
from qa.questions import checked
from qa.rendering import answer_to_dict
from qa.serving import Page, listen, run, server_of
from qa.session import Desk, Session, problem_html, progress_html, unread_html

SAMPLE = Path(__file__).parent / "qa" / "sample_article.txt"
LOADING = "Loading the language models and the article. This takes about ten seconds."
IDLE = "There is no article to ask: open one, or reload the page if it was idle for an hour."
FINDING = "Finding who said what in the article…"
LONG = (
    f"This text is shown as it is, and is too long to be asked: open an article of at most "
    f"{ASKED_LIMIT:,} characters."
)
BROKEN = "The article could not be loaded, and the log of the server says why."
HEAD = "<h1>Article QA</h1><p>Answers in the article’s own words, with who said them.</p>"
CHOOSE_FILE = f"""
<label class="choose">Choose a file, or drop it here<small>text, Markdown, HTML, PDF or Word</small>
<input type="file" accept="{",".join(SUFFIXES)}" aria-label="File of an article"></label>
"""
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}

Update = dict[Any, Any]
"""New values by component."""


def build_page(desk: Future[Desk]) -> Page:
    """The page. Every session begins with the articles on `desk`, once that is ready."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    # After every event Gradio sums up the last 10,000 in a data frame, for a page that is closed.
    os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"
    with Page(title="Article QA", analytics_enabled=False) as page:
        parts = SimpleNamespace(
            session=gr.State(time_to_live=3600),
            unread=gr.State(time_to_live=3600),
            opened=gr.State([]),  # a list: the event that waits for the models sees it change
        )
        _html("head", HEAD)
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="chat", scale=5, min_width=320):
                _lay_out_chat(parts)
            with gr.Column(elem_id="reading", scale=6, min_width=320):
                _lay_out_reading(parts)
        page.load(_begin(parts, desk), parts.opened, _all(parts), concurrency_limit=None, **QUIET)
        _wire_asking(parts)
        _wire_choosing(parts)
        _wire_opening(parts, desk)
        gr.api(  # type: ignore[attr-defined]  # documented, but not in __all__
            _asked(desk), api_name="ask", concurrency_id="ask", concurrency_limit=2
        )
    page.state_session_capacity = 500
    page.queue(max_size=32)
    return page  # type: ignore[no-any-return]  # its __enter__ has no type


def serve(
    load: Callable[[], ArticleQA],
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    root_path: str | None = None,
    accounts: Sequence[tuple[str, str]] = (),
    ready: Callable[[str], None] = print,
) -> None:
    """Serves the page until it is stopped; articles and models load while it is up already.

    `ready` is told the address. Raises ArticleQAError when the port cannot be had.
    """
    desk: Future[Desk] = Future()
    with listen(host, port) as listener:
        server = server_of(build_page(desk), root_path=root_path, accounts=accounts)
        threading.Thread(target=_fulfil, args=(desk, load), daemon=True).start()
        ready(f"http://{host}:{listener.getsockname()[1]}{root_path or ''}")
        run(server, listener)


def _fulfil(desk: Future[Desk], load: Callable[[], ArticleQA]) -> None:
    try:
        desk.set_result(Desk.of(load()))
    except Exception as error:
        desk.set_exception(error)  # the page tells it; what nobody foresaw is logged as well
        if not isinstance(error, ArticleQAError):
            raise


def _lay_out_chat(parts: SimpleNamespace) -> None:
    parts.transcript = _html("transcript", js_on_load="articleQA.sendPlaces(element, trigger)")
    parts.examples = _html("examples", js_on_load="articleQA.sendExamples(element, trigger)")
    with gr.Row(elem_id="asking"):
        parts.question = gr.Textbox(
            label="Question",
            show_label=False,
            placeholder="Ask about the article",
            max_lines=4,
            max_length=2000,
            autofocus=True,
            container=False,
            elem_id="question",
        )
        parts.ask = gr.Button("Ask", variant="primary", scale=0, min_width=80)
    parts.notice = _html("notice")
    with gr.Row(elem_id="tools"):
        parts.speaker = gr.Dropdown(
            [("Said by anybody", "")],
            label="Said by",
            show_label=False,
            container=False,
            elem_id="speaker",
        )
        parts.again = gr.Button("Ask again", size="sm", scale=0, min_width=90)
        parts.save = gr.Button("Save", size="sm", scale=0, min_width=60)
        parts.clear = gr.Button("Clear", size="sm", scale=0, min_width=60)


def _lay_out_reading(parts: SimpleNamespace) -> None:
    with gr.Tabs():
        with gr.Tab("Article", elem_id="article-tab"):
            parts.choice = gr.Dropdown(label="Article", visible=False)
            parts.article = _html("article")
        with gr.Tab("Speakers", elem_id="speakers-tab", render_children=True):
            parts.sheet = _html("sheet")
        with gr.Tab("Open another", elem_id="open-tab", render_children=True):
            # sends the file with its event: the upload route stays closed
            parts.file = _html(
                "file", CHOOSE_FILE, js_on_load="articleQA.sendFile(element, trigger)"
            )
            with gr.Row(elem_id="fetching"):
                parts.url = gr.Textbox(label="Web address", placeholder="https://")
                parts.fetch = gr.Button("Fetch", scale=0, min_width=80)
            parts.text = gr.Textbox(label="Text of an article", lines=8, max_lines=8)
            parts.read = gr.Button("Read this text")
            parts.opening = _html("opening")


def _html(id: str, value: str = "", js_on_load: str | None = None) -> gr.HTML:
    # The default template alone is safe: Handlebars runs a `${...}` that an article may hold.
    return gr.HTML(value, elem_id=id, js_on_load=js_on_load, apply_default_css=False)


def _all(parts: SimpleNamespace) -> list[Any]:
    return list(vars(parts).values())


def _shown(parts: SimpleNamespace, session: Session) -> Update:
    """Everything of a session that begins."""
    anybody = ("Said by anybody", "")
    names = [(f"Said by {name}", name) for name in session.speakers]
    return {
        parts.session: session,
        parts.transcript: session.transcript_html(),
        parts.unread: None,
        parts.examples: session.examples_html(),
        parts.question: gr.Textbox("", interactive=True),
        parts.speaker: gr.Dropdown([anybody, *names], value=""),
        **dict.fromkeys((parts.notice, parts.opening, parts.url, parts.text), ""),
        **_article(parts, session),
    }


def _article(parts: SimpleNamespace, session: Session) -> Update:
    """The article that a session shows now."""
    articles = [(one.title or one.source or one.id, one.id) for one in session.desk.bot.articles]
    return {
        parts.choice: gr.Dropdown(articles, value=session.article.id, visible=len(articles) > 1),
        parts.article: session.article_html(),
        parts.sheet: session.sheet_html(),
    }


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
            yield _shown(parts, session)

    return begin


def _wire_asking(parts: SimpleNamespace) -> None:
    def reply(question: object, speaker: str, session: Session | None) -> Iterator[Update]:
        yield from _answered(parts, question, speaker, session)

    def example(event: gr.EventData, speaker: str, session: Session | None) -> Iterator[Update]:
        yield from _answered(parts, event.question, speaker, session)

    def again(speaker: str, session: Session | None) -> Iterator[Update]:
        if question := session and session.forget_last():
            yield from _answered(parts, question, speaker, session)

    def clear(session: Session | None) -> Update:
        if session is None:
            return {parts.notice: problem_html(IDLE)}
        session.clear()
        return {parts.session: session, parts.transcript: session.transcript_html()}

    few = {"concurrency_id": "ask", "concurrency_limit": 2, **QUIET}
    chosen, outputs = [parts.speaker, parts.session], _all(parts)
    submitted = [parts.ask.click, parts.question.submit]
    asking = [
        gr.on(submitted, reply, [parts.question, *chosen], outputs, **few),
        parts.examples.click(example, chosen, outputs, **few),
        parts.again.click(again, chosen, outputs, **few),
    ]
    for event in asking:
        event.then(None, js="() => articleQA.answered()", **QUIET)
    parts.clear.click(clear, parts.session, outputs, cancels=asking, **QUIET)
    parts.save.click(None, js="() => articleQA.save()", **QUIET)


def _answered(
    parts: SimpleNamespace, question: object, speaker: str, session: Session | None
) -> Iterator[Update]:
    if session is None:
        yield {parts.notice: problem_html(IDLE)}
        return
    before = session.article
    try:
        asked = checked(question)
        waiting = session.transcript_html(waiting=asked)
        yield {parts.transcript: waiting, parts.question: "", parts.notice: ""}
        session.ask(asked, speaker or None)
    except ArticleQAError as error:
        yield {parts.notice: problem_html(str(error))}
    yield {
        parts.session: session,
        parts.transcript: session.transcript_html(),
        **(_article(parts, session) if session.article != before else {}),
    }


def _wire_choosing(parts: SimpleNamespace) -> None:
    def choose(article_id: str, session: Session | None) -> Update:
        if session is None:
            return {parts.notice: problem_html(IDLE)}
        session.show(article_id)
        return {parts.session: session, **_article(parts, session)}

    def place(event: gr.EventData, session: Session | None) -> Update:
        return choose(event.article, session)

    for showing in (
        parts.transcript.click(place, parts.session, _all(parts), **QUIET),
        parts.choice.input(choose, [parts.choice, parts.session], _all(parts), **QUIET),
    ):
        showing.then(None, js="() => articleQA.opened()", **QUIET)


def _wire_opening(parts: SimpleNamespace, desk: Future[Desk]) -> None:
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
            return _shown(parts, Session(Desk.of(ArticleQA([article]))))
        except ArticleQAError as error:
            return {parts.unread: None, parts.transcript: problem_html(str(error))}

    few = {"concurrency_id": "read", "concurrency_limit": 2, **QUIET}
    heavy = {"concurrency_id": "take up", "concurrency_limit": 1, **QUIET}
    outputs, opened = _all(parts), parts.opened
    for reading in (
        parts.file.click(from_file, opened, outputs, **few),
        gr.on([parts.fetch.click, parts.url.submit], from_url, [parts.url, opened], outputs, **few),
        parts.read.click(from_text, [parts.text, opened], outputs, **few),
    ):
        read = reading.then(None, js="() => articleQA.opened()", **QUIET)
        read.then(take_up, parts.unread, outputs, **heavy)


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


def _asked(desk: Future[Desk]) -> Callable[..., dict[str, Any]]:
    def ask(question: str, speaker: str | None = None) -> dict[str, Any]:
        """Answers a question about the articles that the page opened with.

        Takes the question and, if one speaker alone counts, that speaker's name. Returns the
        answer with its citations, their offsets in the article's text and their speakers.
        """
        if not isinstance(speaker, str | None):
            raise gr.Error("A speaker must be a name.", print_exception=False)
        try:
            answer = desk.result(timeout=120).bot.ask(question, speaker=speaker)
        except ArticleQAError as error:
            raise gr.Error(str(error), print_exception=False) from error
        return answer_to_dict(answer)

    return ask


if __name__ == "__main__":
    serve(lambda: ArticleQA.from_file(SAMPLE))
