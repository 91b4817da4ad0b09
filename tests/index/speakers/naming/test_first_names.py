"""First names and their genders."""

import pytest

from index.speakers.naming.first_names import (
    SURE_VOTE,
    UNSURE_VOTE,
    first_name_gender,
    is_first_name,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Maria", ("female", SURE_VOTE)),
        ("MARIA", ("female", SURE_VOTE)),
        ("Karl", ("male", SURE_VOTE)),
        ("Robin", ("male", UNSURE_VOTE)),
        ("Ministry", None),
        ("", None),
    ],
)
def test_a_first_name_tells_the_gender_of_most_who_bear_it(
    name: str, expected: tuple[str, float] | None
) -> None:
    assert first_name_gender(name) == expected


def test_a_known_first_name_is_told_from_other_words() -> None:
    assert is_first_name("Vera")
    assert is_first_name("VERA")
    assert not is_first_name("vera")
    assert not is_first_name("Ministry")
