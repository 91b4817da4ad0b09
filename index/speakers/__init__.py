"""This folder is about who said what: quotations, cues, sources, mentions and names."""

from index.speakers.attributions import Attribution, Kind, Speaker

__all__ = ["Attribution", "Kind", "Speaker"]
