"""The statements of a text: what is said, with which cue, by which source."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from index.speakers.attribution import Attribution
from index.speakers.finding.decoding import decode
from index.speakers.finding.network import load_network
from index.speakers.finding.polarity import with_polarity
from index.speakers.finding.words import words_of
from index.speakers.quotation_marks import Quotation, quotations
from index.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_statements(text: str, doc: "Doc") -> list[Attribution]:
    """The attributions of a text in order, without speakers, from its parse.

    A fine-tuned MiniLM scores every word as a cue; a small network then reads the surroundings of
    each cue and marks its content and its source. No word is in the content of two attributions.
    The grammar around each cue tells whether its content was said, denied or not said.
    The model card beside the weights tells the data and the figures. Raises EncoderError where the
    weights are missing or damaged.
    """
    words = words_of(doc)
    readings = load_network().read(text, words)
    return with_polarity(doc, continue_quotations(text, decode(text, words, readings)))


def continue_quotations(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, those of a quotation left open with the paragraphs into which it runs.

    A paragraph that opens with a quotation mark, after one whose quotation was not closed, belongs
    to the same speaker unless it is attributed otherwise.
    """
    marks = [mark for mark in quotations(text) if mark.primary]
    next_part = {
        mark.span: after.span for mark, after in pairwise(marks) if _runs_on(text, mark, after)
    }
    taken = [span for attribution in attributions for span in attribution.content]
    found = []
    for attribution in attributions:
        more: list[Span] = []
        last = attribution.content[-1]
        part = next((span for span in next_part if span.overlap(last)), None)
        while part in next_part:
            part = next_part[part]
            if any(span.overlap(part) for span in taken):
                break
            more.append(part)
        taken += more
        found.append(replace(attribution, content=(*attribution.content, *more)))
    return found


def _runs_on(text: str, mark: Quotation, after: Quotation) -> bool:
    """Whether a quotation is left open and the next one opens the next paragraph."""
    between = text[mark.span.end : after.span.start]
    return not mark.closed and not between.strip() and "\n" in between
