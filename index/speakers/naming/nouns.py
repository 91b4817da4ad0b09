"""Nouns: whether a common noun names a person, a group or a document, and what it is a kind of."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.speakers.naming.office_words import OFFICES, spelled_out
from index.speakers.naming.origins import is_native

NOUNS = Path(__file__).parent / "lexicon" / "nouns.tsv"
"""From WordNet 3.1: a noun, its kinds with tenths of its uses, the nouns that it is a kind of."""
PERSON_ENDINGS = re.compile(
    r"(?:woman|women|man|men|person|people|girl|boy|lady|maker|keeper|holder|owner|worker|goer"
    r"|ist|ologist|grapher|eer|lete)$"
)
POSITION_SHARE = 0.6
"""The share of a noun's uses from which it is taken for that of a person."""
KIND_STEPS = 4
"""That lead from a noun to what it is a kind of: a vicar is a priest, who is a clergyman."""


@dataclass(frozen=True, slots=True)
class Noun:
    """How likely a noun names a person, a group or a document, each between 0 and 1."""

    person: float = 0.0
    group: float = 0.0
    document: float = 0.0
    kinds: tuple[str, ...] = ()


def noun(word: str) -> Noun:
    """What is known of a common noun, in either number.

    >>> noun("lender").person, noun("left-hander").person, noun("councils").group
    (1.0, 1.0, 1.0)
    >>> noun("clergywoman").person, noun("bridge").person
    (1.0, 0.0)
    """
    lower = singular(word)
    found = _nouns().get(lower)
    if lower in OFFICES or spelled_out(lower) in OFFICES:
        return Noun(1.0, 0.0, 0.0, found.kinds if found else ())
    if found is None and "-" in lower:
        return noun(lower.rpartition("-")[2]) if lower.rpartition("-")[2] else Noun()
    if found is None and PERSON_ENDINGS.search(lower):
        return Noun(person=1.0)
    if found is None and is_native(word):
        return Noun(person=1.0)
    return found or Noun()


def is_position(word: str) -> bool:
    """Whether a noun names what somebody is by trade, office or kin, in either number.

    >>> is_position("Alpinist"), is_position("spokesmen"), is_position("bridge")
    (True, True, False)
    """
    return noun(word).person >= POSITION_SHARE


def singular(word: str) -> str:
    """A noun in lower case and in the singular.

    >>> [singular(word) for word in ("Families", "witnesses", "spokeswomen", "boss", "police")]
    ['family', 'witness', 'spokeswoman', 'boss', 'police']
    """
    lower = word.lower()
    if lower in _nouns() or lower in OFFICES:
        return lower
    for ending, other in (("ies", "y"), ("men", "man"), ("es", ""), ("s", ""), ("es", "e")):
        stem = lower.removesuffix(ending) + other
        if lower.endswith(ending) and (stem in _nouns() or stem in OFFICES):
            return stem
    return lower


@cache
def kinds(word: str) -> frozenset[str]:
    """The noun itself and all that it is a kind of, in a few steps.

    >>> "clergyman" in kinds("vicar"), "vicar" in kinds("clergyman")
    (True, False)
    """
    found = {singular(word)}
    fresh = set(found)
    for _ in range(KIND_STEPS):
        fresh = {kind for name in fresh for kind in _kinds_of(name)} - found
        found |= fresh
    return frozenset(found)


def _kinds_of(word: str) -> tuple[str, ...]:
    known = _nouns().get(word)
    return known.kinds if known else ()


@cache
def _nouns() -> dict[str, Noun]:
    nouns = {}
    for line in NOUNS.read_text("utf-8").splitlines():
        word, uses, *more = line.split("\t")
        shares = {use[0]: int(use[1:]) / 10 for use in uses.split()}
        nouns[word] = Noun(
            shares.get("p", 0.0),
            shares.get("g", 0.0),
            shares.get("c", 0.0),
            tuple(more[0].split()) if more else (),
        )
    return nouns
