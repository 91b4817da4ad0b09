"""What is found in short articles with the weights that ship."""

from itertools import pairwise

import pytest

from index.speakers.attribution import Attribution
from index.speakers.finding.statements import find_statements
from index.speakers.parsing import parse


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


def quoted(text: str) -> list[tuple[str | None, list[str]]]:
    """Source and content of every statement."""
    return [
        (said.source.of(text) if said.source else None, [span.of(text) for span in said.content])
        for said in found(text)
    ]


def test_an_open_quotation_goes_on_to_the_paragraph_that_closes_it() -> None:
    text = (
        "“It is old,” Ada Moss said. “The piers are rotten.\n\n"
        "“It will close in May.\n\n“And then we shall see.”"
    )
    assert quoted(text) == [
        (
            "Ada Moss",
            [
                "“It is old,”",
                "“The piers are rotten.",
                "“It will close in May.",
                "“And then we shall see.”",
            ],
        )
    ]


def test_an_open_quotation_ends_where_another_is_attributed() -> None:
    text = (
        "“The piers are rotten,” Ada Moss said. “It is an old harbor.\n\n"
        "“It will close in May,” said the mayor, Joe Brand."
    )
    assert [source for source, _ in quoted(text)] == ["Ada Moss", "the mayor, Joe Brand"]


def test_a_mark_that_was_forgotten_does_not_quote_the_rest() -> None:
    text = "“I saw the flames from my window and ran, said Ada Moss. The shed was built in 1902."
    ((source, content),) = quoted(text)
    assert source == "Ada Moss"
    assert not any("1902" in part for part in content)


def test_a_quotation_after_the_tag_of_another_is_of_the_same_speaker() -> None:
    text = "‘We practise until six,’ says Ada Moss, 28, who plays the horn. ‘Then we all go home.’"
    assert quoted(text)[0][1] == ["‘We practise until six,’", "‘Then we all go home.’"]


def test_a_sentence_in_quotation_marks_is_a_statement_even_if_nobody_is_named() -> None:
    text = "The letter came on Monday.\n\n“You have been a good neighbor and we thank you.”"
    assert quoted(text)[-1] == (None, ["“You have been a good neighbor and we thank you.”"])


@pytest.mark.parametrize(
    "text",
    [
        "The book on the desk was “The Harbor That Nobody Wanted to Leave”.",
        "A report on page 4 (“Harbor chief blames the gulls”) was wrong.",
        "He came to the “do not enter” sign.",
    ],
)
def test_titles_and_signs_are_nobodys_statement(text: str) -> None:
    assert not any(source is None for source, _ in quoted(text))
