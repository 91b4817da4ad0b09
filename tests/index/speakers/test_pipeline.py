"""Whole articles: who said what, by name."""

import pytest

from index import Article
from index.speakers import attribute_quotations, quote_sheet
from index.speakers.pipeline import spoken_text


def said(text: str) -> list[tuple[str | None, str]]:
    """Each statement and the name of its speaker."""
    article = Article.from_text(text)
    return [
        (
            attribution.speaker.name if attribution.speaker else None,
            " ... ".join(span.of(text) for span in attribution.content),
        )
        for attribution in attribute_quotations(article)
    ]


def speaker_of(text: str, words: str) -> str | None:
    """The name of who said some words."""
    found = [name for name, statement in said(text) if words in statement]
    assert found, f"nobody is found to say {words!r}"
    return found[0]


def test_a_quotation_belongs_to_the_subject_of_its_verb() -> None:
    text = "“The bridge will open in May,” engineer Ana Torres said on Monday."
    assert said(text) == [("Ana Torres", "“The bridge will open in May,”")]


def test_reported_speech_is_attributed_too() -> None:
    assert speaker_of("Ana Torres said that the bridge would open in May.", "the bridge") == (
        "Ana Torres"
    )


def test_a_quotation_goes_on_after_its_verb() -> None:
    text = "“It is late,” said Ana Torres. “It will open in May. Then we rest.”"
    assert speaker_of(text, "Then we rest") == "Ana Torres"


def test_a_quotation_left_open_runs_into_the_next_paragraph() -> None:
    text = (
        "“The work is late,” said Ana Torres, the engineer. “The bridge will open in May, and not "
        "a day before that.\n\n“Then we shall all rest for a week, and start on the next one.”"
    )
    assert speaker_of(text, "Then we shall all rest") == "Ana Torres"


def test_offsets_are_those_of_the_text() -> None:
    text = "By Bo Lind\r\n\r\n“It is late,” said Ana Torres."
    article = Article.from_text(text)
    (attribution,) = attribute_quotations(article)
    assert attribution.content[0].of(text).startswith("“It is late")
    assert attribution.source is not None
    assert attribution.source.of(text) == "Ana Torres"


def test_nothing_outside_title_and_body_is_attributed() -> None:
    article = Article.from_text("By Bo Lind\nThe mayor said that all was well.")
    text = spoken_text(article)
    assert len(text) == len(article.text)
    assert "Bo" not in text


def test_the_quote_sheet_counts_statements_by_speaker() -> None:
    text = (
        "“It is late,” said Ana Torres. Bo Lind said that he agreed. "
        "Torres added that the bridge would open in May."
    )
    sheet = quote_sheet(attribute_quotations(Article.from_text(text)))
    assert [(entry.speaker.name, len(entry.statements)) for entry in sheet] == [
        ("Ana Torres", 2),
        ("Bo Lind", 1),
    ]


@pytest.mark.parametrize("text", ["Nothing was said today.", "“Open” is a word on the door."])
def test_a_text_without_statements_has_none(text: str) -> None:
    assert not said(text)


def test_half_a_character_stops_nothing() -> None:
    article = Article.from_text("It was a dull day.\n\nAda Moss said \ud800 that it would rain.")
    (attribution,) = attribute_quotations(article)
    assert "it would rain" in attribution.content[0].of(article.text)


def test_a_participle_that_nobody_says_is_no_statement() -> None:
    text = (
        "U.S. Vice President JD Vance and Secretary of State Marco Rubio are set to meet with "
        "Zelensky in Germany, further underlining the U.S. commitment to the diplomatic process."
    )
    assert said(text) == []


def test_a_name_with_a_particle_or_another_apostrophe_is_the_same_person() -> None:
    text = (
        "Mayor Bill de Blasio called it an accident. De Blasio said the street is closed.\n"
        "The device was small, commissioner James O’Neill said. O'Neill said it was found late."
    )
    assert speaker_of(text, "the street is closed") == "Bill de Blasio"
    assert speaker_of(text, "it was found late") == "James O’Neill"


def test_a_place_is_not_who_speaks_there() -> None:
    text = (
        "Mayor Bill de Blasio came at once. "
        "At a press conference in Chelsea, the mayor said that it was too early to tell."
    )
    assert speaker_of(text, "it was too early") == "Bill de Blasio"
