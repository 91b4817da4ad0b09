"""The names of firms."""

import pytest

from index.speakers.naming.bodies import same_company


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("Harrow Point", "Harrow Point Capital", True),
        ("Waterways Council Inc.", "Waterways Council", True),
        ("Harrow", "Harrow Times", False),
        ("Harrow Point", "Harrow Point", False),
        ("Point Capital", "Harrow Point Capital", False),
    ],
)
def test_a_firm_is_called_by_its_name_without_what_it_is(name: str, other: str, same: bool) -> None:
    assert same_company(name.split(), other.split()) == same
