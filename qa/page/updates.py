"""This file is about what the components show: a session that begins, and its article."""

from types import SimpleNamespace
from typing import Any

import gradio as gr

from qa.page.session import Session

QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
"""What every event of the page is: no endpoint, and without Gradio's own sign of progress."""
IDLE = "There is no article to ask: open one, or reload the page if it was idle for an hour."

Update = dict[Any, Any]
"""New values by component."""


def every(parts: SimpleNamespace) -> list[Any]:
    """All components that an event may change."""
    return list(vars(parts).values())


def session_shown(parts: SimpleNamespace, session: Session) -> Update:
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
        **article_shown(parts, session),
    }


def article_shown(parts: SimpleNamespace, session: Session) -> Update:
    """The article that a session shows now."""
    articles = [(one.title or one.source or one.id, one.id) for one in session.desk.bot.articles]
    return {
        parts.choice: gr.Dropdown(articles, value=session.article.id, visible=len(articles) > 1),
        parts.article: session.article_html(),
        parts.sheet: session.sheet_html(),
    }
