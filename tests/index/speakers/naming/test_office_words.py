"""Words for what people are."""

import pytest

from index.speakers.naming.office_words import (
    gender_of,
    is_kin,
    is_office,
    is_relative,
    is_title,
    is_weak,
    spelled_out,
)


@pytest.mark.parametrize("word", ["mayor", "Mayors", "Secretaries", "ex-president", "co-founder"])
def test_an_office_is_known_in_any_form(word: str) -> None:
    assert is_office(word)
    assert is_title(word)


@pytest.mark.parametrize("word", ["Sen.", "Sen", "Mrs.", "Dr", "Prof."])
def test_a_title_may_be_abbreviated(word: str) -> None:
    assert is_title(word)
    assert not is_office(word)


@pytest.mark.parametrize("word", ["bridge", "Oslo", "", "-"])
def test_other_words_are_neither(word: str) -> None:
    assert not is_office(word)
    assert not is_title(word)


def test_some_words_say_less_than_an_office() -> None:
    assert is_kin("Wife")
    assert is_weak("wife")
    assert is_relative("wife")
    assert is_weak("Republican")
    assert not is_relative("Republican")
    assert is_relative("successor")
    assert not is_weak("mayor")


def test_an_abbreviation_stands_for_its_office() -> None:
    assert spelled_out("Gov.") == spelled_out("Governor") == "governor"


@pytest.mark.parametrize(
    ("words", "gender"),
    [
        ("committee chairwoman", "female"),
        ("Mr.", "male"),
        ("the mayor’s wife", "female"),
        ("chairman", None),
        ("mayor", None),
    ],
)
def test_a_title_or_role_can_tell_a_gender(words: str, gender: str | None) -> None:
    assert gender_of(words) == gender
