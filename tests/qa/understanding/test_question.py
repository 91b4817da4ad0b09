"""What is asked, in many wordings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Speaker
from index.errors import QuestionError
from qa.understanding.question import (
    LONGEST_QUESTION,
    checked_question,
    parts,
    speaker_matching,
    understood,
)

PESKOV = Speaker("Dmitry Peskov", "Kremlin spokesman")
BILL = Speaker("Bill Clinton", "former president")
HILLARY = Speaker("Hillary Clinton", None)


@pytest.mark.parametrize(
    ("question", "about"),
    [
        ("What is the title?", "title"),
        ("What’s the headline of this story?", "title"),
        ("Who wrote this article?", "byline"),
        ("Who is the author?", "byline"),
        ("What is the name of the reporter?", "byline"),
        ("When was it published?", "date"),
        ("What is the date of the article?", "date"),
        ("When was this last updated?", "updated"),
        ("When did the article change?", None),
        ("What is this article about?", "lead"),
        ("Summarize the article", "lead"),
        ("What is the main point?", "lead"),
        ("Who wrote the treaty?", None),
        ("When was the treaty published?", None),
        ("Where was this article published?", None),
        ("What title did Usyk win?", None),
        ("What is the war about?", None),
    ],
)
def test_questions_about_the_article_itself(question: str, about: str | None) -> None:
    assert understood(question).about == about


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What did Putin say about NATO?", "Putin"),
        ("How did Zelensky respond to the offer?", "Zelensky"),
        ("What is Rudik's view of the talks?", "Rudik"),
        ("According to Peskov, how long was the call?", "Peskov"),
        ("What does the Kremlin spokesman say?", "the Kremlin spokesman"),
        ("What were Trump’s words on Truth Social?", "Trump"),
        ("What Donald Trump thinks of it", "Donald Trump"),
        ("What did he say?", None),
        ("What does the article say about NATO?", None),
        ("How long did the call last?", None),
        ("What is Trump's age?", None),
        ("How many people did the Islamic State rule?", None),
        ("What did Ann Lee not want?", None),
        ("Who did Ann Lee call after the vote?", None),
        ("According to the latest poll what share of voters leans left?", None),
        ("According to her family, what did Ross run?", "her family"),
        ("In what year did Will Canby first claim that she had sewn it?", "Will Canby"),
        ("Which party does Connecticut prefer, compared to every other state?", None),
        ("Which nominee did not represent states of red colour?", None),
        ("What are the states of Palau called?", None),
    ],
)
def test_the_speaker_whose_statements_are_asked_for(question: str, named: str | None) -> None:
    assert understood(question).speaker_named == named


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who said that the talks must go on?", True),
        ("Who else confirmed the call?", True),
        ("Which minister warned of a war?", True),
        ("Who is quoted?", True),
        ("Who will meet Zelensky?", False),
        ("What did Rudik ask?", False),
    ],
)
def test_questions_for_a_speaker(question: str, expected: bool) -> None:
    assert understood(question).who_spoke is expected


def test_only_what_was_said_can_be_words() -> None:
    assert understood("What did Rudik ask?").asks_what
    assert not understood("When did Rudik ask for help?").asks_what


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did Lee say and when did he say it?", ["What did Lee say?", "when did he say it?"]),
        ("Who called? Why?", ["Who called?", "Why called?"]),
        ("Did he resign, and why?", ["Did he resign?", "Why did he resign?"]),
        ("Who rose and in which year?", ["Who rose?", "In which year rose?"]),
        ("Where and when was it seen?", ["Where was it seen?", "when was it seen?"]),
    ],
)
def test_several_questions_in_one(question: str, expected: list[str]) -> None:
    assert parts(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Who spoke of war and peace?",
        "It is made of copper, zinc, and what?",
        "The term is used of the West and which eastern country?",
        "Who went with Ann Lee and who else?",
        "Was there a winner? If so, who was it?",
        "When, where and how did it happen?",
        "What did the ECDC and WHO ask for?",
    ],
)
def test_a_list_or_a_condition_is_one_question(question: str) -> None:
    assert parts(question) == [question]


def test_a_speaker_is_matched_by_name_or_role_and_never_by_a_guess() -> None:
    everyone = [PESKOV, BILL, HILLARY]
    assert speaker_matching("Peskov", everyone) == PESKOV
    assert speaker_matching("the Kremlin spokesman", everyone) == PESKOV
    assert speaker_matching("Hillary Clinton", everyone) == HILLARY
    assert speaker_matching("Clinton", everyone) is None
    assert speaker_matching("Putin", everyone) is None
    assert speaker_matching("the", everyone) is None


@pytest.mark.parametrize("question", ["", " \n", None, 7, {"text": "Who?"}, b"Who?"])
def test_what_is_no_question_is_refused(question: object) -> None:
    with pytest.raises(QuestionError):
        checked_question(question)


def test_a_question_may_be_long_but_not_a_text() -> None:
    assert checked_question("w" * LONGEST_QUESTION) == "w" * LONGEST_QUESTION
    with pytest.raises(QuestionError, match="10,000 characters"):
        checked_question("w" * 10_000)


@given(st.text(alphabet=st.characters(), max_size=200))
def test_any_text_is_understood_without_an_error(text: str) -> None:
    understood(text)
    assert "".join(parts(text)) or not text
