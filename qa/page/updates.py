"""New values for the components: those of a session that begins, and of its article."""

from typing import Any

import gradio as gr

from qa.page.layout import Parts
from qa.page.session import Session

QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
"""What every event of the page is: no endpoint, and without Gradio's own sign of progress."""
IDLE = "There is no article to ask: open one, or reload the page if it was idle for an hour."

Update = dict[Any, Any]
"""New values by component."""


def session_shown(parts: Parts, session: Session) -> Update:
    """Everything of a session that begins."""
    anybody = ("Said by anybody", "")
    names = [(f"Said by {name}", name) for name in session.speakers]
    memory, chat, reading = parts.memory, parts.chat, parts.reading
    return {
        memory.session: session,
        memory.unread: None,
        chat.transcript: session.transcript_html(),
        chat.examples: session.examples_html(),
        chat.question: gr.Textbox("", interactive=True),
        chat.speaker: gr.Dropdown([anybody, *names], value=""),
        **dict.fromkeys((chat.notice, reading.opening, reading.url, reading.text), ""),
        **article_shown(parts, session),
    }


def article_shown(parts: Parts, session: Session) -> Update:
    """The article that a session shows now."""
    articles = session.desk.bot.articles
    titles = [(article.title or article.source or article.id, article.id) for article in articles]
    reading = parts.reading
    return {
        reading.choice: gr.Dropdown(titles, value=session.article.id, visible=len(titles) > 1),
        reading.article: session.article_html(),
        reading.sheet: session.sheet_html(),
    }
