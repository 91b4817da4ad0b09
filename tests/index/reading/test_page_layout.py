"""Tests of reading order: columns, what spans them, tables, and prose that only looks like columns."""

from hypothesis import given
from hypothesis import strategies as st

from index.reading.page_layout import Line, Piece, lines_in_order


def column(left: float, width: float, count: int, name: str, top: float = 0) -> list[Piece]:
    return [
        Piece(f"{name}{n} of this column", left, left + width, top + 12 * n, top + 12 * n + 10)
        for n in range(count)
    ]


def order(pieces: list[Piece], gutters: list[float] | None = None) -> str:
    return " ".join(line.text.split()[0] for line in lines_in_order(pieces, gutters))


def test_three_columns_under_a_headline() -> None:
    pieces = [Piece("Headline over all three", 0, 320, -40, -20)]
    for name, left in zip("abc", (0, 110, 220), strict=True):
        pieces += column(left, 100, 4, name)
    assert order(pieces) == "Headline a0 a1 a2 a3 b0 b1 b2 b3 c0 c1 c2 c3"


def test_a_heading_in_the_middle_divides_the_columns() -> None:
    upper = [*column(0, 100, 4, "a"), *column(110, 100, 4, "b")]
    lower = [*column(0, 100, 4, "c", 80), *column(110, 100, 4, "d", 80)]
    heading = Piece("Heading in the middle", 0, 200, 55, 70)
    assert order([*upper, heading, *lower]).split()[3:10] == "a3 b0 b1 b2 b3 Heading c0".split()


def test_columns_need_not_stand_at_the_same_height() -> None:
    assert order([*column(0, 100, 5, "a"), *column(110, 100, 5, "b", 5)]) == (
        "a0 a1 a2 a3 a4 b0 b1 b2 b3 b4"
    )


def test_names_over_the_columns_come_first() -> None:
    head = [Piece("By Ann Lee", 0, 60, -30, -20), Piece("7 June", 110, 150, -30, -20)]
    (first, *_) = lines_in_order([*head, *column(0, 100, 4, "a"), *column(110, 100, 4, "b")])
    assert first.cells == ("By Ann Lee", "7 June")
    prose = [Piece("ends here.", 0, 60, -30, -20), Piece("and here", 110, 150, -30, -20)]
    (first, *_) = lines_in_order([*prose, *column(0, 100, 4, "a"), *column(110, 100, 4, "b")])
    assert first.cells == ("ends here.",)
    (first, *_) = lines_in_order([*column(0, 100, 4, "a"), *column(110, 100, 4, "b")])
    assert first.text == "a0 of this column"
    far = [Piece("High above", 0, 60, -90, -80), Piece("Page", 110, 150, -70, -60)]
    far += [Piece("Still above", 0, 60, -50, -40)]
    lines = lines_in_order([*far, *column(0, 100, 4, "a"), *column(110, 100, 4, "b")])
    assert [line.text for line in lines][:1] == ["High above"]


def test_short_ends_of_columns_are_told_by_the_pages_before() -> None:
    first = [*column(0, 100, 4, "a"), *column(110, 100, 4, "b")]
    second = [*column(0, 100, 2, "c"), *column(110, 100, 2, "d")]
    gutters: list[float] = []
    assert order(first, gutters) == "a0 a1 a2 a3 b0 b1 b2 b3"
    assert order(second, gutters) == "c0 c1 d0 d1"
    assert order(second) == "c0 c1"  # side by side, as the rows of a table stand
    assert order(column(0, 300, 2, "e"), gutters) == "e0 e1"
    assert order(column(0, 20, 2, "f"), gutters) == "f0 f1"


def test_a_table_is_read_by_rows() -> None:
    pieces = [
        Piece(f"{name}{n}", left, left + 15, 12 * n, 12 * n + 10)
        for n in range(5)
        for name, left in (("a", 0), ("b", 110), ("c", 220))
    ]
    read = [line.text for line in lines_in_order(pieces)]
    assert read == [f"a{n} b{n} c{n}" for n in range(5)]


def test_words_spread_over_a_line_are_no_columns_and_no_cells() -> None:
    pieces = [
        Piece(f"w{n}x{k}", 50 * k + 7 * (n % 3), 50 * k + 7 * (n % 3) + 25, 12 * n, 12 * n + 10)
        for n in range(6)
        for k in range(4)
    ]
    lines = lines_in_order(pieces)
    assert lines[0].text == "w0x0 w0x1 w0x2 w0x3"
    assert lines[0].cells == ("w0x0 w0x1 w0x2 w0x3",)


def test_parts_of_a_word_are_joined() -> None:
    line = Line((Piece("mu", 0, 10, 0, 10), Piece("seum", 10.1, 30, 0, 10)), 0, 100)
    assert (line.text, line.left, line.right, line.top, line.bottom) == ("museum", 0, 30, 0, 10)


def test_cells_hold_several_pieces() -> None:
    boxes = [("Reform", 0, 30), ("Alliance", 38, 70), ("7,903", 120, 150)]
    line = Line(tuple(Piece(text, left, right, 0, 10) for text, left, right in boxes), 0, 200)
    assert line.cells == ("Reform Alliance", "7,903")


def test_nothing() -> None:
    assert lines_in_order([]) == []


boxes = st.tuples(*[st.floats(0, 600)] * 2, st.floats(1, 300), st.floats(4, 40))


@given(st.lists(boxes, max_size=40))
def test_no_piece_is_lost_or_read_twice(found: list[tuple[float, float, float, float]]) -> None:
    pieces = [
        Piece(f"p{number}", x, x + width, y, y + height)
        for number, (x, y, width, height) in enumerate(found)
    ]
    read = [piece for line in lines_in_order(pieces) for piece in line.pieces]
    assert sorted(piece.text for piece in read) == sorted(piece.text for piece in pieces)
