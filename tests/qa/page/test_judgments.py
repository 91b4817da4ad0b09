"""A reader's judgments of answers, and the words that are marked as right."""

from dataclasses import replace

import pytest

from index import Article, ArticleQAError, Span
from qa import Answer
from qa.page.judgments import MOST_PLACES, Judging, Judgment
from tests.fixtures.shown import ARTICLE, TEXT, answer, citation

OTHER = Article.from_text("The library opened in June.")


def judging(kept: list[Judgment], *answers: Answer, most: int = 100) -> Judging:
    made = Judging(kept.append, most)
    for number, given in enumerate(answers):
        made.add(number, given, turns=("Who?",), click=Span(20, 40), speaker="Ann Lee")
    return made


def test_a_right_answer_keeps_the_words_that_answer() -> None:
    kept: list[Judgment] = []
    elsewhere = replace(citation(2), article=OTHER, extract=Span(0, 27), answer_span=None)
    whole = replace(citation(3), answer_span=None)
    cited = replace(answer(), citations=(citation(), elsewhere, whole))
    made = judging(kept, cited)
    assert made[0] is None
    made.judge(0, "right", None, OTHER)
    assert made[0] == kept[0]
    assert (kept[0].article, kept[0].right, kept[0].correction) == (ARTICLE, True, None)
    assert kept[0].places == (Span(29, 38), Span(20, 65))
    assert (kept[0].asked.turns, kept[0].asked.speaker) == (("Who?",), "Ann Lee")


def test_a_refusal_can_be_right_or_wrong() -> None:
    kept: list[Judgment] = []
    made = judging(kept, Answer("Why?", "Why?", closest=citation(0)))
    for said in ("right", "wrong", "none", "anything"):
        made.judge(0, said, None, ARTICLE)
    assert [(judgment.right, judgment.places) for judgment in kept] == [
        (True, ()),
        (False, None),
        (False, ()),
        (False, None),
    ]
    assert [judgment.correction for judgment in kept] == [None, None, "", None]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The bridge opened.", "The bridge opened."),
        ("\n  opened. \t “It cost  3 million,”", "opened.\n\n“It cost 3 million,”"),
        ('"It cost 3 million,"', "“It cost 3 million,”"),
        ("the mayor", "the mayor"),
    ],
)
def test_marked_words_are_found_as_a_copy_has_them(words: str, found: str) -> None:
    kept: list[Judgment] = []
    judging(kept, answer()).judge(0, "words", words, OTHER)
    assert (kept[0].article, kept[0].correction) == (ARTICLE, found)


def test_words_of_the_article_that_is_shown_come_first() -> None:
    kept: list[Judgment] = []
    judging(kept, answer()).judge(0, "words", "opened", OTHER)
    assert kept[0].article == OTHER


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("The bridge closed.", "do not stand in the article"),
        ("ridge", "do not stand in the article"),
        (" “.” ", "do not stand in the article"),
        ("", "do not stand in the article"),
        (None, "do not stand in the article"),
        (".*", "do not stand in the article"),
        ("x" * 5001, "too many"),
        ("go", "everywhere"),
    ],
)
def test_words_that_cannot_be_the_answer_are_refused(words: object, told: str) -> None:
    kept: list[Judgment] = []
    made = judging(kept, answer())
    shown = Article.from_text("Go on. " + "go " * (MOST_PLACES + 1))
    with pytest.raises(ArticleQAError, match=told):
        made.judge(0, "words", words, shown)
    assert not kept
    assert made[0] is None


@pytest.mark.parametrize("number", [1, -1, None, "0", [0], 10**400])
def test_an_answer_that_is_not_there_is_not_judged(number: object) -> None:
    with pytest.raises(ArticleQAError, match="gone"):
        judging([], answer()).judge(number, "right", None, ARTICLE)


def test_an_answer_about_no_article_is_not_judged() -> None:
    with pytest.raises(ArticleQAError, match="about no article"):
        judging([], Answer("Hello", "Hello", reply="Hello.")).judge(0, "right", None, ARTICLE)


def test_an_answer_takes_the_place_of_one_that_was_taken_back() -> None:
    kept: list[Judgment] = []
    made = judging(kept, answer())
    made.judge(0, "right", None, ARTICLE)
    made.add(0, Answer("Why?", "Why?", closest=citation(0)), turns=(), click=None, speaker=None)
    assert made[0] is None
    made.judge(0, "right", None, ARTICLE)
    assert kept[0].asked.id != kept[1].asked.id
    assert [judgment.places for judgment in kept] == [(Span(29, 38),), ()]


def test_only_the_last_answers_can_be_judged() -> None:
    made = judging([], answer(), answer(), answer(), most=2)
    with pytest.raises(ArticleQAError, match="gone"):
        made.judge(0, "right", None, ARTICLE)
    made.judge(1, "right", None, ARTICLE)


def test_two_readers_have_ids_of_their_own() -> None:
    kept: list[Judgment] = []
    for _ in range(2):
        judging(kept, answer()).judge(0, "right", None, ARTICLE)
    assert kept[0].asked.id != kept[1].asked.id
    assert kept[0].article.text == TEXT
