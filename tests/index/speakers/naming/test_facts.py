"""What an article tells of whoever it names."""

import pytest

from index.speakers.naming.facts import Description, Facts, deeds, describe, facts_of
from index.speakers.parsing import parse


def description(text: str, noun: str) -> Description:
    return describe(next(token for token in parse(text) if token.text == noun))


def told(text: str, name: str) -> Facts:
    """The facts beside the first place of a name."""
    doc = parse(text)
    words = doc.char_span(text.index(name), text.index(name) + len(name))
    assert words is not None
    facts = Facts()
    facts_of(doc, words.start, words.end - 1, facts)
    return facts


def test_a_description_has_its_noun_words_age_and_article() -> None:
    found = description("The retired 61-year-old Danish engineers left.", "engineers")
    assert (found.head, found.article, found.plural) == ("engineer", "the", True)
    assert (found.age, set(found.countries)) == (61, {"Denmark"})
    assert "retired" in found.words


def test_a_relative_has_an_owner_and_a_gender() -> None:
    found = description("Then his wife spoke.", "wife")
    assert (found.article, found.owner, found.gender) == ("whose", 1, "female")


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Vera Holt, the chief engineer, came.", "engineer"),
        ("The engineer Vera Holt came.", "engineer"),
        ("It was made by Vera Holt, a spokesman for Bergen said.", None),
        ("The chief engineer, Vera Holt, came.", "engineer"),
        ("Vera Holt is an engineer.", "engineer"),
        ("Ms. Vera Holt came.", None),
    ],
)
def test_the_noun_beside_a_name_says_what_its_bearer_is(text: str, head: str | None) -> None:
    assert [phrase.head for phrase in told(text, "Vera Holt").told][:1] == ([head] if head else [])


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Vera Holt, 61, came.", 61),
        ("Vera Holt (61) came.", 61),
        ("The 61-year-old Vera Holt came.", 61),
        ("Vera Holt, 61 percent, came.", None),
        ("Vera Holt came.", None),
    ],
)
def test_an_age_stands_right_beside_a_name(text: str, age: int | None) -> None:
    assert told(text, "Vera Holt").age == age


def test_origins_and_surroundings_are_kept() -> None:
    facts = told("The Danish engineer Vera Holt, who repaired bridges, came to Oslo.", "Vera Holt")
    assert "Denmark" in facts.origins
    assert facts.who
    assert "engineer" in facts.surroundings
    assert {"repaired", "bridges"} <= facts.deeds


def test_what_is_said_is_no_deed() -> None:
    doc = parse("Vera Holt said that the welders repaired it.")
    assert "repaired" not in deeds(next(token for token in doc if token.text == "said"))
