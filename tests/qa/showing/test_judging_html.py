"""The buttons that judge an answer, and what the reader said of it."""

from qa.showing.judging_html import judging_to_html
from tests.fixtures.shown import Reader


def buttons(page: str) -> dict[str | None, str | None]:
    tags = Reader(page).tags
    return {about["value"]: about.get("aria-pressed") for tag, about in tags if tag == "button"}


def test_an_answer_can_be_right_or_wrong() -> None:
    page = judging_to_html(7, cites=True)
    assert buttons(page) == {"right": "false", "wrong": "false"}
    assert ("div", {"class": "judging", "data-turn": "7"}) in Reader(page).tags
    assert "Kept" not in page


def test_of_a_wrong_answer_the_right_words_are_asked_for() -> None:
    page = judging_to_html(0, cites=True, right=False)
    assert buttons(page) == {"right": "false", "wrong": "true", "words": None, "none": None}
    assert "textarea" in page
    assert "none" not in buttons(judging_to_html(0, cites=False, right=False))


def test_what_was_said_is_told() -> None:
    right = judging_to_html(0, cites=True, right=True)
    assert buttons(right) == {"right": "true", "wrong": "false"}
    assert "Kept: right." in right
    corrected = judging_to_html(0, cites=True, right=False, correction="It <b>rained</b>.")
    assert "as this answers: It &lt;b&gt;rained&lt;/b&gt;." in corrected
    assert "textarea" not in corrected
    silent = judging_to_html(0, cites=True, right=False, correction="")
    assert "as the article does not say" in silent
