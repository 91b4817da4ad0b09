"""Who speaks by the form of a text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Article, attribute_quotations
from index.blocks import find_blocks

Told = tuple[str | None, str]


def turns(text: str) -> list[Told]:
    """The label of each turn, or how it is told, and its words."""
    return [
        (
            turn.label.of(text) if turn.label else "?" if turn.asks else None,
            " ".join(span.of(text) for span in turn.words),
        )
        for turn in find_blocks(text).turns
    ]


def signatures(text: str) -> list[str]:
    return [block.span.of(text) for block in find_blocks(text).blocks if block.role == "signature"]


def speakers(text: str) -> list[tuple[str | None, str | None]]:
    said = attribute_quotations(Article.from_text(text))
    return [
        (statement.speaker.name, statement.speaker.role) if statement.speaker else (None, None)
        for statement in said
    ]


TRANSCRIPT = """Harbour hearing

ORLA DENT, CHAIR: When did you first see it?

LT. PER AASEN, HARBOUR MASTER: In March, I think.

(LAUGHTER)

We wrote it down.

DENT: Who did?

AASEN: I did.

Aasen left by the side door."""


def test_a_transcript_has_a_turn_for_each_label() -> None:
    assert turns(TRANSCRIPT) == [
        ("ORLA DENT, CHAIR", "When did you first see it?"),
        ("LT. PER AASEN, HARBOUR MASTER", "In March, I think. We wrote it down."),
        ("DENT", "Who did?"),
        ("AASEN", "I did."),
    ]
    assert signatures(TRANSCRIPT) == ["(LAUGHTER)"]


def test_a_surname_bears_the_full_name_and_the_position_of_the_first_label() -> None:
    chair, master = ("Orla Dent", "Chair"), ("Per Aasen", "Harbour Master")
    named = speakers(TRANSCRIPT)
    assert [name for name, _ in named] == [name for name, _ in (chair, master, chair, master)]
    assert all(role and role.lower() in ("chair", "harbour master") for _, role in named)


@pytest.mark.parametrize(
    "text",
    [
        "Price: ten dollars.\nPlace: Boston.\nUPDATE: It is sold.\nTime: noon.",
        "The lamp\nPros: bright.\nCons: dear.\nThe fan\nPros: quiet.\nCons: slow.",
        "Council: No to the bridge\n\nIt will not be built. The council said so.",
    ],
)
def test_other_colons_are_no_labels(text: str) -> None:
    assert turns(text) == []


def test_initials_are_those_of_a_name_in_the_text() -> None:
    text = "Ruth Abioye (RA) met Teo Salva (TS).\nRA: Are you well?\nTS: I am.\nRA: Good.\nTS: And you?"
    assert [name for name, _ in speakers(text)] == ["Ruth Abioye", "Teo Salva"] * 2


def test_statements_in_a_list_have_their_labels() -> None:
    text = (
        "What they say\n\nStatement by Mayor Ann Vidal:\n\nIt will be built.\n\n"
        "From Bo Larsen, president of the club:\n\nIt will not.\n\nThe vote is on Monday."
    )
    assert turns(text) == [
        ("Mayor Ann Vidal", "It will be built."),
        ("Bo Larsen, president of the club", "It will not."),
    ]


INTERVIEWS = {
    "letters": "Q: Why now?\n\nA: I was tired. We all were.\n\nI slept.\n\nQ. And then?\n\nA. I woke.",
    "bold": "**Why now?**\n\nI was tired. We all were.\n\nI slept.\n\n**And then?**\n\nI woke.",
    "plain": (
        "Why now?\n\nI was tired. We all were.\n\nI slept.\n\nAnd then?\n\nI woke.\n\nWhen?\n\nNow."
    ),
}


@pytest.mark.parametrize("form", INTERVIEWS)
def test_answers_are_those_of_the_person_whom_the_interview_is_with(form: str) -> None:
    text = "Captain Ines Kowal has left her ship. She spoke to us.\n\n" + INTERVIEWS[form]
    assert turns(text)[:4] == [
        ("?", "Why now?"),
        (None, "I was tired. We all were. I slept."),
        ("?", "And then?"),
        (None, "I woke."),
    ]
    assert speakers(text)[:4] == [(None, None), ("Ines Kowal", "Captain")] * 2


def test_a_page_that_explains_is_no_interview() -> None:
    text = (
        "The tariff\n\nWhat is it?\n\nIt is a tax.\n\nWho pays it?\n\nThe buyer does.\n\n"
        "When does it begin?\n\nIt begins in May."
    )
    assert turns(text) == []


def test_letters_belong_to_the_names_below_them() -> None:
    text = (
        "Letters\n\nThe bins\n\nSIR – They are too wide.\nDr Ann Vidal\nThaxby\n\nNo heading\n\n"
        "To the Editor:\n\nThey are not.\n\nI measured them.\n\nYours truly,\nBo Larsen\n"
    )
    assert turns(text) == [
        ("Dr Ann Vidal", "They are too wide."),
        ("Bo Larsen", "They are not. I measured them."),
    ]
    assert signatures(text) == ["Dr Ann Vidal", "Thaxby", "Bo Larsen"]


def test_names_above_what_is_said_are_no_signatures() -> None:
    text = (
        "Two readers on the road\n\nANN VIDAL, haulier\n\nIt saves me an hour.\n\n"
        "BO LARSEN, botanist\n\nI have counted the orchids."
    )
    assert turns(text) == [
        ("ANN VIDAL", "It saves me an hour."),
        ("BO LARSEN", "I have counted the orchids."),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The field is wet.\n— Weir Sound (@weir) July 11, 2025",
            ("Weir Sound", "The field is wet."),
        ),
        (
            "They came.\n\n“We waited.” — Ada Moss (@ada)",
            ("Ada Moss", "“We waited.”"),
        ),
        ("Ada Moss @ada · 2h\nWe waited.\nIt rained.", ("Ada Moss", "We waited. It rained.")),
        ("“We waited for hours.” — Ada Moss", ("Ada Moss", "“We waited for hours.”")),
        ("“We waited.”\n\n– Ada Moss, nurse", ("Ada Moss", "“We waited.”")),
        ("> We waited.\n>\n> — Ada Moss, in a letter", ("Ada Moss", "We waited.")),
        ("Ada Moss wrote:\n\n> We waited.\n\nIt rained.", ("Ada Moss wrote:", "We waited.")),
        ("Ada Moss wrote:\n\nI waited.\n\nIt rained.", ("Ada Moss wrote:", "I waited.")),
        (
            "Ada Moss wrote:\n\n“I waited.\n\n“It rained.”\n\n“No,” he said.",
            ("Ada Moss wrote:", "“I waited. “It rained.”"),
        ),
    ],
)
def test_posts_and_quotations_belong_to_the_name_beside_them(text: str, expected: Told) -> None:
    assert turns("The day began. It was dry.\n\n" + text) == [expected]


def test_a_sentence_that_introduces_words_names_their_speaker() -> None:
    text = (
        "The letter of Governor Rupert Adele came on Sunday. It says:\n\n"
        "We will not open. I am in the boiler room.\n\nParents took it well."
    )
    assert speakers(text) == [("Rupert Adele", "Governor")]


@pytest.mark.parametrize(
    "text",
    [
        "“We waited for hours” — Ada Moss told the court so.",
        "“We waited for hours” — and then it rained.",
        "The plan has three parts:\n\nIt is cheap.",
    ],
)
def test_other_dashes_and_colons_name_nobody(text: str) -> None:
    assert turns("It rained. It was cold.\n\n" + text) == []


@given(
    st.lists(
        st.sampled_from(
            "A: I|Q: Why?|Ann Lee:|**Who?**|— Ann Lee|Ann Lee|Dear Sir,|“No.|He said:|> I||"
            "Ann Lee (@ann)|I know.|LEE: You?|Letters".split("|")
        ),
        max_size=14,
    )
)
def test_turns_lie_apart_inside_the_text(lines: list[str]) -> None:
    text = "\n".join(["It rained. It snowed.", *lines])
    spans = [span for turn in find_blocks(text).turns for span in turn.words]
    assert all(first.end <= second.start for first, second in pairwise(spans))
    assert all(span.of(text).strip() == span.of(text) != "" for span in spans)


def test_a_post_on_a_page_without_blank_lines_is_the_paragraph_above_its_account() -> None:
    text = "It rained. It was cold.\nThey came.\nWe waited.\n— Ada Moss (@ada) May 3\nThey left."
    assert turns(text) == [("Ada Moss", "We waited.")]
