"""From chances to attributions, with chances made by hand."""

import numpy as np
import pytest

from index.speakers.finding.decoding import decode
from index.speakers.finding.readings import Part, Reading
from index.speakers.finding.words import Words, words_of
from index.speakers.parsing import parse

TEXT = 'The tax is "too high," Ada Moss said. The mayor denied it will rise.'


@pytest.fixture(scope="module")
def words() -> Words:
    return words_of(parse(TEXT))


def numbers(words: Words, phrase: str) -> range:
    start = TEXT.index(phrase)
    return range(
        int(np.searchsorted(words.ends, start, side="right")),
        int(np.searchsorted(words.starts, start + len(phrase))),
    )


def reading(words: Words, cue: str, content: str, source: str | None, chance: float) -> Reading:
    parts = np.zeros((len(words), 4), dtype=np.float32)
    for part, phrase in ((Part.CONTENT, content), (Part.CUE, cue), (Part.SOURCE, source)):
        if phrase:
            parts[list(numbers(words, phrase)), part] = 0.9
    return Reading(numbers(words, cue)[0], chance, 0, parts)


def test_content_source_and_cue_are_spans_of_the_text(words: Words) -> None:
    said = reading(words, "said", 'The tax is "too high,"', "Ada Moss", 0.9)
    (attribution,) = decode(TEXT, words, [said])
    assert [span.of(TEXT) for span in attribution.content] == ['The tax is "too high,"']
    assert attribution.source is not None
    assert attribution.source.of(TEXT) == "Ada Moss"
    assert attribution.cue is not None
    assert attribution.cue.of(TEXT) == "said"
    assert attribution.kind == "mixed"
    assert attribution.speaker is None


def test_a_word_belongs_to_the_likelier_cue(words: Words) -> None:
    said = reading(words, "said", 'The tax is "too high,"', "Ada Moss", 0.9)
    denied = reading(words, "denied", TEXT, "The mayor", 0.8)
    first, second = decode(TEXT, words, [said, denied])
    assert not any(span.overlap(other) for span in first.content for other in second.content)


def test_an_unlikely_cue_says_nothing(words: Words) -> None:
    said = reading(words, "said", 'The tax is "too high,"', "Ada Moss", 0.05)
    assert decode(TEXT, words, [said]) == []


def test_most_of_a_quotation_is_all_of_it(words: Words) -> None:
    said = reading(words, "said", "too high", "Ada Moss", 0.9)
    (attribution,) = decode(TEXT, words, [said])
    assert [span.of(TEXT) for span in attribution.content] == ['"too high,"']
    assert attribution.kind == "direct"


def test_a_quotation_after_a_colon_goes_to_who_was_about_to_speak() -> None:
    text = "A dull day.\nAda Moss wrote:\n“It will rain.”"
    words = words_of(parse(text))
    cue = 6
    assert words.span(cue, cue).of(text) == "wrote"
    parts = np.zeros((len(words), 4), dtype=np.float32)
    parts[4:6, Part.SOURCE] = 0.9
    (attribution,) = decode(text, words, [Reading(cue, 0.9, 0, parts)])
    assert [span.of(text) for span in attribution.content] == ["“It will rain.”"]
