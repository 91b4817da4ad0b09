"""Follow-up questions made to stand alone."""

import pytest

from index import Article, Attribution, Span, Speaker
from index.errors import QuestionError
from qa.answers import Answer, Citation
from qa.conversation import Conversation, standalone

PEOPLE = [
    "Anna de Wit",
    "Kira Rudik",
    "JD Vance",
    "Dmitry Peskov",
    "Vladimir Putin",
    "Pete Hegseth",
]
ARTICLE = Article.from_text("The talks may fail, Kira Rudik said. Pete Hegseth disagreed.")


def turn(searched: str, speaker: str | None = None) -> Answer:
    """An answer that cites one speaker."""
    if not speaker:
        return Answer(searched, searched)
    said = Attribution((Span(0, 18),), Speaker(speaker), None, None, "indirect", 0.9)
    return Answer(searched, searched, (Citation(1, ARTICLE, Span(0, 36), None, said),))


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (
            turn("What did Rudik ask?"),
            "And what is she worried about?",
            "What is Kira Rudik worried about?",
        ),
        (
            turn("Who said the talks may fail?", "Kira Rudik"),
            "What else did she say?",
            "What else did Kira Rudik say?",
        ),
        (turn("What did Peskov confirm?"), "Where was he?", "Where was Dmitry Peskov?"),
        (turn("What did Rudik ask?"), "What about her fears?", "What about Kira Rudik’s fears?"),
        (turn("What did Rudik ask?"), "And Vance?", "What did Vance ask?"),
        (
            turn("What did Rudik say about Putin?"),
            "What about NATO?",
            "What did Rudik say about NATO?",
        ),
        (turn("What did Minister de Wit say?"), "And Vance?", "What did Vance say?"),
        (turn("Did Peskov confirm the call?"), "And Vance?", "Did Vance confirm the call?"),
        (turn("What did Rudik ask?"), "Why?", "Why did Rudik ask?"),
        (turn("Who confirmed the call?"), "How long did it last?", "How long did the call last?"),
        (
            turn("How long did the call between Vance and Peskov last?"),
            "And who confirmed it?",
            "Who confirmed the call?",
        ),
        (
            turn("What is known about Russia's full-scale invasion?"),
            "When did it begin?",
            "When did Russia's full-scale invasion begin?",
        ),
        (turn("What did Rudik say about it?"), "Did Peskov say that?", "Did Peskov say that?"),
        (turn("What did Rudik ask?"), "Who is Peskov?", "Who is Peskov?"),
        (
            turn("What did Peskov say about sanctions?"),
            "Who issued a joint statement?",
            "Who issued a joint statement?",
        ),
        (turn("What did Rudik say about Putin?"), "Which talks failed?", "Which talks failed?"),
        (turn("How long was the call?"), "What did she say?", "What did she say?"),
    ],
)
def test_a_follow_up_stands_alone(before: Answer, question: str, expected: str) -> None:
    assert standalone(question, [before], PEOPLE) == expected


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("What did Rudik ask?", "Why \\"),
        ("What did Rudik ask?", "And Vance \\q?"),
        ("What did Rudik say about Putin?", "What about NATO \\1?"),
        ("How long did the \\d call last?", "Who confirmed it?"),
    ],
)
def test_a_backslash_is_a_character_like_others(before: str, question: str) -> None:
    assert "\\" in standalone(question, [turn(before)], PEOPLE)


def test_a_pronoun_never_stands_for_the_other_gender() -> None:
    before = [turn("What did Hegseth say?"), turn("What did Rudik ask?")]
    assert standalone("Where was he?", before, PEOPLE) == "Where was Pete Hegseth?"


def test_the_first_question_is_left_as_it_is() -> None:
    assert standalone("And what is she worried about?", [], PEOPLE).startswith("And what is she")


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
