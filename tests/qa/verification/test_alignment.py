"""Where a quotation lies beside the words of an article."""

import pytest

from qa.verification.alignment import Alignment, alignments
from qa.verification.article_words import ArticleWords
from qa.verification.quotation import pieces_of
from tests.fixtures.bridge import indexed

TEXT = "It cost three million euros. The wall cost three million dollars. Nobody paid."


def placed(quotation: str, least: float = 0.3) -> list[Alignment]:
    return alignments(pieces_of(quotation), ArticleWords.of(indexed(TEXT)), least=least)


def test_every_place_of_the_same_words_is_found_and_none_over_another() -> None:
    first, second = placed("cost three million", least=1)
    assert (first.first, first.last) == (1, 4)
    assert (second.first, second.last) == (7, 10)
    assert first.is_exact
    assert first.score == second.score == 1


@pytest.mark.parametrize(
    ("quotation", "steps"),
    [
        ("cost three million dollars", ["same"] * 4),
        ("cost thirty million dollars", ["same", "other", "same", "same"]),
        ("cost about three million dollars", ["same", "added", "same", "same", "same"]),
        ("cost million dollars", ["same", "left out", "same", "same"]),
        ("The wall cost … dollars", ["same", "same", "same", "passed", "same"]),
    ],
)
def test_the_steps_tell_what_differs(quotation: str, steps: list[str]) -> None:
    best = placed(quotation)[0]
    assert [step.step for step in best.steps] == steps
    assert best.is_exact is (set(steps) <= {"same", "passed"})


def test_too_few_words_are_no_place() -> None:
    assert placed("Bananas are yellow") == []
