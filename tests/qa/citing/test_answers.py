"""Answers: their verdict, their words and whether they are true."""

from dataclasses import replace

import pytest

from index import Article, Span
from qa.citing.answers import NO_ANSWER, PERHAPS, Answer, Citation
from tests.fixtures.bridge import BRIDGE, CHEN, at, shown, span

CITED = shown(at(BRIDGE, "Bo Chen", span("the price fair")))
ANSWERED = Answer("Is it fair?", "Is it fair?", (CITED,), 0.9)


@pytest.mark.parametrize(
    ("answer", "verdict", "words"),
    [
        (ANSWERED, "answered", str(CITED)),
        (replace(ANSWERED, perhaps=True), "perhaps", f"{PERHAPS}\n{CITED}"),
        (replace(ANSWERED, citations=()), "not said", NO_ANSWER),
        (Answer("Hello", "Hello", reply="Hello."), "no question", "Hello."),
    ],
)
def test_only_a_plain_answer_is_true(answer: Answer, verdict: str, words: str) -> None:
    assert answer.verdict == verdict
    assert answer.text == str(answer) == words
    assert bool(answer) is (verdict == "answered")


def test_a_citation_is_the_words_of_its_article_and_who_said_them() -> None:
    assert CITED.text == CITED.article.text[CITED.start : CITED.end]
    assert CITED.answer == "the price fair"
    assert (CITED.speaker, CITED.kind, CITED.polarity, CITED.denial) == (
        CHEN,
        "direct",
        "said",
        None,
    )
    assert str(CITED).startswith("Bo Chen, the mayor: ")


def test_words_that_nobody_said_have_no_speaker() -> None:
    nobody = Citation(2, Article.from_text("It rained."), Span(0, 10))
    assert (nobody.speaker, nobody.kind, nobody.polarity) == (None, None, None)
    assert (nobody.answer, nobody.page, nobody.link) == (None, None, None)
    assert str(nobody) == '"It rained." [2]'
