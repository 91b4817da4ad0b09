"""This file is about the genders that first names tell."""

from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from gender_guesser.detector import Detector

Gender = Literal["male", "female"]

# what each answer of the name list tells, and how sure it is beside a "Mr." (3) or a "his" (1)
_TOLD: dict[str, tuple[Gender, float]] = {
    "male": ("male", 2.5),
    "mostly_male": ("male", 0.5),
    "female": ("female", 2.5),
    "mostly_female": ("female", 0.5),
}


def first_name_gender(word: str) -> tuple[Gender, float] | None:
    """The gender of most people with a first name and its weight; None when it tells nothing.

    >>> first_name_gender("Kira"), first_name_gender("Bernie"), first_name_gender("Kremlin")
    (('female', 2.5), ('female', 0.5), None)
    """
    return _TOLD.get(_known(word))


def is_first_name(word: str) -> bool:
    """Whether a word is known as a first name."""
    return _known(word) != "unknown"


def _known(word: str) -> str:
    known: str = _detector().get_gender(word.title() if word.isupper() and len(word) > 2 else word)
    return known


@cache
def _detector() -> "Detector":
    from gender_guesser.detector import Detector

    return Detector()
