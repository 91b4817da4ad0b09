"""Follow-up questions made to stand alone."""

import pytest

from qa.understanding.talk import Turn, standalone

PEOPLE = [
    "Anna de Wit",
    "Kira Rudik",
    "JD Vance",
    "Dmitry Peskov",
    "Vladimir Putin",
    "Pete Hegseth",
]


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (
            Turn("What did Rudik ask?"),
            "And what is she worried about?",
            "What is Kira Rudik worried about?",
        ),
        (
            Turn("Who said the talks may fail?", speaker="Kira Rudik"),
            "What else did she say?",
            "What else did Kira Rudik say?",
        ),
        (Turn("What did Peskov confirm?"), "Where was he?", "Where was Dmitry Peskov?"),
        (Turn("What did Rudik ask?"), "What about her fears?", "What about Kira Rudik’s fears?"),
        (Turn("What did Rudik ask?"), "And Vance?", "What did Vance ask?"),
        (
            Turn("What did Rudik say about Putin?"),
            "What about NATO?",
            "What did Rudik say about NATO?",
        ),
        (Turn("What did Minister de Wit say?"), "And Vance?", "What did Vance say?"),
        (Turn("Did Peskov confirm the call?"), "And Vance?", "Did Vance confirm the call?"),
        (Turn("What did Rudik ask?"), "Why?", "Why did Rudik ask?"),
        (Turn("Who confirmed the call?"), "How long did it last?", "How long did the call last?"),
        (
            Turn("How long did the call between Vance and Peskov last?"),
            "And who confirmed it?",
            "Who confirmed the call?",
        ),
        (
            Turn("What is known about Russia's full-scale invasion?"),
            "When did it begin?",
            "When did Russia's full-scale invasion begin?",
        ),
        (Turn("What did Rudik say about it?"), "Did Peskov say that?", "Did Peskov say that?"),
        (Turn("What did Rudik ask?"), "Who is Peskov?", "Who is Peskov?"),
        (
            Turn("What did Peskov say about sanctions?"),
            "Who issued a joint statement?",
            "Who issued a joint statement?",
        ),
        (Turn("What did Rudik say about Putin?"), "Which talks failed?", "Which talks failed?"),
        (Turn("How long was the call?"), "What did she say?", "What did she say?"),
    ],
)
def test_a_follow_up_stands_alone(before: Turn, question: str, expected: str) -> None:
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
    assert "\\" in standalone(question, [Turn(before)], PEOPLE)


def test_a_pronoun_never_stands_for_the_other_gender() -> None:
    before = [Turn("What did Hegseth say?"), Turn("What did Rudik ask?")]
    assert standalone("Where was he?", before, PEOPLE) == "Where was Pete Hegseth?"


def test_the_first_question_is_left_as_it_is() -> None:
    assert standalone("And what is she worried about?", [], PEOPLE).startswith("And what is she")
