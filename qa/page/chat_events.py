"""The events of the chat: a question, an example, the last question again; save and clear."""

from collections.abc import Iterator

import gradio as gr

from index import ArticleQAError
from qa.page.layout import Parts
from qa.page.session import Session, Visit
from qa.page.updates import IDLE, QUIET, Update, answered
from qa.showing.page_html import problem_html, waiting_to_html
from qa.understanding.question import checked


def wire_asking(parts: Parts) -> None:
    """Ties asking to the components, and saving and clearing what was asked."""

    def reply(
        question: object, speaker: str, session: Session | None, visit: Visit
    ) -> Iterator[Update]:
        yield from _answered(parts, question, speaker, session, visit)

    def example(
        event: gr.EventData, speaker: str, session: Session | None, visit: Visit
    ) -> Iterator[Update]:
        yield from _answered(parts, event.question, speaker, session, visit)

    def again(speaker: str, session: Session | None, visit: Visit) -> Iterator[Update]:
        if question := session and session.forget_last():
            yield from _answered(parts, question, speaker, session, visit)

    def clear(session: Session | None) -> Update:
        if session is None:
            return {parts.chat.notice: problem_html(IDLE)}
        session.clear()
        return {parts.memory.session: session, parts.chat.transcript: session.transcript_html()}

    few = {"concurrency_id": "ask", "concurrency_limit": 2, **QUIET}
    chat, session, outputs = parts.chat, parts.memory.session, parts.every
    chosen = [chat.speaker, session, parts.memory.visit]
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
    parts: Parts, question: object, speaker: str, session: Session | None, visit: Visit
) -> Iterator[Update]:
    try:
        asked = checked(question)
    except ArticleQAError as error:
        yield {parts.chat.notice: problem_html(str(error))}
        return
    if not session and visit.begun:
        yield {parts.chat.notice: problem_html(IDLE)}
        return
    yield {parts.chat.question: "", parts.chat.notice: ""}
    if session:
        yield from answered(parts, asked, speaker or None, session)
    else:
        visit.waiting.append(asked)
        yield {parts.chat.transcript: waiting_to_html(visit.waiting)}
