"""Follow-up questions made to stand alone."""

import pytest

from index import Speaker
from qa.understanding.talk import FollowUp, Turn, as_read, built_upon, follow_up

PEOPLE = [
    Speaker("Anna de Wit", "minister"),
    Speaker("Kira Rudik"),
    Speaker("JD Vance"),
    Speaker("Dmitry Peskov", "Kremlin spokesman"),
    Speaker("Vladimir Putin"),
    Speaker("Pete Hegseth"),
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
    assert follow_up(question, [before], PEOPLE).text == expected


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("What did Rudik ask?", "Why \\"),
        ("What did Rudik ask?", "And Vance \\q?"),
        ("What did Rudik say about Putin?", "What about NATO \\1?"),
    ],
)
def test_a_backslash_is_a_character_like_others(before: str, question: str) -> None:
    assert "\\" in follow_up(question, [Turn(before)], PEOPLE).text


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        (Turn("What did the Kremlin spokesman say?"), "What about Rudik?", "What did Rudik say?"),
        (Turn("What did Rudik say?"), "And the Kremlin spokesman?", "What did the Kremlin spokesman say?"),
        (Turn("What did the minister say about it?"), "What about Vance?", "What did Vance say about it?"),
        (Turn("How long did the call last?"), "What about Rudik?", "What did Rudik say?"),
        (Turn("What did the minister say?"), "No, I meant Rudik", "What did Rudik say?"),
        (Turn("What did the tinker say?", answered=False), "sorry, I mean the minister", "What did the minister say?"),
        (Turn("What did the Kremlin spokesman say?"), "Where was he?", "Where was Dmitry Peskov?"),
        (Turn("How many came?"), "And in 2019?", "How many came in 2019?"),
        (Turn("Who came to the party?"), "Who else?", "Who else came to the party?"),
    ],
)  # fmt: skip
def test_roles_names_and_corrections_stand_for_others(
    before: Turn, question: str, expected: str
) -> None:
    found = follow_up(question, [before], PEOPLE)
    assert (found.shown, found.leans) == (expected, True)


@pytest.mark.parametrize(
    ("before", "question", "shown"),
    [
        ("Who confirmed the call?", "Why?", "about: Who confirmed the call, in: Why?"),
        ("How many came?", "and the other one?", "about: How many came, in: The other one?"),
        ("How many came?", "What else did Rudik say?", "What else did Rudik say?"),
        ("How many came?", "how many left", "How many left"),
        ("Who confirmed the call?", "How long did it last?", "about: Who confirmed the call, in: How long did it last?"),
        ("How many came?", "Did it rain?", "about: How many came, in: Did it rain?"),
        ("How many came?", "At home?", "How many came At home?"),
        ("Who is Rudik?", "Did she ask if she can come?", "Did Kira Rudik ask if she can come?"),
    ],
)  # fmt: skip
def test_what_cannot_be_put_in_full_is_told_by_what_it_is_about(
    before: str, question: str, shown: str
) -> None:
    assert follow_up(question, [Turn(before)], PEOPLE).shown == shown


def test_somebody_is_asked_about_without_any_turn() -> None:
    refused = [Turn("What did the tinker say?", answered=False)]
    assert follow_up("What about Rudik?", refused, PEOPLE).shown == "What did Rudik say?"
    assert follow_up("Rudik", [], PEOPLE).shown == "Rudik"


def test_a_refused_turn_is_not_built_upon() -> None:
    turns = [Turn("What did Rudik ask?"), Turn("What did Vance ask?", answered=False)]
    assert follow_up("Why?", turns, PEOPLE).shown == "Why did Rudik ask?"
    assert as_read(built_upon(turns)) == ("What did Rudik ask?", "")


def test_the_reader_is_told_what_was_typed_and_what_answered() -> None:
    turns = [Turn("What did Rudik ask?", "for help", asked="and what did she ask")]
    assert as_read(turns) == ("and what did she ask", "for help")


def test_a_pronoun_stands_for_whom_its_own_question_names() -> None:
    speakers = [Speaker("Volodymyr Zelensky"), Speaker("Kaja Kallas"), Speaker("Donald Trump")]
    turns = [Turn("What did Donald Trump say?")]
    own = "Did Zelensky say he would give up territory?"
    assert follow_up(own, turns, speakers) == FollowUp(own)
    asked = "Did Kallas say he would give up territory?"
    assert follow_up(asked, turns, speakers).text == asked.replace("he", "Donald Trump")


def test_a_pronoun_may_mean_somebody_who_says_nothing() -> None:
    speakers = [Speaker("David Gibson")]
    turns = [Turn("Who travelled with David Gibson?"), Turn("Where did Pope Benedict speak?")]
    assert follow_up("How old is he?", turns, speakers).about
    assert follow_up("How old is he?", turns[:1], speakers).text == "How old is David Gibson?"


def test_they_are_no_single_person_and_a_question_is_no_addition() -> None:
    turns = [Turn("What did Kira Rudik say?")]
    assert follow_up("Why are they afraid?", turns, PEOPLE).about
    assert follow_up("In which country?", turns, PEOPLE).about
    assert follow_up("And in 2019?", turns, PEOPLE).text == "What did Kira Rudik say in 2019?"


def test_he_is_no_group_of_countries() -> None:
    speakers = [Speaker("Seven European countries")]
    turns = [Turn("What did seven European countries demand?", speaker=speakers[0].name)]
    assert follow_up("What else did he demand?", turns, speakers).about
    assert follow_up("What else did they demand?", turns, speakers).text == (
        "What else did Seven European countries demand?"
    )


def test_a_pronoun_never_stands_for_the_other_gender() -> None:
    before = [Turn("What did Hegseth say?"), Turn("What did Rudik ask?")]
    assert follow_up("Where was he?", before, PEOPLE).text == "Where was Pete Hegseth?"


def test_the_first_question_is_left_as_it_is() -> None:
    assert follow_up("And what is she worried about?", [], PEOPLE).text.startswith(
        "And what is she"
    )


def test_what_it_is_about_goes_on() -> None:
    turns = [Turn("How many?", about="the march")]
    assert follow_up("Where was it?", turns, PEOPLE).shown == "about: the march, in: Where was it?"


def test_he_is_no_group() -> None:
    speakers = [Speaker("Democrats"), Speaker("Ppp Qqq")]
    by_group, by_name = Turn("By whom?", "Democrats"), Turn("By whom?", "Ppp Qqq")
    assert follow_up("What did he do?", [by_group], speakers).about == "By whom"
    assert follow_up("What did he do?", [by_name], speakers).text == "What did Ppp Qqq do?"
