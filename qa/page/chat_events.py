"""The events of the chat: asking, asking again or as typed, editing, undoing; save and clear."""

from collections.abc import Iterator
from typing import Any

import gradio as gr

from index import ArticleQAError
from qa.page.layout import Parts
from qa.page.session import Session, Visit
from qa.page.updates import IDLE, QUIET, Update, answered, article_shown
from qa.showing.page_html import notice_html, problem_html, waiting_to_html
from qa.understanding.question import checked_question


def wire_asking(parts: Parts) -> list[Any]:
    """Ties asking to the components; returns the events that answer."""

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

    def as_typed(speaker: str, session: Session | None) -> Iterator[Update]:
        if session and (question := session.forget_last()):
            yield from answered(parts, question, speaker or None, session, as_typed=True)

    few = {"concurrency_id": "ask", "concurrency_limit": 2, **QUIET}
    chat, session, outputs = parts.chat, parts.memory.session, parts.every
    chosen = [chat.speaker, session, parts.memory.visit]
    asking = [
        gr.on(
            [chat.ask.click, chat.question.submit], reply, [chat.question, *chosen], outputs, **few
        ),
        chat.examples.click(example, chosen, outputs, **few),
        chat.again.click(again, chosen, outputs, **few),
        chat.transcript.undo(as_typed, [chat.speaker, session], outputs, **few),
    ]
    for event in asking:
        event.then(None, js="() => articleQA.answered()", **QUIET)
    return asking


def wire_keeping(parts: Parts, asking: list[Any]) -> None:
    """Ties what stops an answer: editing and taking back the last question, clearing, limits."""

    def edit(session: Session | None) -> Update:
        question = session and session.forget_last()
        return _talk_shown(parts, session) | ({parts.chat.question: question} if question else {})

    def undo(session: Session | None) -> Update:
        if session:
            session.forget_last()
        return _talk_shown(parts, session)

    def clear(session: Session | None) -> Update:
        if session:
            session.clear()
        return _talk_shown(parts, session)

    def limit(source: str, author: str, since: str, until: str, session: Session | None) -> Update:
        if session is None:
            return {parts.chat.notice: problem_html(IDLE)}
        try:
            told = session.limit(source, author, since, until)
        except ArticleQAError as error:
            return {parts.chat.notice: problem_html(str(error))}
        return {parts.chat.notice: notice_html(told), **article_shown(parts, session)}

    chat, session, outputs = parts.chat, parts.memory.session, parts.every
    limits = [chat.source, chat.author, chat.since, chat.until]
    submitted = [chat.limit.click, *(box.submit for box in limits)]
    gr.on(submitted, limit, [*limits, session], outputs, cancels=asking, **QUIET)
    edited = chat.edit.click(edit, session, outputs, cancels=asking, **QUIET)
    edited.then(None, js="() => articleQA.toQuestion()", **QUIET)
    chat.undo.click(undo, session, outputs, cancels=asking, **QUIET)
    chat.clear.click(clear, session, outputs, cancels=asking, **QUIET)
    chat.save.click(None, js="() => articleQA.save()", **QUIET)


def wire_judging(parts: Parts) -> None:
    """Ties what a reader says of an answer to the file where it is kept."""

    def judge(event: gr.EventData, session: Session | None) -> Update:
        if session is None:
            return {parts.chat.notice: problem_html(IDLE)}
        try:
            session.judge(event.number, event.said, event.words)
        except ArticleQAError as error:
            return {parts.chat.notice: problem_html(str(error))}
        return {parts.chat.notice: "", parts.chat.transcript: session.transcript_html()}

    session = parts.memory.session
    judged = parts.chat.transcript.like(judge, session, parts.every, **QUIET)
    judged.then(None, js="() => articleQA.judged()", **QUIET)


def _answered(
    parts: Parts, question: object, speaker: str, session: Session | None, visit: Visit
) -> Iterator[Update]:
    try:
        asked = checked_question(question)  # before it leaves its box, to be put right there
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


def _talk_shown(parts: Parts, session: Session | None) -> Update:
    if session is None:
        return {parts.chat.notice: problem_html(IDLE)}
    return {parts.memory.session: session, parts.chat.transcript: session.transcript_html()}
