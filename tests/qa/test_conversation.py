"""Conversations: their turns, kept and leant on."""

import pytest

from index import Article, Attribution, Span, Speaker
from index.errors import QuestionError
from qa.citing.answers import Answer, Citation
from qa.conversation import Conversation, turn_of
from qa.understanding.talk import Turn

PEOPLE = ["Kira Rudik", "JD Vance"]


def test_a_turn_keeps_who_was_cited_and_in_which_words() -> None:
    article = Article.from_text("The talks may fail, Kira Rudik said. Pete Hegseth disagreed.")
    said = Attribution((Span(0, 18),), Speaker("Kira Rudik"), None, None, "indirect", 0.9)
    cited = Citation(1, article, Span(0, 36), Span(10, 18), said)
    assert turn_of(Answer("What?", "What fails?", (cited,))) == Turn(
        "What fails?", "may fail", "Kira Rudik"
    )
    assert turn_of(Answer("What?", "What fails?")) == Turn("What fails?")


def test_a_conversation_keeps_its_turns_and_survives_a_bad_question() -> None:
    searched: list[str] = []

    def answer(asked: str, stands: str, speaker: str | None) -> Answer:
        searched.append(stands)
        return Answer(asked, stands)

    chat = Conversation(answer, lambda: PEOPLE, lambda question: question.replace("shee", "she"))
    chat.ask("What did Rudik ask?")
    with pytest.raises(QuestionError):
        chat.ask("")
    chat.ask("And what is shee worried about?")
    assert searched == ["What did Rudik ask?", "What is Kira Rudik worried about?"]
    assert [turn.question for turn in chat.turns][1] == "And what is shee worried about?"
