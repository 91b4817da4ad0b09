"""The words of an article, and those that a quotation may pass over."""

import pytest

from qa.verification.article_words import ArticleWords
from tests.fixtures.bridge import indexed


def bridges(text: str) -> list[str]:
    """The words of each bridge."""
    words = ArticleWords.of(indexed(text))
    return [words.span(first, last).of(text) for first, last in words.bridges]


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("“It is late,” Ann Lee said, “and cold.”", ["Ann Lee said"]),
        ("“It is late.” Ann Lee left. “And it is cold.”", []),
        ("“It is late,” said Ann Lee, the mayor. “And cold.”", ["said Ann Lee, the mayor"]),
        ("“It is late,” and “cold”.", []),
        ("“It is late,” she said, but despite the hour, “I stay.”", []),
        ("“It is late,” she said and called the night “cold”.", []),
        ("“It is late,” she said, adding: “I stay.”", []),
        ("“It is late.\nAdvertisement\nIt is cold,” Ann Lee said.", ["Advertisement"]),
    ],
)
def test_who_says_it_and_furniture_are_passed_over(text: str, passed: list[str]) -> None:
    assert bridges(text) == passed


def test_equal_words_have_one_number() -> None:
    words = ArticleWords.of(indexed("Late is late. It is late."))
    assert words.numbers.tolist() == [0, 1, 0, 2, 1, 0]
    assert words.vocabulary == {"late": 0, "is": 1, "it": 2}
