"""Tests of letters on a page: turned, doubled, large, unnamed, one on another."""

import pypdfium2
import pytest

from index.errors import ArticleError
from index.reading.pdf_letters import Letter, page_letters, pieces
from tests.index.reading.conftest import MakePdf, drawn


def letters(text: str, left: float = 0, top: float = 0, size: float = 10) -> list[Letter]:
    found, spaced = [], False
    for sign in text:
        width = size / (2 if sign != " " else 4)
        if sign != " ":
            found.append(Letter(sign, (left, left + width, top, top + size), spaced))
        left, spaced = left + width, sign == " "
    return found


def test_words_and_gaps() -> None:
    found = pieces([*letters("It rained"), *letters("today.", left=90), *letters("So", top=12)])
    assert [piece.text for piece in found] == ["It rained", "today.", "So"]
    assert (found[0].left, found[0].right, found[0].height) == (0, 42.5, 10)
    assert pieces([]) == []


def test_letters_that_are_drawn_twice_count_once() -> None:
    twice = [
        letter
        for pair in zip(letters("Bold"), letters("Bold", left=0.3), strict=True)
        for letter in pair
    ]
    assert [piece.text for piece in pieces(twice)] == ["Bold"]
    shadow = [*letters("Bold"), *letters("So", top=12), *letters("Bold", left=0.5, top=0.5)]
    assert [piece.text for piece in pieces(shadow)] == ["Bold", "So"]


def test_a_drop_cap_begins_the_words_beside_its_top() -> None:
    cap = Letter("T", (0, 20, 0, 30), spaced=False)
    lines = [line for n in range(5) for line in letters("he town met", 22, 10 * n)]
    assert pieces([cap, *lines])[0].text == "The town met"
    far = Letter("T", (400, 420, 0, 30), spaced=False)
    assert "T" in [piece.text for piece in pieces([far, *lines])]


def test_fonts_that_name_no_letters_are_refused() -> None:
    with pytest.raises(ArticleError, match="do not say which letters they draw"):
        pieces(letters("\ue000\ue001\ufffd\x03It"))
    pieces(letters("It rained."))


def test_text_on_text_is_refused() -> None:
    with pytest.raises(ArticleError, match="lies on other text"):
        pieces([*letters("It rained"), *letters("He smiled", left=0.2, top=1)])
    pieces([*letters("It rained"), *letters("He smiled", top=12)])


@pytest.mark.parametrize(
    ("turn", "step"),
    [("1 0 0 1", (0, -14)), ("0 1 -1 0", (14, 0)), ("-1 0 0 -1", (0, 14)), ("0 -1 1 0", (-14, 0))],
)
def test_a_page_that_is_turned(make_pdf: MakePdf, turn: str, step: tuple[int, int]) -> None:
    x, y = step
    words = [(300, 400, 11, "It rained"), (300 + x, 400 + y, 11, "all day")]
    (page,) = pypdfium2.PdfDocument(make_pdf([[]], stream=drawn(*words, turn=turn)))
    found, askew = page_letters(page)
    first, second = sorted(pieces(found), key=lambda piece: piece.top)
    assert (first.text, second.text, askew) == ("It rained", "all day", 0)
    assert second.top - first.top == pytest.approx(14, abs=0.5)
    assert first.left == pytest.approx(second.left, abs=0.5)


def test_what_stands_askew_is_left_out_and_counted(make_pdf: MakePdf) -> None:
    askew = drawn((300, 400, 40, "DRAFT"), turn="0.7 0.7 -0.7 0.7")
    sideways = drawn((20, 400, 8, "Photo"), turn="0 1 -1 0")
    stream = drawn((50, 700, 11, "It rained today.")) + b"\n" + askew + b"\n" + sideways
    (page,) = pypdfium2.PdfDocument(make_pdf([[]], stream=stream))
    found, left_out = page_letters(page)
    assert [piece.text for piece in pieces(found)] == ["It rained today."]
    assert left_out == 10


def test_an_empty_page(make_pdf: MakePdf) -> None:
    (page,) = pypdfium2.PdfDocument(make_pdf([[]]))
    assert page_letters(page) == ([], 0)


def test_a_ligature_is_one_letter_of_several_signs(make_pdf: MakePdf) -> None:
    data = make_pdf([["the Xrst X"]], names={"X": "fi"})
    (page,) = pypdfium2.PdfDocument(data)
    found, _ = page_letters(page)
    assert [piece.text for piece in pieces(found)] == ["the first fi"]
    assert [letter.sign for letter in found][3:5] == ["fi", "r"]
