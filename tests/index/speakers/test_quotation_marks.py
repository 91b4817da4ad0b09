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
        (
            "'It's the crews' boat and it's ours,' he said.",
            ["'It's the crews' boat and it's ours,'"],
        ),
        ("‘Give ’em the lads’ coats,’ he said.", ["‘Give ’em the lads’ coats,’"]),
        ("It was 'not the ropes',' he said.", ["'not the ropes','"]),
        ("He blamed 'the advisers' advice'.", ["'the advisers' advice'"]),
        ("The 'losers' came at '50s' prices.", ["'losers'"]),
        ("'Goin' home's best,' she said.", ["'Goin' home's best,'"]),
        ('" Go home , " he said . " Now . "', ['" Go home , "', '" Now . "']),
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


def primary(text: str) -> list[str]:
    return [quotation.span.of(text) for quotation in quotations(text) if quotation.primary]


def test_the_marks_of_speech_are_decided_once_a_text() -> None:
    british = "‘They call it “the pit”,’ he said. It was ‘no bother’."
    assert primary(british) == ["‘They call it “the pit”,’", "‘no bother’"]
    american = "“They call it ‘the pit,’” he said. It was ‘no bother’."
    assert primary(american) == ["“They call it ‘the pit,’”"]


def test_single_marks_run_over_paragraphs_too() -> None:
    first, second = quotations("‘We waited.\n\n‘Nobody’s boat came.’")
    assert (first.closed, second.closed) == (False, True)
