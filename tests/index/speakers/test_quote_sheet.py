"""The quote sheet: who says what, and who says most."""

from dataclasses import replace

from index.speakers.attribution import Attribution, Speaker
from index.speakers.quote_sheet import quote_sheet
from index.text import Span

LEE, CHEN = Speaker("Ann Lee"), Speaker("Bo Chen")


def said(speaker: Speaker | None, start: int) -> Attribution:
    return Attribution((Span(start, start + 5),), speaker, None, None, "direct", 0.9)


def test_whoever_says_most_comes_first_and_statements_keep_their_order() -> None:
    found = quote_sheet([said(LEE, 0), said(CHEN, 10), said(CHEN, 20)])
    assert [(entry.speaker, len(entry.statements)) for entry in found] == [(CHEN, 2), (LEE, 1)]
    assert [statement.content[0].start for statement in found[0].statements] == [10, 20]


def test_nobody_and_what_was_not_said_are_left_out() -> None:
    assert quote_sheet([said(None, 0), replace(said(LEE, 10), polarity="not said")]) == []


def test_what_was_denied_is_a_statement() -> None:
    denied = replace(said(LEE, 0), polarity="denied")
    assert quote_sheet([denied])[0].statements == (denied,)
