"""What is found in short articles with the weights that ship."""

from itertools import pairwise

import pytest

from index.speakers.attribution import Attribution
from index.speakers.finding.statements import continue_quotations, find_statements
from index.speakers.parsing import parse
from index.text import Span


def found(text: str) -> list[Attribution]:
    return find_statements(text, parse(text))


def source_of(text: str, phrase: str) -> str | None:
    """The source of the one attribution whose content covers a phrase."""
    start = text.index(phrase)
    inside = [
        attribution
        for attribution in found(text)
        if any(
            span.start <= start and start + len(phrase) <= span.end for span in attribution.content
        )
    ]
    assert len(inside) == 1, f"{phrase!r} is in {len(inside)} attributions"
    return inside[0].source.of(text) if inside[0].source else None


@pytest.mark.parametrize(
    ("text", "phrase", "source"),
    [
        ("“The harbor will close,” said Ada Moss, a pilot.", "The harbor will close", "Ada Moss"),
        ("Ada Moss said that the harbor would close.", "the harbor would close", "Ada Moss"),
        ("According to the mayor, the harbor will close.", "the harbor will close", "the mayor"),
        ("Ada Moss said: ”The harbor will close.”", "The harbor will close", "Ada Moss"),
        (
            "Here is what they said.\n\nLEE: When?\n\nMOSS: The harbor will close soon.",
            "The harbor will close soon",
            "MOSS",
        ),
        ("‘The harbor will close,’ Ada Moss said.", "The harbor will close", "Ada Moss"),
    ],
)
def test_the_source_of_what_is_said(text: str, phrase: str, source: str) -> None:
    named = source_of(text, phrase)
    assert named is not None
    assert named.startswith(source)


def test_a_quotation_broken_by_its_cue_is_one_attribution() -> None:
    text = "“We waited for an hour,” Ada Moss said. “Then the ship came in.”"
    (attribution,) = found(text)
    assert [span.of(text) for span in attribution.content] == [
        "“We waited for an hour,”",
        "“Then the ship came in.”",
    ]
    assert attribution.kind == "direct"
    assert 0.5 < attribution.confidence <= 1


def test_a_quotation_over_paragraphs_keeps_its_source() -> None:
    text = (
        "Ada Moss told reporters on Monday: “The harbor is old and the piers are rotten.\n\n"
        "“It will close in May,” she added."
    )
    assert source_of(text, "The harbor is old") == "Ada Moss"


def test_a_colon_reaches_into_the_next_paragraph() -> None:
    text = (
        "The council met on Monday to hear about the piers.\n\nAda Moss wrote in a letter:\n\n"
        "“The harbor is old and it will close.”"
    )
    assert source_of(text, "The harbor is old and it will close") == "Ada Moss"


def test_nobody_said_a_scare_quote() -> None:
    assert found("The ship reached the “Jewel” harbor on Monday and left at noon.") == []


@pytest.mark.parametrize("text", ["", " \n\n ", "...", "“", "\u200b\ufeff", "🙂 " * 9, "a" * 5000])
def test_a_text_without_statements_has_no_attributions(text: str) -> None:
    assert found(text) == []


def test_no_word_is_said_twice() -> None:
    text = (
        "“I think she said it was ‘too late’ to repair the piers,” Ada Moss said, adding that the "
        "council believes the mayor wants the harbor to close."
    )
    spans = sorted(span for attribution in found(text) for span in attribution.content)
    assert spans
    assert all(before.end <= after.start for before, after in pairwise(spans))


def test_the_same_text_gives_the_same_answer() -> None:
    text = "Ada Moss said that the harbor would close. “It is old,” she said."
    assert found(text) == found(text)


OPEN = "“It is old.\n\n“It will close.\n\n“And then?” Nobody spoke."


def continued(*contents: Span) -> list[list[str]]:
    """The contents of attributions after the open quotations in `OPEN` were continued."""
    given = [Attribution((content,), None, None, None, "direct", 0.9) for content in contents]
    return [
        [span.of(OPEN) for span in attribution.content]
        for attribution in continue_quotations(OPEN, given)
    ]


def test_an_open_quotation_goes_on_to_the_paragraph_that_closes_it() -> None:
    assert continued(Span(0, 11)) == [["“It is old.", "“It will close.", "“And then?”"]]


def test_an_open_quotation_ends_where_another_is_attributed() -> None:
    second = OPEN.index("“It will")
    assert continued(Span(0, 11), Span(second, second + 15)) == [
        ["“It is old."],
        ["“It will close.", "“And then?”"],
    ]


def test_a_closed_quotation_does_not_go_on() -> None:
    third = OPEN.index("“And")
    assert continued(Span(third, third + 11)) == [["“And then?”"]]
