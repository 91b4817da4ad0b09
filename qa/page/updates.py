"""New values for the components: those of a session that begins, of its article and answers."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

import gradio as gr

from index import ArticleQAError
from qa.page.layout import Parts
from qa.page.session import Session, Visit
from qa.showing.judging_html import KEPT_NOTE
from qa.showing.page_html import notice_html, problem_html
from qa.showing.texts import known_article

QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
"""What every event of the page is: no endpoint, and without Gradio's own sign of progress."""
PATIENCE = 0.5
"""Seconds after which what was found is shown while it is read."""
IDLE = "There is no article to ask: open one, or reload the page if it was idle for an hour."

Update = dict[Any, Any]
"""New values by component."""


def session_begun(parts: Parts, session: Session, visit: Visit) -> Iterator[Update]:
    """A session that begins, the answers to the questions that waited for it, and examples."""
    yield session_shown(parts, session)
    while visit.waiting:
        yield from answered(parts, visit.waiting.pop(0), None, session)
    visit.begun = True
    yield {parts.chat.examples: session.examples_html()}


def answered(
    parts: Parts, question: str, speaker: str | None, session: Session, *, as_typed: bool = False
) -> Iterator[Update]:
    """A question that is being answered, and then its answer or what is wrong with it.

    Where that takes longer, what was found meanwhile comes in between.
    """
    before = session.article
    yield {parts.chat.transcript: session.transcript_html(waiting=question)}
    with ThreadPoolExecutor(max_workers=1) as aside:
        answering = aside.submit(session.ask, question, speaker, as_typed=as_typed)
        wait([answering], timeout=PATIENCE)
        if not answering.done():
            found = session.found(question)
            yield {parts.chat.transcript: session.transcript_html(waiting=question, found=found)}
    if isinstance(error := answering.exception(), ArticleQAError):
        yield {parts.chat.notice: problem_html(str(error))}
    elif error:
        raise error
    yield {
        parts.memory.session: session,
        parts.chat.transcript: session.transcript_html(),
        **(article_shown(parts, session) if session.article != before else {}),
    }


def session_shown(parts: Parts, session: Session) -> Update:
    """Everything of a session that begins."""
    anybody = ("Said by anybody", "")
    names = [(f"Said by {name}", name) for name in session.speakers]
    memory, chat, reading = parts.memory, parts.chat, parts.reading
    return {
        memory.session: session,
        memory.unread: None,
        chat.transcript: session.transcript_html(),
        chat.question: gr.Textbox(interactive=True),  # what is being typed stays
        chat.limits: gr.Accordion(visible=session.has_many),
        chat.judging: notice_html(KEPT_NOTE) if session.is_judged else "",
        chat.speaker: gr.Dropdown([anybody, *names], value=""),
        **dict.fromkeys(
            (
                *(chat.notice, chat.examples, chat.source, chat.author, chat.since, chat.until),
                *(reading.opening, reading.url, reading.text),
            ),
            "",
        ),
        **article_shown(parts, session),
    }


def article_shown(parts: Parts, session: Session) -> Update:
    """The article that a session shows now."""
    listed = session.listed
    titles = [(known_article(article), article.id) for article in listed]
    reading = parts.reading
    return {
        reading.choice: gr.Dropdown(titles, value=session.article.id, visible=session.has_many),
        reading.article: session.article_html(),
        reading.sheet: session.sheet_html(),
    }
