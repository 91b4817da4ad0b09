"""The events of the tab that verifies: a quotation, or each of a draft's."""

from collections.abc import Callable, Iterator

import gradio as gr

from index import ArticleQAError
from qa.page.layout import Parts
from qa.page.session import Session
from qa.page.submissions import open_draft
from qa.page.updates import IDLE, QUIET, Update
from qa.showing.page_html import problem_html, progress_html

VERIFYING = "Holding each quotation against the articles…"


def wire_verifying(parts: Parts) -> None:
    """Ties a quotation that is typed, and a draft that is chosen, to what is found."""

    def quotation(words: str, named: str, session: Session | None) -> Iterator[Update]:
        yield from _verified(parts, session, lambda here: here.verify(words, named.strip() or None))

    def draft(event: gr.EventData, session: Session | None) -> Iterator[Update]:
        def found(here: Session) -> str:
            return here.verify_draft(open_draft(event.name, event.data))

        yield from _verified(parts, session, found)

    few = {"concurrency_id": "ask", "concurrency_limit": 2, **QUIET}
    checking, session = parts.checking, parts.memory.session
    typed = [checking.quotation, checking.named, session]
    submitted = [checking.verify.click, checking.quotation.submit, checking.named.submit]
    gr.on(submitted, quotation, typed, parts.every, **few)
    checking.draft.click(draft, session, parts.every, **few)


def _verified(
    parts: Parts, session: Session | None, found: Callable[[Session], str]
) -> Iterator[Update]:
    findings = parts.checking.findings
    if session is None:
        yield {findings: problem_html(IDLE)}
        return
    yield {findings: progress_html(VERIFYING)}
    try:
        yield {findings: found(session)}
    except ArticleQAError as error:
        yield {findings: problem_html(str(error))}
