"""Conversations: their turns, kept and leant on."""

from collections.abc import Sequence

import pytest

from index import Article, Attribution, Span, Speaker
from index.errors import QuestionError
from qa.citing.answers import Answer, Citation
from qa.conversation import Conversation, turn_of
from qa.understanding.manners import wordless
from qa.understanding.question import checked_question
from qa.understanding.talk import Turn, built_upon, follow_up

PEOPLE = [Speaker("Kira Rudik"), Speaker("JD Vance")]
ARTICLE = Article.from_text("Words.")


def test_a_turn_keeps_who_was_cited_and_in_which_words() -> None:
    article = Article.from_text("The talks may fail, Kira Rudik said. Pete Hegseth disagreed.")
    said = Attribution((Span(0, 18),), Speaker("Kira Rudik"), None, None, "indirect", 0.9)
    cited = Citation(1, article, Span(0, 36), Span(10, 18), said)
    assert turn_of(Answer("What?", "What fails?", (cited,))) == Turn(
        "What fails?", "may fail", "Kira Rudik", "What?", ((article.id, Span(0, 36)),)
    )
    assert turn_of(Answer("What?", "What fails?")) == Turn(
        "What fails?", asked="What?", answered=False
    )
    unsure = Answer("What?", "about: talks, in: What?", (cited,), about="talks")
    assert (turn_of(unsure).question, turn_of(unsure).about) == ("What?", "talks")


class Echo:
    """What answers with what stands alone of a question, and keeps the talk that it was given."""

    def __init__(self) -> None:
        self.talks: list[list[str]] = []

    def ask(
        self, question: str, *, talk: Sequence[Turn] = (), as_typed: bool = False, **_: object
    ) -> Answer:
        self.talks.append([turn.question for turn in built_upon(talk)])
        asked = checked_question(question)
        if wordless(asked):
            return Answer(asked, asked, reply="Ask in words.")
        cited = () if "unknown" in asked else (Citation(1, ARTICLE, Span(0, 5)),)
        assert not (as_typed and talk)
        return Answer(asked, follow_up(asked, talk, PEOPLE).text, cited)


def test_a_conversation_keeps_its_turns_and_survives_a_bad_question() -> None:
    echo = Echo()
    chat = Conversation(echo)
    chat.ask("What did Rudik ask?")
    with pytest.raises(QuestionError):
        chat.ask("why" * 1000)
    answer = chat.ask("And what is she worried about?")
    assert answer.searched == "What is Kira Rudik worried about?"
    assert [turn.question for turn in chat.turns][1] == "And what is she worried about?"
    assert echo.talks == [[], ["What did Rudik ask?"], ["What did Rudik ask?"]]


def test_only_the_last_turns_are_kept_and_the_others_counted() -> None:
    chat = Conversation(Echo(), kept=2)
    assert chat.take_back() is None
    for number in range(4):
        chat.ask(f"Who is number {number}?")
    assert [turn.question for turn in chat.turns] == ["Who is number 2?", "Who is number 3?"]
    assert chat.forgotten == 2
    last = chat.take_back()
    assert last is not None
    assert last.question == "Who is number 3?"
    assert len(chat.turns) == 1


def test_a_turn_without_an_answer_is_not_built_upon() -> None:
    echo = Echo()
    chat = Conversation(echo)
    for question in ("What did Rudik ask?", "And what is unknown?", "?", "Why?"):
        chat.ask(question)
    assert echo.talks[-1] == ["What did Rudik ask?"]
    assert [answer.question for answer in chat.turns][2] == "?"


def test_what_was_understood_is_taken_back() -> None:
    chat = Conversation(Echo())
    chat.ask("What did Rudik ask?")
    assert chat.ask("Why?").searched == "Why did Rudik ask?"
    chat.take_back()
    assert chat.ask("Why?", as_typed=True).searched == "Why?"


def test_what_was_chosen_is_leant_on_until_something_is_answered() -> None:
    chat = Conversation(Echo())
    chat.ask("What did Vance ask?")
    chat.lean_on(Turn("What did Rudik say?", "the talks may fail", "Kira Rudik"))
    assert chat.ask("What is unknown?").verdict == "not said"
    assert chat.ask("Why does she say that?").searched == "Why does Kira Rudik say that?"
    assert chat.ask("And Vance?").searched == "Why does Vance say that?"
