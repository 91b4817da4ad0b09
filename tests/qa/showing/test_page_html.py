"""The conversation and the messages of the page, with everything escaped."""

from index import Article
from qa.showing.page_html import (
    WAITING,
    WELCOME,
    examples_to_html,
    problem_html,
    progress_html,
    transcript_to_html,
    unread_html,
    waiting_to_html,
)
from tests.fixtures.shown import Reader, answer


def words(page: str) -> str:
    return "".join(Reader(page).text)


def test_a_conversation_begins_with_a_welcome() -> None:
    assert words(transcript_to_html([], {})) == WELCOME


def test_a_conversation_holds_its_answers_and_what_is_being_answered() -> None:
    shown = words(transcript_to_html([answer()], {}, hint="Earlier ones.", waiting="<b>Why?"))
    assert shown.startswith("Earlier ones.What did it cost?")
    assert shown.endswith("<b>Why?Searching the article…")
    found = words(transcript_to_html([], {}, waiting="Why?", found="It <i>rained</i>."))
    assert found == "Why?Found, and being read: It <i>rained</i>."
    assert WELCOME not in shown


def test_questions_wait_for_the_article_in_their_order() -> None:
    assert words(waiting_to_html(["Who?", "Why?"])) == f"Who?Why?{WAITING}"


def test_examples_are_buttons() -> None:
    tags = Reader(examples_to_html(["Who?", "<i>?"])).tags
    assert [tag for tag, _ in tags] == ["div", "button", "button"]


def test_an_article_is_shown_before_its_speakers_are_known() -> None:
    page = Reader(unread_html(Article.from_text("It rained. Nobody came.", "Rain")))
    assert "".join(page.text) == "RainIt rained. Nobody came."
    assert not any("data-speaker" in attributes for _, attributes in page.tags)


def test_messages_are_read_out_and_hold_no_markup() -> None:
    for page, role in ((problem_html("<b>"), "alert"), (progress_html("<b>"), "status")):
        ((_, attributes),) = Reader(page).tags
        assert (attributes["role"], words(page)) == (role, "<b>")
