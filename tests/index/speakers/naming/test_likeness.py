"""Likeness of words by their meaning."""

import pytest

from index.speakers.naming.likeness import likeness


def test_a_word_is_most_like_itself() -> None:
    assert likeness(["bridge"], ["bridge"]) == pytest.approx(1, abs=1e-3)
    assert likeness(["bridge"], ["river"]) < 1


def test_the_two_likest_words_count() -> None:
    alone = likeness(["cattle"], ["rancher"])
    assert likeness(["cattle", "court"], ["rancher", "tide"]) == pytest.approx(alone)


def test_unknown_words_are_like_nothing() -> None:
    assert likeness(["xyzzy"], ["bridge"]) == likeness([], ["bridge"]) == 0
