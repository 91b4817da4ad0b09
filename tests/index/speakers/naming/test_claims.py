"""The chance of a whole claim: said, and by whoever is named."""

from typing import get_args

import pytest

from index.speakers.naming.claims import SUREST_CHANCE, Way, claim


@pytest.mark.parametrize("way", get_args(Way))
def test_a_claim_is_surer_the_surer_its_parts_are(way: Way) -> None:
    assert 0 < claim(way, 0.5, 0.7) <= claim(way, 0.9, 0.7) < 1
    assert claim(way, 0.9, 0.5) <= claim(way, 0.9, 0.99)


def test_nothing_is_quite_sure() -> None:
    assert claim("name", 1.0, 1.0) == claim("name", SUREST_CHANCE, SUREST_CHANCE) < 1


def test_a_name_is_surer_than_a_pronoun() -> None:
    assert claim("name", 0.9, 1.0) > claim("pronoun", 0.9, 0.7)
