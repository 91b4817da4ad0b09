"""What an event of the page changes, step by step."""

import threading
from collections.abc import Iterator
from typing import Any

import gradio as gr
import pytest

from index.errors import QuestionError
from qa.page import updates
from qa.page.layout import Parts, lay_out
from qa.page.session import Desk, Session
from qa.page.updates import answered

QUESTION = "When did Russia take Crimea?"


@pytest.fixture(scope="module")
def parts() -> Parts:
    with gr.Blocks():
        return lay_out()


def steps(parts: Parts, session: Session) -> Iterator[str]:
    """The conversation after each step, or the notice where it stays as it is."""
    for update in answered(parts, QUESTION, None, session):
        yield str(update.get(parts.chat.transcript, update.get(parts.chat.notice)))


def test_a_quick_answer_comes_in_one_step(
    parts: Parts, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "PATIENCE", 600)
    searching, answer = steps(parts, Session(desk))
    assert "Searching" in searching
    assert "2014" in answer


def test_what_was_found_is_shown_while_a_slow_answer_is_made(
    parts: Parts, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates, "PATIENCE", 0.01)
    session, shown = Session(desk), threading.Event()
    ask = session.ask

    def slow(*arguments: Any, **more: Any) -> Any:
        assert shown.wait(60)
        return ask(*arguments, **more)

    monkeypatch.setattr(session, "ask", slow)
    going = steps(parts, session)
    assert "Searching" in next(going)
    found = next(going)
    assert "Found, and being read" in found
    assert "Crimea" in found
    assert 'class="answer"' not in found
    shown.set()
    (answer,) = going
    assert "2014" in answer
    assert "being read" not in answer


@pytest.mark.parametrize("error", [QuestionError("Too long."), ZeroDivisionError("a fault")])
def test_what_is_wrong_with_a_question_is_told_and_a_fault_is_not_hidden(
    parts: Parts, desk: Desk, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    session = Session(desk)

    def fail(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(session, "ask", fail)
    if isinstance(error, QuestionError):
        _, told, talk = steps(parts, session)
        assert "Too long." in told
        assert "waiting" not in talk
    else:
        with pytest.raises(ZeroDivisionError):
            list(steps(parts, session))
