"""Anaphors: words that mean somebody whom an article tells of elsewhere, and their references."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.speakers.naming.facts import Description
from index.speakers.naming.first_names import Gender
from index.speakers.naming.people import Entity

Form = Literal["pronoun", "group", "description", "absent", "name"]
"""The words that mean somebody: he or she; it or they; a noun; none; a name that people share."""

Evidence = dict[str, float]
"""What speaks for a meaning and against it, by name; what is not there counts 0."""

PRONOUN_GENDERS: dict[str, Gender] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "female"),
}
SUBJECT_DEPENDENCIES = ("nsubj", "nsubjpass", "agent")


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that mean somebody, at the place of their main word.

    `addressed` is whether something is done or said to whom they mean.
    """

    place: int
    sentence: int
    paragraph: int
    entity: Entity
    subject: bool
    quoted: bool
    source: bool
    pronoun: bool
    addressed: bool


@dataclass(frozen=True, slots=True)
class Anaphor:
    """Words whose meaning is sought; `description` says more of them where they are a noun's."""

    form: Form
    place: int
    sentence: int
    paragraph: int
    quoted: bool
    subject: bool
    source: bool
    gender: Gender | None = None
    plural: bool = False
    description: Description | None = None


@dataclass(frozen=True, slots=True)
class History:
    """The references of an article up to a place, in order, all and by entity."""

    all: Sequence[Reference]
    by_entity: dict[Entity, list[Reference]]
