"""Origins: the country of a Dane, a Danish yard and a man from Denmark."""

from functools import cache
from pathlib import Path

ORIGINS = Path(__file__).parent / "lexicon" / "origins.tsv"
"""From WordNet 3.1: a word, "person" where it names people, and the country that it tells."""


def country(word: str) -> str | None:
    """The country or region that a word tells.

    >>> country("Dane"), country("Danish"), country("Denmark"), country("bridge")
    ('Denmark', 'Denmark', 'Denmark', None)
    """
    known = _origins().get(word)
    if known is not None:
        return known[1] or None
    return word if word in _countries() else None


def is_native(word: str) -> bool:
    """Whether a word names a person by origin, faith or party.

    >>> is_native("Dane"), is_native("Danish"), is_native("Republican"), is_native("Jack")
    (True, False, True, False)
    """
    return _origins().get(word, ("", ""))[0] == "person"


@cache
def _origins() -> dict[str, tuple[str, str]]:
    rows = (line.split("\t") for line in ORIGINS.read_text("utf-8").splitlines())
    return {word: (person, place) for word, person, place in rows}


@cache
def _countries() -> frozenset[str]:
    return frozenset(place for _, place in _origins().values() if place)
