"""Who is who: the names of an article brought together, one entity for each person or group."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.speakers.naming.first_names import Gender, first_name_gender
from index.speakers.naming.mentions import Mention, folded
from index.speakers.naming.office_words import COURTESY_TITLES, gender_of, is_kin
from index.speakers.naming.roles import best_role, is_plural, role_after, role_before
from index.speakers.naming.same_names import is_fuller, same_group, same_person, without_suffix

if TYPE_CHECKING:
    from spacy.tokens import Doc

# "him" and "hers" cannot mean the subject of their own clause
OWN_PRONOUNS: dict[str, Gender] = {
    **dict.fromkeys(("he", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "herself"), "female"),
}
# how much each hint weighs when a person's gender is put to the vote, beside a first name (0.5 or
# 2.5, in first_names.py); set by hand so that a title beats a first name, which beats a role
TITLE_VOTE, ROLE_VOTE, PRONOUN_VOTE = 3, 2, 1
# whom a surname means that two people share: the person named first, if so many times as often, or
# if nobody else of that name is named within so many words before it; set by hand
OFTEN_ENOUGH = 2.5
NEAR_WORDS = 60


@dataclass(slots=True, eq=False)
class Entity:
    """A person, group or place of an article, and all mentions of it.

    `words` is the fullest name so far; `person` is None when nothing tells whether it is one.
    """

    words: tuple[str, ...]
    person: bool | None
    mentions: list[Mention] = field(default_factory=list)
    genders: Counter[Gender] = field(default_factory=Counter)
    roles: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return " ".join(self.words)

    @property
    def surname(self) -> str:
        """The folded last name of the first mention."""
        return folded(self.mentions[0].surname)

    @property
    def gender(self) -> Gender | None:
        """What most of the titles, roles, first names and pronouns tell."""
        votes: dict[Gender, float] = {"male": 0, "female": 0, **self.genders}
        first = first_name_gender(self.words[0]) if len(self.words) > 1 else None
        if first:
            votes[first[0]] += first[1]
        if votes["male"] == votes["female"]:
            return None
        return "male" if votes["male"] > votes["female"] else "female"

    @property
    def role(self) -> str | None:
        """What the article says that a person is."""
        return best_role(self.roles)

    @property
    def is_kin(self) -> bool:
        """Whether the article tells only whose wife, son or friend a person is."""
        nouns = [role.split(" of ")[0].split()[-1] for role in self.roles]
        return bool(nouns) and all(map(is_kin, nouns))


def who_is_who(doc: "Doc", found: list[Mention]) -> tuple[list[Entity], dict[int, Entity]]:
    """Every entity that the mentions name, and the entity named at each word of the text.

    A bare surname that two people share goes to the person whom its title fits; else to the
    person who is named first and more often, if the other is not nearer; else to nobody.
    """
    known: list[Entity] = []
    at: dict[int, Entity] = {}
    full = [mention for mention in found if mention.full and mention.person is not False]
    for mention in sorted(full, key=lambda mention: (mention.person is not True, mention.first)):
        same = (entity for entity in known if _is_same_person(entity, mention))
        _add(doc, known, at, next(same, None), mention)
    _add_short(doc, [mention for mention in found if not mention.full], known, at)
    surnames = {entity.surname for entity in known if entity.person}
    for mention in found:
        if mention.first not in at and not _may_mean(surnames, mention):
            groups = (entity for entity in known if same_group(entity.words, mention.words))
            _add(doc, known, at, next(groups, None), mention)
    _learn_gender(doc, at)
    return known, at


def _is_same_person(entity: Entity, mention: Mention) -> bool:
    """Whether a full name can be a known person's; of another gender only if it is the same."""
    if not same_person(entity.words, mention.words):
        return False
    clash = {entity.gender, mention.gender} == {"male", "female"}
    return not clash or without_suffix(entity.words) == without_suffix(mention.words)


def _add_short(
    doc: "Doc", short: list[Mention], known: list[Entity], at: dict[int, Entity]
) -> None:
    """Give names of one word to the people whose last, or else first, name they are."""
    alone = {folded(mention.surname) for mention in short if mention.person}
    for mention in short:
        if mention.person is False:
            continue
        key = folded(mention.surname)
        same = [entity for entity in known if entity.surname == key]
        same = same or [entity for entity in known if folded(entity.words[0]) == key]
        if mention.titled and not mention.gender:
            same = [entity for entity in same if not entity.is_kin]
        chosen = _choose(doc, same, mention, at)
        if chosen is not None or (not same and (mention.titled or key in alone)):
            _add(doc, known, at, chosen, mention)


def _may_mean(surnames: set[str], mention: Mention) -> bool:
    """Whether a mention that nobody got could still be the surname of a person."""
    return mention.person is not False and folded(mention.surname) in surnames


def _add(
    doc: "Doc", known: list[Entity], at: dict[int, Entity], entity: Entity | None, mention: Mention
) -> None:
    """Add a mention to its entity, or to a new one."""
    if entity is None:
        entity = Entity(mention.words, mention.person)
        known.append(entity)
    entity.mentions.append(mention)
    if is_fuller(mention.words, entity.words):
        entity.words = mention.words
    if mention.person:
        entity.person = True
    for place in range(mention.first, mention.last + 1):
        at[place] = entity
    if mention.gender:
        entity.genders[mention.gender] += TITLE_VOTE
    if mention.person is not False:
        _add_roles(doc, entity, mention)


def _add_roles(doc: "Doc", entity: Entity, mention: Mention) -> None:
    for phrase in (role_before(doc, mention.first), role_after(doc, mention.last)):
        if phrase is None:
            continue
        role = " ".join(phrase.text.split())
        told = gender_of(role)
        if told:
            entity.genders[told] += ROLE_VOTE
        if role.lower() not in COURTESY_TITLES and not is_plural(role):
            entity.roles.append(role)


def _choose(
    doc: "Doc", same: list[Entity], mention: Mention, at: dict[int, Entity]
) -> Entity | None:
    """Who of several people with a name is meant by a mention of its last or first word."""
    if mention.gender:
        same = [entity for entity in same if entity.gender in (None, mention.gender)] or same
    if len(same) < 2:
        return same[0] if same else None
    same = [entity for entity in same if _fits_pronoun(doc, entity, mention)] or same
    if len(same) == 1:
        return same[0]
    likeliest, second, *_ = sorted(same, key=lambda entity: -len(entity.mentions))
    if likeliest.mentions[0].first != min(entity.mentions[0].first for entity in same):
        return None
    if len(likeliest.mentions) >= OFTEN_ENOUGH * len(second.mentions):
        return likeliest
    before = range(mention.first - NEAR_WORDS, mention.first)
    near = {at[place] for place in before if at.get(place) in same}
    return likeliest if near == {likeliest} else None


def _fits_pronoun(doc: "Doc", entity: Entity, mention: Mention) -> bool:
    """Whether the first he or she after a subject, in its sentence, fits a person."""
    if doc[mention.last].dep_ != "nsubj":
        return True
    for later in doc[mention.last + 1 : doc[mention.last].sent.end]:
        told = OWN_PRONOUNS.get(later.lower_)
        if told:
            return told == entity.gender
    return True


def _learn_gender(doc: "Doc", at: dict[int, Entity]) -> None:
    """Let "his" or "her" in a sentence tell the gender of the person who is its subject."""
    for place, entity in list(at.items()):
        token = doc[place]
        if not entity.person or token.dep_ not in ("nsubj", "nsubjpass"):
            continue
        for later in doc[place + 1 : token.sent.end]:
            if later.i in at and at[later.i].person and at[later.i] is not entity:
                break
            told = OWN_PRONOUNS.get(later.lower_)
            if told:
                entity.genders[told] += PRONOUN_VOTE
                break
