"""Who is who: the names of an article brought together, one entity for each person or group."""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from index.speakers.naming.bodies import same_company
from index.speakers.naming.facts import Description, Facts
from index.speakers.naming.first_names import Gender, first_name_gender, is_first_name
from index.speakers.naming.mentions import GROUP_WORDS, Mention, folded
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
    facts: Facts = field(default_factory=Facts)
    pronouns: Counter[Gender] = field(default_factory=Counter)
    plural: bool = False

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


Shared = dict[int, tuple[Mention, list[Entity]]]
"""Names that several people share, by their first word, and whom each may mean."""


def who_is_who(doc: "Doc", found: list[Mention]) -> tuple[list[Entity], dict[int, Entity], Shared]:
    """Every entity that the mentions name, the entity named at each word, and shared names."""
    known: list[Entity] = []
    at: dict[int, Entity] = {}
    shared: Shared = {}
    found = _with_firms(found)
    full = [mention for mention in found if mention.full and mention.person is not False]
    for mention in sorted(full, key=lambda mention: (mention.person is not True, mention.first)):
        same = (entity for entity in known if _is_same_person(entity, mention))
        _add(doc, known, at, next(same, None), mention)
    _add_short(doc, [mention for mention in found if not mention.full], known, at, shared)
    surnames = {entity.surname for entity in known if entity.person}
    for mention in found:
        if mention.first not in at and not _may_mean(surnames, mention):
            groups = (entity for entity in known if _is_same_group(doc, entity, mention))
            _add(doc, known, at, next(groups, None), mention)
    _learn_gender(doc, at)
    return known, at, shared


def _with_firms(found: list[Mention]) -> list[Mention]:
    """The mentions, those of a firm without its last word no longer taken for a person's."""
    bodies = {mention.words for mention in found if mention.person is False}
    return [
        replace(mention, person=False)
        if mention.full
        and not mention.titled
        and any(len(words) > 2 and same_company(mention.words, words) for words in bodies)
        else mention
        for mention in found
    ]


def _is_same_person(entity: Entity, mention: Mention) -> bool:
    """Whether a full name can be a known person's; of another gender only if it is the same."""
    if not same_person(entity.words, mention.words):
        return False
    clash = {entity.gender, mention.gender} == {"male", "female"}
    return not clash or without_suffix(entity.words) == without_suffix(mention.words)


def _is_same_group(doc: "Doc", entity: Entity, mention: Mention) -> bool:
    """Whether a name is a known group's; the short name of a firm is no person's and no place's."""
    if same_group(entity.words, mention.words):
        return True
    short = min(entity.mentions[0], mention, key=lambda name: len(name.words))
    place = doc[short.first].ent_type_ in ("GPE", "LOC")
    return not entity.person and not place and same_company(entity.words, mention.words)


def _add_short(
    doc: "Doc",
    short: list[Mention],
    known: list[Entity],
    at: dict[int, Entity],
    shared: Shared,
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
        if mention.gender:
            same = [entity for entity in same if entity.gender in (None, mention.gender)] or same
        if len(same) > 1:
            shared[mention.first] = mention, same
        elif same or mention.titled or key in alone:
            _add(doc, known, at, same[0] if same else None, mention)


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


def somebody(description: Description) -> Entity:
    """Somebody without a name, of whom the article has told no more than a description."""
    entity = Entity((), description.noun.person >= description.noun.group)
    entity.plural = description.plural
    entity.facts.told.append(description)
    if description.gender:
        entity.genders[description.gender] += ROLE_VOTE
    return entity


def judge_person(entity: Entity) -> None:
    """Let what is told of a name decide whether it is a person's, where the name does not."""
    places = entity.facts.labels["GPE"]
    if places > 1 and places == len(entity.mentions) and not entity.genders:
        entity.person = False
        return
    sure = entity.genders or (len(entity.words) > 1 and is_first_name(entity.words[0]))
    if sure or any(word.lower() in GROUP_WORDS for word in entity.words):
        return
    told = [fact.noun for fact in entity.facts.told]
    person = sum(noun.person for noun in told)
    group = sum(noun.group for noun in told)
    if entity.facts.age is not None or person > group + 0.5 or entity.facts.who:
        entity.person = True
    elif group > person + 0.5:
        entity.person = False
