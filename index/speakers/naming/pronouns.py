"""He and she: which of the people named before a pronoun it means."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.speakers.naming.first_names import Gender
from index.speakers.naming.people import Entity

if TYPE_CHECKING:
    from spacy.tokens import Token

PRONOUN_GENDERS: dict[str, Gender] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
}
SUBJECT_DEPENDENCIES = ("nsubj", "nsubjpass", "agent")
FARTHEST_SENTENCE = 12
PRONOUN_WEIGHTS = {
    "subject of this sentence": 2.0,
    "elsewhere in this sentence": 1.0,
    "subject of the sentence before": 1.5,
    "elsewhere in the sentence before": 0.5,
    "subject two sentences before": 0.6,
    "elsewhere two sentences before": 0.2,
    "log of 1 + sentences since": -0.8,
    "last source": 1.0,
    "last meant by a pronoun": 0.4,
    "log of times named": 0.4,
    "named near by in quotations alone": -1.0,
    "named in this paragraph": 1.0,
    "named last": 0.5,
}
"""How much each feature counts for a person in a softmax over all who could be meant.

Set by hand; with them 174 of 200 pronouns that are sources in PolNeAR dev get the right name.
Weights fitted on the pronouns of which gender leaves only one candidate do no better.
"""
UNKNOWN_GENDER_WEIGHT = -0.8


@dataclass(frozen=True, slots=True)
class Reference:
    """A name or pronoun that means somebody, before the pronoun to be resolved."""

    place: int
    sentence: int
    paragraph: int
    entity: Entity
    subject: bool
    quoted: bool
    source: bool
    pronoun: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """The person whom a pronoun means, and the chance of that among all who could be meant."""

    entity: Entity
    chance: float


def choose(
    pronoun: "Token", reference: Callable[[int, Entity], Reference], before: list[Reference]
) -> Choice | None:
    """Who a he or she is, given the references before it, in order; None when nobody fits."""
    gender = PRONOUN_GENDERS[pronoun.lower_]
    scores: list[tuple[float, Entity]] = []
    for person in dict.fromkeys(earlier.entity for earlier in before if earlier.entity.person):
        if person.gender not in (None, gender):
            continue
        found = features(pronoun, reference(pronoun.i, person), before)
        if found is None:
            continue
        score = sum(weight * found[feature] for feature, weight in PRONOUN_WEIGHTS.items())
        score += UNKNOWN_GENDER_WEIGHT * (person.gender is None)
        scores.append((score, person))
    if not scores:
        return None
    best, person = max(scores, key=lambda pair: pair[0])
    total = sum(math.exp(score - best) for score, _ in scores)
    return Choice(person, 1 / total)


def features(pronoun: "Token", here: Reference, before: list[Reference]) -> dict[str, float] | None:
    """How the references to a person stand to a pronoun; None when it cannot mean that person."""
    mine = [earlier for earlier in before if earlier.entity is here.entity]
    near = [earlier for earlier in mine if here.sentence - earlier.sentence <= 2]
    if not mine or here.sentence - mine[-1].sentence > FARTHEST_SENTENCE:
        return None
    if _is_object_of(pronoun, [earlier for earlier in near if earlier.subject]):
        return None
    # what is named inside a quotation is seldom meant outside it
    open_ = [earlier for earlier in near if not earlier.quoted or here.quoted]
    back = {(here.sentence - earlier.sentence, earlier.subject) for earlier in open_}
    sources = [earlier for earlier in before if earlier.source]
    pronouns = [earlier for earlier in before if earlier.pronoun]
    return {
        "subject of this sentence": (0, True) in back,
        "elsewhere in this sentence": (0, False) in back,
        "subject of the sentence before": (1, True) in back,
        "elsewhere in the sentence before": (1, False) in back,
        "subject two sentences before": (2, True) in back,
        "elsewhere two sentences before": (2, False) in back,
        "log of 1 + sentences since": math.log(1 + here.sentence - mine[-1].sentence),
        "last source": bool(sources) and sources[-1].entity is here.entity,
        "last meant by a pronoun": bool(pronouns) and pronouns[-1].entity is here.entity,
        "log of times named": math.log(len(mine)),
        "named near by in quotations alone": bool(near) and not open_,
        "named in this paragraph": any(e.paragraph == here.paragraph for e in open_),
        "named last": before[-1].entity is here.entity,
    }


def _is_object_of(pronoun: "Token", subjects: list[Reference]) -> bool:
    """Whether a pronoun is an object of a verb with one of these subjects: "Moss called him"."""
    if pronoun.dep_ in (*SUBJECT_DEPENDENCIES, "poss"):
        return False
    verb = pronoun.head if pronoun.dep_ in ("dobj", "dative") else pronoun.head.head
    return any(pronoun.doc[subject.place].head.i == verb.i for subject in subjects)
