"""This file is about quotations over many paragraphs: each opens with a mark, the last closes."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.speakers.attribution import Attribution
from index.speakers.quotation_marks import Quotation, quotations
from index.text import Span


def continue_quotations(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, those of a quotation left open with the paragraphs into which it runs.

    A paragraph that opens with a quotation mark, after one whose quotation was not closed, belongs
    to the same speaker unless it is attributed otherwise.
    """
    marks = [mark for mark in quotations(text) if mark.double]
    runs_on = {
        mark.span: after.span for mark, after in pairwise(marks) if _runs_on(text, mark, after)
    }
    taken = [span for one in attributions for span in one.content]
    found = []
    for one in attributions:
        more: list[Span] = []
        open_ = next((span for span in runs_on if span.overlap(one.content[-1])), None)
        while open_ in runs_on:
            open_ = runs_on[open_]
            if any(span.overlap(open_) for span in taken):
                break
            more.append(open_)
        taken += more
        found.append(replace(one, content=(*one.content, *more)) if more else one)
    return found


def _runs_on(text: str, mark: Quotation, after: Quotation) -> bool:
    """Whether a quotation is left open and the next one opens the next paragraph."""
    between = text[mark.span.end : after.span.start]
    return not mark.closed and not between.strip() and "\n" in between
