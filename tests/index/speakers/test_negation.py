"""Whether a sentence denies words in it."""

import pytest

from index.speakers.negation import is_negated
from index.text import Span


def negated(sentence: str, words: str) -> bool:
    start = sentence.index(words)
    return is_negated(sentence, Span(start, start + len(words)))


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Lee never said that the wall was safe.", "the wall was safe"),
        ("Lee denied that the wall was safe.", "the wall was safe"),
        ("Nobody said that the wall was safe.", "the wall was safe"),
        ("There is no evidence that the wall was safe.", "the wall was safe"),
        ("The wall is not, Lee said, safe.", "safe"),
        ("It isn't really safe.", "safe"),
    ],
)
def test_what_is_denied_around_words_denies_them(sentence: str, words: str) -> None:
    assert negated(sentence, words)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Lee said that the wall was safe.", "the wall was safe"),
        ("Lee did not deny that the wall was safe.", "the wall was safe"),
        ("Lee never left because the wall was safe.", "the wall was safe"),
        ("Lee never said that the wall was safe.", "Lee never said that the wall was safe"),
        ("It was not only safe but cheap.", "safe but cheap"),
    ],
)
def test_words_that_deny_elsewhere_or_twice_deny_nothing(sentence: str, words: str) -> None:
    assert not negated(sentence, words)
