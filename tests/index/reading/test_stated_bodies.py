"""Tests of what the metadata bears out of a body, and of lines that stand there twice."""

from index.reading.stated_bodies import MOST_LINES, as_stated, without_repeats

LINES = [
    f"On day {number} of the great rain the {animal} of Hale left the river {number} times in a row."
    for number, animal in enumerate(("otters", "ducks", "rats", "eels", "herons"), 10)
]
STATED = " ".join(LINES)


def test_lines_before_and_after_what_is_stated_are_cut() -> None:
    assert as_stated(["Log in to read.", *LINES, "Most read: storms."], STATED) == LINES
    inside = [*LINES[:2], "- a list in the text", *LINES[2:]]
    assert as_stated(inside, STATED) == inside


def test_a_stated_text_that_ends_early_cuts_nothing() -> None:
    lines = [*LINES, *(line.replace("Hale", "Torrin") for line in LINES)]
    assert as_stated(lines, STATED) == lines


def test_what_was_hardly_found_is_taken_as_stated() -> None:
    assert as_stated(LINES[:1], "\n\n".join(LINES)) == LINES
    assert as_stated([], STATED) == [STATED]


def test_half_of_it_tells_nothing() -> None:
    assert as_stated(["Log in to read.", *LINES[:3]], STATED) == ["Log in to read.", *LINES[:3]]


def test_a_summary_tells_nothing() -> None:
    assert as_stated(["Log in.", *LINES], LINES[0]) == ["Log in.", *LINES]
    assert as_stated([], "") == []


def test_repeats() -> None:
    large = "the otters of Hale left the river"
    assert without_repeats([*LINES, large]) == LINES
    assert without_repeats([*LINES, LINES[0]]) == LINES
    assert without_repeats(["And then?", "It rained.", "And then?"]).count("And then?") == 2
    assert without_repeats(["What came then?", "Rain.", "What came then?"]).count("Rain.") == 1
    many = [f"Line {number} of a long list" for number in range(MOST_LINES + 5)]
    assert without_repeats(many) == many
