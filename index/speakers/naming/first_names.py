"""First names, and the gender that each of them tells."""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Literal

Gender = Literal["male", "female"]

LEXICON = Path(__file__).parent / "lexicon"
NAMES = LEXICON / "first_names.tsv"
"""A name; M or F where nineteen in twenty who bear it are men or women, m or f where two in
three are, - where it tells nothing; * where a country's list of first names has it."""
ENDINGS = LEXICON / "name_endings.tsv"
"""The endings of first names, with the log-odds that a woman bears such a name."""
SURE_VOTE, UNSURE_VOTE = 2.5, 0.5
"""How much a name weighs beside the votes in people.py; set by hand."""
LONGEST_ENDING = 4


def first_name_gender(word: str) -> tuple[Gender, float] | None:
    """The gender of most people with a first name and its weight; None when it tells nothing.

    >>> first_name_gender("Kira"), first_name_gender("Robin"), first_name_gender("Kremlin")
    (('female', 2.5), ('male', 0.5), None)
    """
    code = _code(word)[:1]
    if code not in tuple("MFmf"):
        return None
    gender: Gender = "male" if code in "Mm" else "female"
    return gender, SURE_VOTE if code in "MF" else UNSURE_VOTE


def is_first_name(word: str) -> bool:
    """Whether a word is in a country's list of first names.

    >>> is_first_name("Siobhán"), is_first_name("ANNA"), is_first_name("Ministry")
    (True, True, False)
    """
    return _code(word).endswith("*")


def odds_by_ending(word: str) -> float:
    """The log-odds, by its ending, that an unknown first name is a woman's; 0 tells nothing.

    >>> odds_by_ending("Eldrida") > 2, odds_by_ending("Omprakash") < -1
    (True, True)
    """
    lower = _plain(word).lower()
    endings = (lower[-size:] for size in range(LONGEST_ENDING, 0, -1))
    return next((_endings()[ending] for ending in endings if ending in _endings()), 0.0)


def _code(word: str) -> str:
    name = word.title() if word.isupper() and len(word) > 2 else word
    return _names().get(name) or _names().get(_plain(name), "")


def _plain(word: str) -> str:
    """A word without accents."""
    letters = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def _names() -> dict[str, str]:
    return dict(line.split("\t") for line in NAMES.read_text("utf-8").splitlines())


@cache
def _endings() -> dict[str, float]:
    rows = (line.split("\t") for line in ENDINGS.read_text("utf-8").splitlines())
    return {ending: float(odds) for ending, odds in rows}
