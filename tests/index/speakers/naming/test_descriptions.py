"""Descriptions that stand for people named elsewhere."""

import pytest

from index.speakers.naming.descriptions import description_of, two_in
from index.speakers.naming.references import References
from index.speakers.parsing import parse

MET = "President Karl Voss met Chancellor Eva Brandt. "


def names(text: str, description: str) -> list[str] | None:
    """The two whom a description means at its last place."""
    doc = parse(text)
    start = text.rindex(description)
    phrase = doc.char_span(start, start + len(description))
    assert phrase is not None
    two = two_in(phrase, References(doc, []))
    return None if two is None else [person.name for person in two]


@pytest.mark.parametrize("both", ["Both leaders", "The two leaders", "Both"])
def test_both_are_the_two_of_the_sentence_before(both: str) -> None:
    assert names(f"{MET}{both} said that it was late.", both) == ["Karl Voss", "Eva Brandt"]


def test_other_phrases_speak_of_no_two() -> None:
    assert names(f"{MET}The farmers said that it was late.", "The farmers") is None


def test_of_three_it_is_unsure_who_both_are() -> None:
    text = f"{MET}They met President Ola Brask. Both leaders said that it was late."
    assert names(text, "Both leaders") == []


@pytest.mark.parametrize(
    ("source", "description"),
    [
        ("The workers", "the workers"),
        ("even the workers, who were tired", "the workers"),
        ("A man at the bridge", "a man at the bridge"),
        ("Nordish officials", "Nordish officials"),
        ("his lawyer", "Karl Voss’s lawyer"),
    ],
)
def test_a_description_is_the_bare_phrase(source: str, description: str) -> None:
    text = f"Karl Voss came late, and {source} said that he was tired."
    doc = parse(text)
    start = text.index(source)
    phrase = doc.char_span(start, start + len(source), alignment_mode="expand")
    assert phrase is not None
    assert description_of(phrase, References(doc, [])) == description
