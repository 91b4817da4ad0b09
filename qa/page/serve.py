"""The page put together and served: its components, events and endpoint, behind its server."""

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import gradio as gr
from fastapi import FastAPI

from index import ArticleQAError
from qa import ArticleQA
from qa.comprehension.models import default_models
from qa.listening import listen, run
from qa.page.article_events import wire_beginning, wire_choosing, wire_opening
from qa.page.chat_events import wire_asking, wire_judging, wire_keeping
from qa.page.feedback import Feedback
from qa.page.layout import lay_out
from qa.page.server import Page, server_of
from qa.page.session import Desk
from qa.page.verify_events import wire_verifying
from qa.service import Service

LOADING_TIME = 120
"""Seconds that a program waits for articles that are loading."""


def build_server(
    desk: Future[Desk],
    *,
    root_path: str | None = None,
    accounts: Sequence[tuple[str, str]] = (),
) -> FastAPI:
    """The page and what programs ask, about the articles on `desk`, once that is ready.

    With `accounts`, for those alone who know a name and password.
    """
    service = Service(lambda: desk.result(timeout=LOADING_TIME).bot)
    return server_of(_page(desk, service), service, root_path=root_path, accounts=accounts)


def _page(desk: Future[Desk], service: Service) -> Page:
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    # After every event Gradio sums up the last 10,000 in a data frame, for a page that is closed.
    os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"
    with Page(title="Article QA", analytics_enabled=False) as page:
        parts = lay_out()
        wire_beginning(page, parts, desk)
        wire_keeping(parts, wire_asking(parts))
        wire_judging(parts)
        wire_choosing(parts)
        wire_opening(parts)
        wire_verifying(parts)
        gr.api(  # type: ignore[attr-defined]  # documented, but not in __all__
            _asked(service), api_name="ask", concurrency_id="ask", concurrency_limit=2
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
    feedback: Feedback | None = None,
    ready: Callable[[str], None] = print,
) -> None:
    """Serves the page until it is stopped; articles and models load while it is up already.

    With `feedback`, readers can judge the answers. `ready` is told the address. Raises
    ArticleQAError when the port cannot be used.
    """
    desk: Future[Desk] = Future()
    with listen(host, port) as listener:
        server = build_server(desk, root_path=root_path, accounts=accounts)
        threading.Thread(target=_fulfil, args=(desk, load, feedback), daemon=True).start()
        ready(f"http://{host}:{listener.getsockname()[1]}{root_path or ''}")
        run(server, listener)


def _fulfil(desk: Future[Desk], load: Callable[[], ArticleQA], feedback: Feedback | None) -> None:
    try:
        with ThreadPoolExecutor(max_workers=1) as aside:
            reading = aside.submit(default_models)
            bot = load()
        reading.result()
        desk.set_result(Desk(bot, feedback))
    except Exception as error:
        desk.set_exception(error)  # the page tells it; what nobody foresaw is logged as well
        if not isinstance(error, ArticleQAError):
            raise


def _asked(service: Service) -> Callable[..., dict[str, Any]]:
    def ask(question: str, speaker: str | None = None) -> dict[str, Any]:
        """Answers a question about the articles that the page opened with.

        Takes the question and, if one speaker alone counts, that speaker's name. Returns the
        answer with its citations, their offsets in the article's text and their speakers.
        """
        if not isinstance(speaker, str | None):
            raise gr.Error("A speaker must be a name.", print_exception=False)
        try:
            return service.ask(question, speaker).model_dump(mode="json")
        except ArticleQAError as error:
            raise gr.Error(str(error), print_exception=False) from error

    return ask
