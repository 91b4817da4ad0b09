"""What common nouns name."""

import pytest

from index.speakers.naming.nouns import is_position, kinds, noun, singular


@pytest.mark.parametrize(
    ("word", "person", "group", "document"),
    [
        ("welder", True, False, False),
        ("welders", True, False, False),
        ("committee", False, True, False),
        ("letter", False, False, True),
        ("bridge", False, False, False),
        ("xyzzy", False, False, False),
    ],
)
def test_a_noun_names_a_person_a_group_or_a_document(
    word: str, person: bool, group: bool, document: bool
) -> None:
    found = noun(word)
    assert (found.person > 0.5, found.group > 0.5, found.document > 0.5) == (
        person,
        group,
        document,
    )


@pytest.mark.parametrize("word", ["bridgekeeper", "phage-ologist", "Dane", "co-minister"])
def test_endings_origins_and_the_last_part_of_a_compound_tell_a_person(word: str) -> None:
    assert is_position(word)


def test_a_hyphen_at_the_end_tells_nothing() -> None:
    assert noun("bridge-").person == 0


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("Agencies", "agency"),
        ("waitresses", "waitress"),
        ("chairwomen", "chairwoman"),
        ("mayors", "mayor"),
        ("police", "police"),
        ("bridges", "bridges"),
    ],
)
def test_the_singular_of_what_people_groups_and_documents_are_called(word: str, found: str) -> None:
    assert singular(word) == found


def test_kinds_lead_upwards_alone() -> None:
    assert {"vicar", "priest"} <= kinds("vicar")
    assert "vicar" not in kinds("priest")
    assert kinds("xyzzy") == {"xyzzy"}
