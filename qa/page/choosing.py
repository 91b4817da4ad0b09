"""This file is about choosing an article: in the list, or by a place that is cited from it."""

from types import SimpleNamespace

import gradio as gr

from qa.page.session import Session
from qa.page.updates import IDLE, QUIET, Update, article_shown, every
from qa.showing.page_html import problem_html


def wire_choosing(parts: SimpleNamespace) -> None:
    """Ties choosing to the components."""

    def choose(article_id: str, session: Session | None) -> Update:
        if session is None:
            return {parts.notice: problem_html(IDLE)}
        session.show(article_id)
        return {parts.session: session, **article_shown(parts, session)}

    def place(event: gr.EventData, session: Session | None) -> Update:
        return choose(event.article, session)

    for showing in (
        parts.transcript.click(place, parts.session, every(parts), **QUIET),
        parts.choice.input(choose, [parts.choice, parts.session], every(parts), **QUIET),
    ):
        showing.then(None, js="() => articleQA.opened()", **QUIET)
