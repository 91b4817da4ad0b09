"""The events of the chat: a question, an example, the last question again; save and clear."""

from collections.abc import Iterator

import gradio as gr

from index import ArticleQAError
from qa.page.layout import Parts
from qa.page.session import Session
from qa.page.updates import IDLE, QUIET, Update, article_shown
from qa.showing.page_html import problem_html
from qa.understanding.question import checked


def wire_asking(parts: Parts) -> None:
    """Ties asking to the components, and saving and clearing what was asked."""

    def reply(question: object, speaker: str, session: Session | None) -> Iterator[Update]:
        yield from _answered(parts, question, speaker, session)

    def example(event: gr.EventData, speaker: str, session: Session | None) -> Iterator[Update]:
        yield from _answered(parts, event.question, speaker, session)

    def again(speaker: str, session: Session | None) -> Iterator[Update]:
        if question := session and session.forget_last():
            yield from _answered(parts, question, speaker, session)

    def clear(session: Session | None) -> Update:
        if session is None:
            return {parts.chat.notice: problem_html(IDLE)}
        session.clear()
        return {parts.memory.session: session, parts.chat.transcript: session.transcript_html()}

    few = {"concurrency_id": "ask", "concurrency_limit": 2, **QUIET}
    chat, session, outputs = parts.chat, parts.memory.session, parts.every
    chosen = [chat.speaker, session]
    asking = [
        gr.on(
            [chat.ask.click, chat.question.submit], reply, [chat.question, *chosen], outputs, **few
        ),
        chat.examples.click(example, chosen, outputs, **few),
        chat.again.click(again, chosen, outputs, **few),
    ]
    for event in asking:
        event.then(None, js="() => articleQA.answered()", **QUIET)
    chat.clear.click(clear, session, outputs, cancels=asking, **QUIET)
    chat.save.click(None, js="() => articleQA.save()", **QUIET)


def _answered(
    parts: Parts, question: object, speaker: str, session: Session | None
) -> Iterator[Update]:
    if session is None:
        yield {parts.chat.notice: problem_html(IDLE)}
        return
    before = session.article
    try:
        asked = checked(question)
        waiting = session.transcript_html(waiting=asked)
        yield {parts.chat.transcript: waiting, parts.chat.question: "", parts.chat.notice: ""}
        session.ask(asked, speaker or None)
    except ArticleQAError as error:
        yield {parts.chat.notice: problem_html(str(error))}
    yield {
        parts.memory.session: session,
        parts.chat.transcript: session.transcript_html(),
        **(article_shown(parts, session) if session.article != before else {}),
    }
