"""What in a description speaks for somebody."""

from index.speakers.naming.anaphors import Evidence
from index.speakers.naming.description_evidence import description_evidence
from index.speakers.naming.facts import describe, facts_of
from index.speakers.naming.mentions import mentions
from index.speakers.naming.people import Entity, who_is_who
from index.speakers.parsing import parse


def evidence(told: str, phrase: str, owner: Entity | None = None) -> Evidence:
    """What speaks for the person of a sentence in a phrase of the next one."""
    doc = parse(f"{told} {phrase} spoke.")
    (entity, *_), _, _ = who_is_who(doc, mentions(doc))
    for mention in entity.mentions:
        facts_of(doc, mention.first, mention.last, entity.facts)
    words = doc.char_span(len(told) + 1, len(told) + 1 + len(phrase))
    assert words is not None
    found = description_evidence(describe(words.root), entity, owner)
    return {name: value for name, value in found.items() if value}


def test_the_noun_that_was_told_speaks_for_somebody() -> None:
    told = "Vera Holt, the harbour engineer, came."
    assert "same noun" in evidence(told, "The engineer")
    assert "all words fit" in evidence(told, "The harbour engineer")
    assert "other nouns" in evidence(told, "The baker")


def test_a_wider_kind_is_told_from_a_narrower_kind() -> None:
    assert "noun of a wider kind" in evidence("Vera Holt, a vicar, came.", "The clergyman")
    assert "noun of a narrower kind" in evidence("Vera Holt, a clergyman, came.", "The vicar")


def test_ages_and_origins_fit_or_clash() -> None:
    told = "Vera Holt, 61, a Danish engineer, came."
    assert "age fits" in evidence(told, "The 61-year-old engineer")
    assert "age clashes" in evidence(told, "The 45-year-old engineer")
    assert "origin fits" in evidence(told, "The Dane")
    assert "origin clashes" in evidence(told, "The Norwegian")


def test_a_relative_bears_the_surname_of_the_owner() -> None:
    karl = Entity(("Karl", "Holt"), True, mentions(parse("They met Karl Holt there.")))
    found = evidence("Vera Holt, his wife, came.", "His wife", karl)
    assert found["surname of the owner"]
    assert found["same relation"]
