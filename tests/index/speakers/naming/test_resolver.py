"""Whom the words that tell who speaks mean."""

from dataclasses import replace

import pytest

from index.speakers import Attribution, Speaker
from index.speakers.naming.resolver import Resolver, name_speakers
from index.speakers.parsing import parse
from index.text import Span


def attribution(text: str, source: str, content: str) -> Attribution:
    """Words said, and the words that tell by whom, each taken where it stands first."""
    said = Span(text.index(content), text.index(content) + len(content))
    start = text.index(source)
    return Attribution((said,), None, Span(start, start + len(source)), None, "direct", 0.9)


def meant(text: str, source: str, last: bool = False) -> Speaker | None:
    """The speaker whom a source means, at its first or last place in a text."""
    start = text.rindex(source) if last else text.index(source)
    return Resolver(parse(text)).resolve(Span(start, start + len(source))).speaker


def name(text: str, source: str, last: bool = False) -> str | None:
    """The name of the speaker whom a source means."""
    speaker = meant(text, source, last)
    return speaker.name if speaker else None


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("Nordish MP Vera Holt said no.", "Nordish MP Vera Holt", ("Vera Holt", "Nordish MP")),
        (
            "Defense Secretary Paul Reed said no.",
            "Defense Secretary Paul Reed",
            ("Paul Reed", "Defense Secretary"),
        ),
        (
            "Secretary of State Paul Reed said no.",
            "Secretary of State Paul Reed",
            ("Paul Reed", "Secretary of State"),
        ),
        (
            "Vera Holt, the party’s chief whip, said no.",
            "Vera Holt",
            ("Vera Holt", "party’s chief whip"),
        ),
        (
            "Vera Holt, who is the mayor of Bergen, said no.",
            "Vera Holt",
            ("Vera Holt", "mayor of Bergen"),
        ),
        (
            "Former governor Vera Holt said no.",
            "Former governor Vera Holt",
            ("Vera Holt", "former governor"),
        ),
        (
            "The mayor’s press secretary, Vera Holt, said no.",
            "The mayor’s press secretary, Vera Holt,",
            ("Vera Holt", "mayor’s press secretary"),
        ),
        ("Ms. Vera Holt said no.", "Ms. Vera Holt", ("Vera Holt", None)),
        ("Vera Holt said no.", "Vera Holt", ("Vera Holt", None)),
    ],
)
def test_roles_are_kept_and_stand_apart_from_names(
    text: str, source: str, expected: tuple[str, str | None]
) -> None:
    speaker = meant(text, source)
    assert speaker is not None
    assert (speaker.name, speaker.role) == expected


def test_a_person_is_one_speaker_throughout_an_article() -> None:
    text = (
        "Mayor Vera Holt opened the bridge. Holt said it was late. “It is done,” Ms. Holt said. "
        "She thanked the workers."
    )
    assert {meant(text, source) for source in ("Vera Holt", "Holt", "Ms. Holt", "She")} == {
        Speaker("Vera Holt", "Mayor")
    }


def test_two_people_with_one_surname_stay_two() -> None:
    text = (
        "Anna Berg and Peter Berg run the farm. “We sow in May,” Mrs. Berg said. "
        "“And reap in August,” Mr. Berg said."
    )
    assert name(text, "Mrs. Berg") == "Anna Berg"
    assert name(text, "Mr. Berg") == "Peter Berg"


def test_a_surname_that_two_people_share_equally_names_nobody() -> None:
    text = "Anna Berg met Peter Berg at the farm. It rained. “We sow in May,” said Berg."
    assert name(text, "Berg", last=True) is None


def test_pronouns_follow_gender() -> None:
    text = "Anna Berg met Peter Moss in Oslo on Monday. He said it was cold. She said it was not."
    assert name(text, "He") == "Peter Moss"
    assert name(text, "She") == "Anna Berg"


def test_a_pronoun_follows_the_speaker_of_the_quotation_before() -> None:
    text = (
        "Karl Voss attacked Peter Moss on Monday. “The plan is bad,” Moss replied. "
        "“It costs too much,” he added."
    )
    said = attribution(text, "Moss", "“The plan is bad,”")
    he = text.rindex("he added")
    added = replace(attribution(text, "Moss", "“It costs too much,”"), source=Span(he, he + 2))
    assert [found.speaker for found in name_speakers(parse(text), [said, added])][1] == Speaker(
        "Peter Moss"
    )


def test_a_pronoun_without_anyone_it_fits_means_nobody() -> None:
    assert name("The bridge opened. He said it was late.", "He") is None


def test_an_i_inside_a_quotation_is_its_speaker() -> None:
    text = "“I think that it is late,” Anna Berg said."
    outer = attribution(text, "Anna Berg", "“I think that it is late,”")
    doc = parse(text)
    assert Resolver(doc, [outer]).resolve(Span(1, 2)).speaker == Speaker("Anna Berg")


def test_a_position_means_the_one_who_holds_it() -> None:
    text = "Nordish President Karl Voss met farmers. The president said that prices would fall."
    assert name(text, "The president") == "Karl Voss"


def test_a_position_that_nobody_holds_stays_as_it_is() -> None:
    text = "Anna Berg met farmers. The spokesman said that prices would fall."
    assert name(text, "The spokesman") == "the spokesman"


def test_both_leaders_are_the_two() -> None:
    text = (
        "President Karl Voss met Chancellor Eva Brandt. Both leaders said that talks would go on."
    )
    assert name(text, "Both leaders") == "Karl Voss and Eva Brandt"


def test_both_leaders_of_many_are_not_two() -> None:
    text = "The ministers met farmers. Both countries said that talks would go on."
    assert name(text, "Both countries") == "Both countries"


@pytest.mark.parametrize(
    "source", ["Six mountain villages", "the statement", "two people familiar with the talks"]
)
def test_groups_and_papers_are_speakers(source: str) -> None:
    text = f"It was late, {source} said, and the bridge was closed."
    assert name(text, source) == source


def test_a_side_that_speaks_through_someone_is_kept() -> None:
    text = "The Nordish side, through palace spokesman Karl Voss, confirmed the call."
    assert meant(text, "The Nordish side") == Speaker(
        "Karl Voss", "palace spokesman, for the Nordish side"
    )


def test_an_acronym_means_the_full_name() -> None:
    text = "The Nordish Bridge Authority closed the road. The NBA said that ice was falling."
    assert name(text, "The NBA") == "Nordish Bridge Authority"


def test_who_means_the_one_before() -> None:
    text = "The plan pleased Anna Berg, who said that it was fair."
    assert name(text, "who") == "Anna Berg"


def test_people_in_a_row_speak_together() -> None:
    text = "Senators Anna Berg and Peter Moss said that the plan was fair."
    assert name(text, "Senators Anna Berg and Peter Moss") == "Anna Berg and Peter Moss"


def test_capitals_of_a_headline_make_no_name() -> None:
    text = "Berg Says New Bridge Will Open Late\nAnna Berg spoke on Monday. Berg said it was late."
    assert name(text, "Berg", last=True) == "Anna Berg"


def test_a_name_in_capitals_is_the_same_person() -> None:
    text = "Anna Berg was on the show.\nBERG: It was late."
    assert name(text, "BERG") == "Anna Berg"


def test_a_father_and_his_namesake_stay_two() -> None:
    text = "John Marsh Jr. spoke first. Then John Marsh Sr. answered that it was late."
    assert name(text, "John Marsh Sr.") != name(text, "John Marsh Jr.")


def test_an_unsure_name_lowers_the_confidence() -> None:
    text = "Peter Moss met Karl Voss. He said it was late."
    said = attribution(text, "He", "it was late")
    (found,) = name_speakers(parse(text), [said])
    assert found.confidence < said.confidence


def test_a_source_that_stops_at_a_rank_means_the_name_behind_it() -> None:
    assert name("“It is hot,” said Lance Cpl. Karl Voss.", "Lance Cpl") == "Karl Voss"
    assert name("It is hot, according to an aide. Karl Voss left.", "an aide") == "an aide"


def test_a_spokesman_who_is_named_speaks_himself() -> None:
    text = "Anna Berg owns it. “She is well,” said the representative, Karl Voss."
    assert name(text, "the representative") == "Karl Voss"
