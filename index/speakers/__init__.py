"""This folder is about who said what: quotations, cues, sources, mentions and names."""

from index.speakers.attribution import Attribution, Kind, Speaker
from index.speakers.pipeline import attribute_quotations
from index.speakers.quote_sheet import SpeakerStatements, quote_sheet

__all__ = [
    "Attribution",
    "Kind",
    "Speaker",
    "SpeakerStatements",
    "attribute_quotations",
    "quote_sheet",
]
