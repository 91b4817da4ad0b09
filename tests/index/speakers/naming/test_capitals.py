"""Runs of capitalised words."""

import pytest

from index.speakers.naming.capitals import capital_runs, headline_words
from index.speakers.parsing import parse


def runs(text: str) -> list[str]:
    doc = parse(text)
    return [doc[first : last + 1].text for first, last in capital_runs(doc)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge pleased Mayor Vera Holt.", ["Mayor Vera Holt"]),
        ("Yesterday Vera de la Cruz came.", ["Vera de la Cruz"]),
        ("He works at the Ministry of Transport in Oslo.", ["Ministry of Transport", "Oslo"]),
        ("The firm Holt & Berg built it.", ["Holt & Berg"]),
        ("It rained on Monday in March.", []),
        ("We met May Britt.", ["May Britt"]),
        ("The Moscow-backed side left with Anna Berg-Moss.", ["Anna Berg-Moss"]),
        ("Followers of Karim al-Taher left. El-Amin stayed.", ["Karim al-Taher", "El-Amin"]),
        ("They asked the Office on Drugs and Crime.", ["Office on Drugs and Crime"]),
        (
            "The Putnam County Sheriff’s Office closed it.",
            ["Putnam County Sheriff’s Office"],
        ),
        ("The 2nd Circuit Court of Appeals agreed.", ["2nd Circuit Court of Appeals"]),
        ("Bridges fall. Old bridges fall often.", []),
    ],
)
def test_a_name_is_a_run_of_capitals(text: str, expected: list[str]) -> None:
    assert runs(text) == expected


def test_a_capital_inside_a_sentence_makes_a_name_at_the_start_of_another() -> None:
    assert runs("Then Brask came. Brask was late.") == ["Brask", "Brask"]


def test_a_line_of_capitals_is_a_headline() -> None:
    text = "Mayor Opens Another Bridge Today\nVera Holt opened it."
    doc = parse(text)
    assert {doc[place].text for place in headline_words(doc)} >= {"Mayor", "Opens", "Bridge"}
    assert runs(text) == ["Vera Holt"]


@pytest.mark.parametrize("line", ["Vera Holt Met Karl Voss There,”", "Vera Holt came", "", "\n\n"])
def test_other_lines_are_no_headlines(line: str) -> None:
    assert headline_words(parse(line)) == set()
