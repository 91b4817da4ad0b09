"""This folder is about what happens because someone asked."""

from qa.answers import Answer, Citation

__all__ = ["Answer", "Citation"]
