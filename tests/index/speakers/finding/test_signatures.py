"""Speech with a name beside it."""

import pytest

from index.speakers.finding.readings import Part
from index.speakers.finding.signatures import labelled, signed
from index.speakers.finding.words import words_of
from index.speakers.parsing import parse


@pytest.mark.parametrize(
    "text",
    [
        "“We waited for hours.” — Ada Moss",
        "“We waited for hours.”\n\n– Ada Moss, nurse",
        "“We waited.\n\n“We waited for hours.” ―Ada Moss (nurse)",
        '"We waited for hours." - Ada Moss\nThen it rained.',
    ],
)
def test_a_dash_and_a_name_sign_a_quotation(text: str) -> None:
    words = words_of(parse(text))
    (reading,) = signed(text, words)
    named = reading.parts[:, Part.SOURCE].nonzero()[0] + reading.first
    assert words.span(int(named[0]), int(named[-1])).of(text).lstrip("―") == "Ada Moss"
    said = reading.parts[:, Part.CONTENT].nonzero()[0] + reading.first
    assert words.span(int(said[0]), int(said[-1])).of(text).startswith(text[:10])


@pytest.mark.parametrize(
    "text",
    [
        "“We waited for hours” — Ada Moss told the court so.",
        "“We waited for hours” — and then it rained.",
        "“No.” — Ada Moss",
    ],
)
def test_other_dashes_sign_nothing(text: str) -> None:
    assert list(signed(text, words_of(parse(text)))) == []


def test_a_transcript_has_names_that_come_again() -> None:
    text = "LEE: When?\nMOSS: In May.\nLEE: Why?\nThey left."
    words = words_of(parse(text))
    assert [
        words.span(reading.word, reading.word).of(text) for reading in labelled(text, words)
    ] == [
        ":",
        ":",
        ":",
    ]


def test_labels_that_come_once_are_no_transcript() -> None:
    text = "Price: ten dollars.\nPlace: Boston.\nUPDATE: It is sold.\nTime: noon."
    assert list(labelled(text, words_of(parse(text)))) == []
