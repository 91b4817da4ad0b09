"""Mentions of people, groups and places."""

import pytest

from index.speakers.naming.mentions import Mention, mentions
from index.speakers.parsing import parse


def mention(text: str) -> Mention:
    (found,) = mentions(parse(text))
    return found


@pytest.mark.parametrize(
    ("text", "name", "titled", "gender", "person"),
    [
        ("They met Mr. Karl Voss there.", "Karl Voss", True, "male", True),
        ("Spokeswoman Vera Holt left early.", "Vera Holt", True, "female", True),
        ("They met Vera Holt there.", "Vera Holt", False, None, True),
        (
            "The workers asked the Nordish Bridge Authority about it.",
            "Nordish Bridge Authority",
            False,
            None,
            False,
        ),
        (
            "Later the American Civil Liberties Union sued.",
            "American Civil Liberties Union",
            False,
            None,
            False,
        ),
        ("They told CNN about it.", "CNN", False, None, False),
        ("It said so, according to The Economist.", "Economist", False, None, None),
        ("They met Sen. John Marsh Jr. there.", "John Marsh Jr.", True, None, True),
        ("The workers read the Nordish Times.", "Nordish Times", False, None, False),
    ],
)
def test_a_name_stands_apart_from_its_title(
    text: str, name: str, titled: bool, gender: str | None, person: bool
) -> None:
    found = mention(text)
    assert " ".join(found.words) == name
    assert (found.titled, found.gender, found.person) == (titled, gender, person)


def test_a_title_alone_is_no_name() -> None:
    assert mentions(parse("They asked the Mayor about it.")) == []


def test_a_title_that_is_the_surname_of_somebody_is_a_name() -> None:
    found = mentions(parse("They met Martin King. Later King left."))
    assert [mention.surname for mention in found] == ["King", "King"]


def test_a_suffix_is_no_surname_and_a_particle_makes_no_full_name() -> None:
    assert mention("They met John Marsh Jr. there.").surname == "Marsh"
    assert not Mention(0, 1, ("De", "Blasio"), False, None, True).full
    assert Mention(0, 1, ("Bill", "Blasio"), False, None, True).full
    assert not Mention(0, 1, ("Marsh", "Jr."), False, None, True).full


def test_in_a_headline_only_names_of_the_text_are_found() -> None:
    text = "Holt Opens Another Bridge Today\nVera Holt opened it."
    assert [" ".join(found.words) for found in mentions(parse(text))] == ["Holt", "Vera Holt"]


def test_an_acronym_tells_where_the_name_of_a_body_begins_and_ends() -> None:
    text = (
        "The Movement for the Relief of the Upper Aller met. MRUA, as it is known, met the press."
    )
    found = mentions(parse(text))
    names = [" ".join(mention.words) for mention in found]
    assert names == ["Movement for the Relief of the Upper Aller", "MRUA"]
    assert found[0].person is False


def test_an_acronym_takes_the_nationality_of_a_body_into_its_name() -> None:
    found = mentions(parse("The American Civil Hearing Union sued. The ACHU said so."))
    assert " ".join(found[0].words) == "American Civil Hearing Union"


def test_an_honour_is_no_part_of_the_name() -> None:
    found = mention("They met Vera Holt KC there.")
    assert found.words == ("Vera", "Holt")


def test_an_office_is_named_with_its_holder() -> None:
    found = mention("The Teller County Sheriff's office said so.")
    assert " ".join(found.words) == "Teller County Sheriff's office"
    assert found.person is False


def test_a_verb_that_opens_a_sentence_is_no_part_of_a_name() -> None:
    text = "Watch Voss call for talks in the morning. Karl Voss said that he would."
    assert [found.words for found in mentions(parse(text))] == [("Voss",), ("Karl", "Voss")]


def test_a_country_before_a_name_is_no_part_of_it() -> None:
    found = mention("The former ambassador to Ukraine Steven Pifer told them so.")
    assert found.words == ("Steven", "Pifer")
