"""Misspelt questions: what is put right, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.word_forms import FormsInMemory
from qa.article_qa import ArticleQA
from qa.understanding.spelling import Spelling

TEXT = """The Pavilion in Slovakia was plagued by leaks, and the force of the storm broke its stone.
President Erdoğan told Łukasz Żak that the mathematicians were strong. Hegseth said to Kallas that it was official.
The astronauts discussed Accelerations: of accelerations, accelerations alone."""


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Who built the Pavillion?", "Who built the Pavilion?"),
        ("What plauged it?", "What plagued it?"),
        ("What is offical?", "What is official?"),
        ("Where were the astronaughts?", "Where were the astronauts?"),
        ("What did Hegsteh's aide say?", "What did Hegseth's aide say?"),
        ("What did ERDOGAN say?", "What did Erdoğan say?"),
        ("What did Kalas say?", "What did Kallas say?"),  # and no plural of kala
        ("What of accelerlations?", "What of accelerations?"),
    ],
)
def test_a_word_that_is_none_is_put_as_the_article_spells_it(asked: str, meant: str) -> None:
    assert Spelling(FormsInMemory([TEXT])).corrected(asked) == meant


@pytest.mark.parametrize(
    "asked",
    [
        "What happened in Slovenia?",  # a word, though near to one of the article
        "Who pulled the plugs?",  # its stem is a word
        "What did a mathematician say?",  # the article's word with another ending
        "Who is Hegsethson?",  # too far
        "Who likes stong?",  # near to two words
        "What is 4oo in B-52s?",
        "Why?",
        "",
    ],
)
def test_everything_else_is_left_as_it_was(asked: str) -> None:
    assert Spelling(FormsInMemory([TEXT])).corrected(asked) == asked


def test_without_an_article_nothing_is_known_and_nothing_changes() -> None:
    assert Spelling(FormsInMemory([])).corrected("Who plauged it?") == "Who plauged it?"


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_written_every_other_character_stays(text: str, question: str) -> None:
    found = Spelling(FormsInMemory([text])).corrected(question)
    letters = str.maketrans("", "", "".join({c for c in question + found if c.isalpha()}))
    assert found.translate(letters) == question.translate(letters)


def test_the_articles_own_words_are_never_changed() -> None:
    assert Spelling(FormsInMemory([TEXT])).corrected(TEXT) == TEXT


def test_an_article_that_is_removed_is_forgotten_with_its_words() -> None:
    bot = ArticleQA.from_text("The Pavilion burned on Monday.", title="The Lavietes")
    assert bot.ask("When did the Pavillion burn?").searched == "When did the Pavilion burn?"
    assert bot.ask("What is Laviettes?").searched == "What is Lavietes?"
    bot.remove(bot.articles[0].id)
    assert bot.ask("When did the Pavillion burn?").searched == "When did the Pavillion burn?"
