"""What needs no reading: parts of articles, and statements as the quote sheet has them."""

import pytest

from index import Article, Speaker
from index.passage_index import PassageIndex
from qa.settings import Settings
from qa.stated import stated, statements_of, summary
from qa.understanding.question import About, understood
from qa.understanding.whose_words import WhoseWords, whose_words
from tests.fixtures.encoders import WordEncoder

TEXT = (
    "Bridge opens in Lund\nBy Mara Holt\nMarch 3, 2025\n"
    "The bridge opened on Monday. “It cost too much,” said Ann Lee, the mayor. "
    "“It is fair,” Bo Chen said. “Nobody asked us,” Ann Lee said."
)


@pytest.fixture(scope="module")
def store() -> PassageIndex:
    index = PassageIndex(WordEncoder())
    index.add(Article.from_text(TEXT))
    return index


def meant(store: PassageIndex, question: str, chosen: Speaker | None = None) -> WhoseWords:
    return whose_words(understood(question), store.speakers(), chosen)


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ("title", ["Bridge opens in Lund"]),
        ("byline", ["By Mara Holt"]),
        ("date", ["March 3, 2025"]),
        ("updated", []),
    ],
)
def test_an_article_states_its_title_byline_and_date(
    store: PassageIndex, about: About, words: list[str]
) -> None:
    found = stated(store, about, Settings())
    assert [place.text for place in found] == words
    assert all(place.answer == place.span for place in found)


def test_the_lead_is_what_an_article_opens_with(store: PassageIndex) -> None:
    (lead,) = stated(store, "lead", Settings(extract_words=5))
    assert lead.text == "The bridge opened on Monday."


def test_who_is_quoted_is_told_by_the_first_statement_of_each(store: PassageIndex) -> None:
    found = stated(store, "speakers", Settings())
    assert [place.answer and place.answer.of(TEXT) for place in found] == [
        "Ann Lee, the mayor",
        "Bo Chen",
    ]


def test_all_that_a_single_speaker_says_is_found_in_order(store: PassageIndex) -> None:
    found = statements_of(store, meant(store, "What did the mayor say?"))
    assert [place.answer and place.answer.of(TEXT) for place in found] == [
        "“It cost too much,”",
        "“Nobody asked us,”",
    ]


def test_a_chosen_speaker_rules_out_whoever_else_is_named(store: PassageIndex) -> None:
    lee, chen = store.speakers()
    assert statements_of(store, meant(store, "What did the mayor say?", chen)) == ()
    assert len(statements_of(store, meant(store, "What was said?", lee))) == 2


def test_a_summary_has_the_lead_and_a_statement_of_each_or_all_of_one(store: PassageIndex) -> None:
    lee, _ = store.speakers()
    assert len(summary(store, None, Settings())) == 3
    assert len(summary(store, lee, Settings())) == 2
