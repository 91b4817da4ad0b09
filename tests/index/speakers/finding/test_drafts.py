"""Which words each cue gets."""

import numpy as np
import pytest

from index.speakers.finding.drafts import LONGEST_GAP, Draft, drafts_of, spoken_words
from index.speakers.finding.readings import Part, Reading
from index.speakers.finding.words import Words, words_of
from index.speakers.parsing import parse

TEXT = "Ada Moss said that the old wooden harbor of the town will close in May or so."


@pytest.fixture(scope="module")
def words() -> Words:
    return words_of(parse(TEXT))


def draft(words: Words, content: list[int], source: dict[int, float]) -> Draft:
    """What "said" gets of the words by the chances of a reading."""
    parts = np.zeros((len(words), len(Part)), dtype=np.float32)
    parts[content, Part.CONTENT] = 0.9
    for word, chance in source.items():
        parts[word, Part.SOURCE] = chance
    (found,) = drafts_of(words, [Reading(2, 0.9, 0, parts)], spoken_words(TEXT, words))
    return found


def test_a_short_gap_is_filled(words: Words) -> None:
    content = [3, 4, 5, 6, *range(6 + LONGEST_GAP + 1, 16)]
    assert draft(words, content, {}).content == set(range(3, 16))


def test_a_long_gap_stays(words: Words) -> None:
    content = [3, 4, 5, *range(5 + LONGEST_GAP + 2, 16)]
    assert draft(words, content, {}).content == set(content)


def test_a_lone_word_far_from_the_rest_is_dropped(words: Words) -> None:
    assert draft(words, [3, 4, 5, 6, 15], {}).content == {3, 4, 5, 6}


def test_a_source_is_its_likeliest_word_and_those_beside_it(words: Words) -> None:
    found = draft(words, [3, 4, 5], {0: 0.35, 1: 0.8, 13: 0.6})
    assert found.source == [0, 1]
    assert found.source_chance == pytest.approx(0.8)


def test_an_unlikely_source_is_none(words: Words) -> None:
    assert draft(words, [3, 4, 5], {0: 0.4, 1: 0.4}).source == []


def test_punctuation_is_not_spoken(words: Words) -> None:
    assert spoken_words(TEXT, words).tolist() == [True] * (len(words) - 1) + [False]
