"""Extracts: whole sentences, and nothing broken off."""

import pytest

from index import Attribution
from index.text import word_count
from qa.citing.said_by import answered_by_statement
from tests.fixtures.bridge import (
    BRIDGE,
    CHEN,
    LEE,
    LONGEST,
    TEXT,
    at,
    indexed,
    said,
    shown,
    span,
)


def test_an_extract_is_the_sentence_and_its_words_are_those_of_the_article() -> None:
    cited = shown(at(BRIDGE, "The bridge"))
    assert cited.text == "The bridge opened in May." == TEXT[cited.start : cited.end]
    assert cited.speaker is None
    assert str(cited) == '"The bridge opened in May." [1]'


def test_a_quotation_is_cited_with_the_sentence_that_says_whose_it_is() -> None:
    cited = shown(at(BRIDGE, "“We shall"), 2)
    assert cited.text.startswith("“It cost too much,” Ann Lee said. “We shall pay")
    assert cited.speaker == LEE


def test_an_extract_never_reaches_over_furniture() -> None:
    reach = said(CHEN, "Nobody asked us.”", source="Bo Chen, the mayor")
    cited = shown(at(indexed(TEXT, reach), "Nobody"))
    assert cited.text == "Nobody asked us.”"


@pytest.mark.parametrize("place", ["w5 ", "w100 ", "w199."])
def test_a_long_sentence_is_shortened_around_the_answer(place: str) -> None:
    text = "It began: " + " ".join(f"w{i}" for i in range(200)) + "."
    article = indexed(text)
    answer = span(place.strip(), text)
    cited = shown(at(article, "It began", answer))
    assert word_count(cited.text) == LONGEST
    assert cited.answer_span == answer
    assert cited.extract.contains(answer)


def test_a_short_quotation_is_not_broken_off() -> None:
    text = "Ann Lee said: “It cost too much. Nobody asked us.” It is grey."
    quoted = span("“It cost too much. Nobody asked us.”", text)
    article = indexed(text, Attribution((quoted,), LEE, span("Ann Lee", text), None, "direct", 0.9))
    assert shown(at(article, "Ann Lee")).text == text.removesuffix(" It is grey.")


def test_a_quotation_beside_the_words_that_answer_is_not_broken_off_either() -> None:
    text = "Ann Lee was glad of the vote: “It is fair. Nobody lost.” It is grey."
    glad, quoted = span("glad of the vote", text), span("“It is fair. Nobody lost.”", text)
    source = span("Ann Lee", text)
    article = indexed(
        text,
        Attribution((glad,), LEE, source, None, "indirect", 0.6),
        Attribution((quoted,), LEE, source, None, "direct", 0.9),
    )
    found = shown(at(article, "Ann Lee", span("was glad of the vote", text)))
    assert found.text == text.removesuffix(" It is grey.")
    assert (found.speaker, found.answer) == (LEE, "was glad of the vote")
    unmarked = at(article, "Ann Lee", source)
    said = shown(answered_by_statement(unmarked, lambda speaker: speaker == LEE))
    assert said.answer == "It is fair."  # the surest statement, as far as the sentence goes


def test_a_list_is_cited_with_the_line_that_announces_it() -> None:
    text = "The plan has two points:\n- bus lanes on six roads\n- 1,200 trees\nIt was cheap."
    announced = shown(at(indexed(text), "The plan"))
    assert announced.text == "The plan has two points:\n- bus lanes on six roads\n- 1,200 trees"
    no_list = "The mayor put it so:\nIt is cheap."
    assert shown(at(indexed(no_list), "The mayor")).text == "The mayor put it so:"
    at_the_end = "It was cheap.\nThe plan has these points:"
    assert shown(at(indexed(at_the_end), "The plan")).text == "The plan has these points:"
    long = "The plan has points:\n- bus lanes\n- " + "trees " * 80 + ".\n- roads"
    assert shown(at(indexed(long), "The plan")).text == "The plan has points:\n- bus lanes"
