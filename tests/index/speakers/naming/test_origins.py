"""The countries that words tell of."""

import pytest

from index.speakers.naming.origins import country, is_native


@pytest.mark.parametrize("word", ["Norway", "Norwegian"])
def test_a_country_and_its_adjective_tell_it(word: str) -> None:
    assert country(word) == "Norway"


@pytest.mark.parametrize("word", ["bridge", "", "norway"])
def test_other_words_tell_none(word: str) -> None:
    assert country(word) is None


def test_a_native_is_a_person_and_an_adjective_is_none() -> None:
    assert is_native("Swede")
    assert not is_native("Swedish")
    assert not is_native("Sweden")


def test_a_party_tells_a_person_and_no_country() -> None:
    assert is_native("Republican")
    assert country("Republican") is None
