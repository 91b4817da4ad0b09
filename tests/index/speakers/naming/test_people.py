"""Mentions brought together."""

from index.speakers.naming.mentions import mentions
from index.speakers.naming.people import Entity, who_is_who
from index.speakers.naming.references import References
from index.speakers.parsing import parse


def entities(text: str) -> list[Entity]:
    doc = parse(text)
    return who_is_who(doc, mentions(doc))[0]


def named_at(text: str, word: str) -> str | None:
    """The name of who is named at the last place of a word."""
    doc = parse(text)
    at = who_is_who(doc, mentions(doc))[1]
    place = max(token.i for token in doc if token.text == word)
    return at[place].name if place in at else None


def test_a_person_has_the_fullest_name_and_all_roles() -> None:
    (holt,) = entities(
        "Vera Holt came. Mayor Vera M. Holt opened the bridge. Holt, the chief engineer, was late."
    )
    assert (holt.name, holt.person, len(holt.mentions)) == ("Vera M. Holt", True, 3)
    assert holt.roles == ["Mayor", "chief engineer"]
    assert holt.role == "chief engineer"


def test_a_role_of_several_people_is_nobody_s_own() -> None:
    assert [
        person.role
        for person in entities("The workers met Senators Anna Berg and Peter Moss at the bridge.")
    ] == [
        None,
        None,
    ]


def test_a_title_outvotes_a_first_name() -> None:
    (robin,) = entities("They met Mrs. Karl Voss there.")
    assert robin.gender == "female"


def test_his_tells_the_gender_of_a_subject() -> None:
    (brask,) = entities("They saw Mr Brask. Ola Brask took his hat.")
    assert brask.gender == "male"


def test_a_shared_surname_is_left_open() -> None:
    doc = parse("Anna Berg met Peter Berg. Then they saw Berg leave.")
    _, at, shared = who_is_who(doc, mentions(doc))
    ((mention, same),) = shared.values()
    assert mention.words == ("Berg",)
    assert mention.first not in at
    assert [entity.name for entity in same] == ["Anna Berg", "Peter Berg"]


def test_a_title_decides_who_of_a_family_is_meant() -> None:
    text = "Anna Berg met Peter Berg. Then they saw {} Berg leave."
    assert named_at(text.format("Mrs."), "Berg") == "Anna Berg"
    assert named_at(text.format("Mr."), "Berg") == "Peter Berg"


def test_an_office_is_not_that_of_the_holder_s_family() -> None:
    text = "Mayor Karl Voss came with his wife Eva Voss. Then Mayor Voss left."
    assert named_at(text, "Voss") == "Karl Voss"


def test_a_group_is_known_by_its_acronym() -> None:
    text = "They asked the Nordish Bridge Authority. Then the NBA answered."
    assert named_at(text, "NBA") == "Nordish Bridge Authority"


def test_a_country_is_nobody_who_can_be_she() -> None:
    doc = parse("She left Norway in May. Norway, the leader of the north, had asked her to stay.")
    (norway,) = References(doc, []).known
    assert norway.person is False


def test_a_firm_has_its_fullest_name_but_no_place_does() -> None:
    (firm,) = entities("They asked Harrow Point Capital. This week Harrow Point sold it.")
    assert (firm.name, firm.person, len(firm.mentions)) == ("Harrow Point Capital", False, 2)
    assert len(entities("They met in Boston. That week Boston Capital sold its stake.")) == 2
