"""This file is about asking on the page: a question, an example or the last one again."""

from collections.abc import Iterator
from types import SimpleNamespace

import gradio as gr

from index import ArticleQAError
from qa.page.session import Session
from qa.page.updates import IDLE, QUIET, Update, article_shown, every
from qa.showing.page_html import problem_html
from qa.understanding.question import checked


def wire_asking(parts: SimpleNamespace) -> None:
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
            return {parts.notice: problem_html(IDLE)}
        session.clear()
        return {parts.session: session, parts.transcript: session.transcript_html()}

    few = {"concurrency_id": "ask", "concurrency_limit": 2, **QUIET}
    chosen, outputs = [parts.speaker, parts.session], every(parts)
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
        **(article_shown(parts, session) if session.article != before else {}),
    }
