"""Which words of a text stand inside quotation marks."""

import pytest

from index.speakers.quotation_marks import quotations


def found(text: str) -> list[str]:
    return [quotation.span.of(text) for quotation in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"No," she said. "Never."', ['"No,"', '"Never."']),
        ("“No,” she said. “Never.”", ["“No,”", "“Never.”"]),
        ("She said: ”No.”", ["”No.”"]),
        ("``No,'' she said.", ["``No,''"]),
        ('He asked: "Who said “no” here?"', ['"Who said “no” here?"']),
        ("It is 5' 11\" long.", []),
        ("‘A fine day for it,’ he said.", ["‘A fine day for it,’"]),
        ("The workers’ rights aren’t safe.", []),
    ],
)
def test_marks_of_every_kind(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    text = "“We waited.\n“Nobody came.” Then it rained."
    first, second = quotations(text)
    assert (first.span.of(text), first.closed) == ("“We waited.", False)
    assert (second.span.of(text), second.closed) == ("“Nobody came.”", True)


def test_a_second_opening_mark_ends_the_first_quotation() -> None:
    assert found("He said “we will go. “They will not,” he added.") == [
        "“we will go. ",
        "“They will not,”",
    ]


def test_a_closing_mark_alone_closes_what_the_paragraph_before_left_open() -> None:
    assert found("Nobody came.” Then it rained.") == ["Nobody came.”"]
