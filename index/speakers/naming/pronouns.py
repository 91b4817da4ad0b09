"""This file is about he and she: which of the people named before a pronoun means."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.speakers.naming.first_names import Gender
from index.speakers.naming.people import Named

if TYPE_CHECKING:
    from spacy.tokens import Token

GENDERS: dict[str, Gender] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
}
SUBJECTS = ("nsubj", "nsubjpass", "agent")
FAR = 12  # sentences
# how much each feature of `features` counts; weights fitted on the pronouns of which gender
# leaves only one candidate do no better
WEIGHTS = (2.0, 1.0, 1.5, 0.5, 0.6, 0.2, -0.8, 1.0, 0.4, 0.4, -1.0, 1.0, 0.5)
UNKNOWN_GENDER = -0.8


@dataclass(frozen=True, slots=True)
class Reference:
    """A word that means somebody: a name or a pronoun, before the one to be resolved."""

    place: int
    sentence: int
    paragraph: int
    named: Named
    subject: bool
    quoted: bool
    source: bool
    pronoun: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """The one whom a pronoun means, and the chance of that among all who could be meant."""

    named: Named
    chance: float


def choose(
    pronoun: "Token", reference: Callable[[int, Named], Reference], before: list[Reference]
) -> Choice | None:
    """Who a he or she is, given the references before it, in order; None when nobody fits."""
    gender = GENDERS[pronoun.lower_]
    scores: list[tuple[float, Named]] = []
    people = {id(one.named): one.named for one in before if one.named.person}
    for named in people.values():
        here = reference(pronoun.i, named)
        if named.gender not in (None, gender):
            continue
        found = features(pronoun, here, before)
        if found is None:
            continue
        score = sum(weight * value for weight, value in zip(WEIGHTS, found, strict=True))
        score += UNKNOWN_GENDER * (named.gender is None)
        scores.append((score, named))
    if not scores:
        return None
    best, named = max(scores, key=lambda pair: pair[0])
    total = sum(math.exp(score - best) for score, _ in scores)
    return Choice(named, 1 / total)


def features(
    pronoun: "Token", here: Reference, before: list[Reference]
) -> tuple[float, ...] | None:
    """How the references to one person stand to a pronoun; None when it cannot mean that one."""
    mine = [one for one in before if one.named is here.named]
    near = [one for one in mine if here.sentence - one.sentence <= 2]
    if not mine or here.sentence - mine[-1].sentence > FAR:
        return None
    doc = pronoun.doc
    if pronoun.dep_ not in (*SUBJECTS, "poss"):
        verb = pronoun.head if pronoun.dep_ in ("dobj", "dative") else pronoun.head.head
        if any(one.subject and doc[one.place].head.i == verb.i for one in near):
            return None
    open_ = [one for one in near if not one.quoted or here.quoted]
    back = {(here.sentence - one.sentence, one.subject) for one in open_}
    sources = [one for one in before if one.source]
    pronouns = [one for one in before if one.pronoun]
    return (
        float((0, True) in back),
        float((0, False) in back),
        float((1, True) in back),
        float((1, False) in back),
        float((2, True) in back),
        float((2, False) in back),
        math.log(1 + here.sentence - mine[-1].sentence),
        float(bool(sources) and sources[-1].named is here.named),
        float(bool(pronouns) and pronouns[-1].named is here.named),
        math.log(len(mine)),
        float(bool(near) and not open_),
        float(any(one.paragraph == here.paragraph for one in open_)),
        float(before[-1].named is here.named),
    )
