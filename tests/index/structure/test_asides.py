"""What stands in a text and is not its story."""

import pytest

from index import Article
from index.blocks import find_blocks
from index.structure import dateline_end

STORY = "The bridge in Brackton opened on Monday after nine years. Crowds came to see it."


def roles(text: str) -> list[tuple[str, str]]:
    return [(block.role, block.span.of(text)) for block in find_blocks(text).blocks]


@pytest.mark.parametrize(
    "dateline",
    [
        "KARSUND, Norland (NPA) — ",
        "PORT SALTER, Oct. 3, 2025 -- ",
        "SAINT-BENOIT — ",
        "ARDMOUTH - ",
        "VELLAMPUR, June 9 (Coastal News): ",
        "Karsund, Norland (NPA) - ",
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(dateline: str) -> None:
    text = "A bridge opens\n\n" + dateline + STORY
    assert roles(text)[1:] == [("dateline", dateline.strip().rstrip(":")), ("body", STORY)] or (
        roles(text)[1:] == [("dateline", dateline.strip()), ("body", STORY)]
    )
    assert Article.from_text(text).spans("body")[0].of(text) == STORY


@pytest.mark.parametrize(
    "words",
    [
        "NATO - or some of it - met on Monday.",
        "SIR – The bins are wide.",
        "MOSS: We waited.",
        "The man in black - Bo Ek - left.",
    ],
)
def test_other_beginnings_are_no_datelines(words: str) -> None:
    assert dateline_end(words) == 0


@pytest.mark.parametrize(
    "correction",
    [
        "Correction: An earlier version said that it opened on Tuesday.",
        "CORRECTION (Feb. 11): It opened on Monday.",
        "Editor's note: The name of the mayor was wrong.",
        "* This article was amended on 2 May 2025. It had said that nobody came.",
        "An earlier version of this story misstated the day as Tuesday.",
        "The headline of this story was changed on Friday.",
    ],
)
def test_a_correction_is_no_part_of_the_story(correction: str) -> None:
    text = f"A bridge opens\n\n{STORY}\n\n{STORY}\n\n{correction}"
    assert roles(text)[-1] == ("correction", correction.lstrip("* "))


def test_the_paragraph_below_a_label_of_corrections_is_one() -> None:
    text = f"{STORY}\n{STORY}\n\nCorrections\n\nThe mayor is Ann Vidal, not Ann Vital."
    assert [role for role, _ in roles(text)][-2:] == ["correction", "correction"]


@pytest.mark.parametrize(
    "words",
    [
        "The council corrected an earlier version of the report on Monday, it said.",
        "Correction of the road's course will take a year, the council said.",
    ],
)
def test_what_is_told_of_corrections_is_the_story(words: str) -> None:
    assert roles(f"{STORY}\n{words}")[-1] == ("body", words)


def test_key_points_are_a_summary() -> None:
    text = f"Key points\n\n- Bridge opens\n- Crowds come\n\n{STORY}\n{STORY}"
    assert [role for role, _ in roles(text)] == ["summary", "summary", "summary", "body", "body"]


def test_a_press_release_has_a_head_and_tells_of_its_sender() -> None:
    text = (
        "FOR IMMEDIATE RELEASE\n\nMedia contact: Ann Vidal\nann@bridge.example\n\nA bridge opens\n\n"
        f"{STORY}\n\n{STORY}\n\nAbout the Bridge Trust\n\nThe trust has 17 people.\n\n###"
    )
    assert [words for role, words in roles(text) if role == "furniture"] == [
        "FOR IMMEDIATE RELEASE",
        "Media contact: Ann Vidal",
        "ann@bridge.example",
        "About the Bridge Trust",
        "The trust has 17 people.",
    ]
    assert Article.from_text(text).title == "A bridge opens"
