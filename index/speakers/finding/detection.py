"""This file is about the trained detector: what is said, with which cue, by which source."""

from typing import TYPE_CHECKING

from index.speakers.attribution import Attribution
from index.speakers.finding.decoding import decode
from index.speakers.finding.features import words_of
from index.speakers.finding.network import load_network
from index.speakers.finding.signatures import labelled, signed

if TYPE_CHECKING:
    from spacy.tokens import Doc


def detect(text: str, doc: "Doc") -> list[Attribution]:
    """The attributions of a text in order, without speakers, from its parse.

    A fine-tuned MiniLM scores every word as a cue; a small network then reads the surroundings of
    each cue and marks its content and its source. No word is in the content of two attributions.
    The model card beside the weights tells the data and the figures. Raises EncoderError where the
    weights are missing or damaged.
    """
    words = words_of(doc)
    readings = [*load_network().read(text, words), *signed(text, words)]
    readings += labelled(text, words)
    return decode(text, words, readings)
