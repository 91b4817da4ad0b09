"""The statements of a text: what is said, with which cue, by which source."""

from typing import TYPE_CHECKING

from index.speakers.attribution import Attribution
from index.speakers.finding.appellations import without_appellations
from index.speakers.finding.decoding import decode
from index.speakers.finding.network import load_network
from index.speakers.finding.polarity import with_polarity
from index.speakers.finding.words import words_of

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
    return with_polarity(doc, without_appellations(doc, decode(text, words, readings)))
