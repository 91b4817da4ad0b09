"""Whether two names are of one person or group."""

import pytest

from index.speakers.naming.same_names import acronym, is_fuller, same_group, same_person


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("Vera Holt", "Vera Holt", True),
        ("Vera O’Hara", "Vera O'Hara", True),
        ("V. Holt", "Vera Holt", True),
        ("Mike Moss", "Michael A. Moss", True),
        ("Anna Berg", "Peter Berg", False),
        ("Anna Berg", "Anna Moss", False),
        ("John Marsh Jr.", "John Marsh", True),
        ("John Marsh Jr.", "John Marsh Sr.", False),
    ],
)
def test_full_names_of_a_person(name: str, other: str, same: bool) -> None:
    assert same_person(name.split(), other.split()) is same
    assert same_person(other.split(), name.split()) is same


@pytest.mark.parametrize(
    ("name", "other", "same"),
    [
        ("NBA", "Nordish Bridge Authority", True),
        ("N.B.A.", "Nordish Bridge Authority", True),
        ("Bridge Authority", "Nordish Bridge Authority", True),
        ("Authority", "Nordish Bridge Authority", False),
        ("Times", "Nordish Times", True),
        ("Nordish", "Nordish Bridge Authority", False),
        ("Nordish Times", "Nordish Post", False),
    ],
)
def test_names_of_a_group(name: str, other: str, same: bool) -> None:
    assert same_group(name.split(), other.split()) is same
    assert same_group(other.split(), name.split()) is same


def test_small_words_have_no_letter_in_an_acronym() -> None:
    assert acronym("Ministry of the Interior".split()) == "mi"


@pytest.mark.parametrize(
    ("new", "old"),
    [("Vera M. Holt", "Vera Holt"), ("Vera Holt", "V. Holt"), ("Vera Holt", "VERA HOLT")],
)
def test_the_fuller_name_is_kept(new: str, old: str) -> None:
    assert is_fuller(new.split(), old.split())
    assert not is_fuller(old.split(), new.split())
