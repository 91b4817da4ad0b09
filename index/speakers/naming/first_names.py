"""First names, and the gender that each of them tells."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Literal

Gender = Literal["male", "female"]

# the countries whose names are written in Latin letters, as Faker calls them
COUNTRIES = """
    cs_CZ da_DK de_AT de_CH de_DE en en_GB en_IE en_IN en_NZ en_US es_AR es_CO es_ES et_EE
    fi_FI fr_BE fr_FR hr_HR hu_HU id_ID is_IS it_IT lv_LV nl_BE nl_NL no_NO pl_PL pt_BR pt_PT
    ro_RO sk_SK sl_SI sv_SE tr_TR
""".split()
# the share of the people with a name who are of a gender, from which the name tells that gender
# surely or at all, and how much that weighs beside the votes in people.py; all four set by hand
SURE_SHARE, UNSURE_SHARE = 0.95, 0.65
SURE_VOTE, UNSURE_VOTE = 2.5, 0.5


def first_name_gender(word: str) -> tuple[Gender, float] | None:
    """The gender of most people with a first name and its weight; None when it tells nothing.

    >>> first_name_gender("Kira"), first_name_gender("Robin"), first_name_gender("Kremlin")
    (('female', 2.5), ('male', 0.5), None)
    """
    male, female = _shares().get(_capitalised(word), (0.0, 0.0))
    share = max(male, female) / ((male + female) or 1)
    if share < UNSURE_SHARE:
        return None
    gender: Gender = "male" if male > female else "female"
    return gender, SURE_VOTE if share >= SURE_SHARE else UNSURE_VOTE


def is_first_name(word: str) -> bool:
    """Whether a word is known as a first name."""
    return _capitalised(word) in _shares()


def _capitalised(word: str) -> str:
    return word.title() if word.isupper() and len(word) > 2 else word


@cache
def _shares() -> dict[str, tuple[float, float]]:
    """First names, each with its share of the men and of the women, summed over the countries."""
    shares: dict[str, tuple[float, float]] = {}
    for country in COUNTRIES:
        provider = import_module(f"faker.providers.person.{country}").Provider
        for name, share in _weighed(provider.first_names_male).items():
            male, female = shares.get(name, (0.0, 0.0))
            shares[name] = male + share, female
        for name, share in _weighed(provider.first_names_female).items():
            male, female = shares.get(name, (0.0, 0.0))
            shares[name] = male, female + share
    return shares


def _weighed(names: Mapping[str, float] | tuple[str, ...]) -> dict[str, float]:
    """The names of a country with shares that add up to 1; all alike where none is told."""
    counts = names if isinstance(names, Mapping) else dict.fromkeys(names, 1.0)
    total = sum(counts.values())
    return {name: count / total for name, count in counts.items()}
