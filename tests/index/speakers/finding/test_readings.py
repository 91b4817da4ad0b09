"""Which of several readings count."""

import numpy as np

from index.speakers.finding.readings import Part, Reading, cue_words, outermost


def reading(
    word: int, chance: float, content: range = range(0), cue: range | None = None
) -> Reading:
    parts = np.zeros((10, len(Part)), dtype=np.float32)
    parts[list(content), Part.CONTENT] = 0.8
    parts[list(cue or range(word, word + 1)), Part.CUE] = 0.9
    return Reading(word, chance, 0, parts)


def test_a_cue_has_the_likely_words_beside_its_head() -> None:
    assert cue_words(reading(4, 0.9, cue=range(3, 6))) == [3, 4, 5]
    assert cue_words(reading(4, 0.9, cue=range(7, 9))) == [4]


def test_a_cue_inside_a_likelier_content_says_nothing() -> None:
    outer, inner = reading(0, 0.9, range(1, 9)), reading(4, 0.6)
    assert outermost([inner, outer]) == [outer]


def test_a_word_that_is_likelier_a_cue_than_content_is_a_cue() -> None:
    outer, inner = reading(0, 0.9, range(1, 9)), reading(4, 0.85)
    assert outermost([inner, outer]) == [outer, inner]


def test_two_heads_in_one_cue_are_one_reading() -> None:
    first, second = reading(3, 0.9, cue=range(3, 5)), reading(4, 0.8, cue=range(3, 5))
    assert outermost([second, first]) == [first]
