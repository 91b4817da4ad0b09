"""How a description fits what an article tells of somebody."""

from index.speakers.naming.anaphors import Evidence
from index.speakers.naming.facts import Description, Facts
from index.speakers.naming.likeness import likeness
from index.speakers.naming.nouns import kinds
from index.speakers.naming.people import Entity

STEM_LETTERS = 5  # letters by which two words of one family are taken for alike


def description_evidence(here: Description, entity: Entity, owner: Entity | None) -> Evidence:
    """What in a description speaks for somebody; `owner` is whose relative it tells of."""
    names = {word.casefold() for word in entity.words}
    group = here.noun.group > here.noun.person
    return {
        f"article {here.article or 'none'}": 1,
        "description of several": here.plural,
        "group described, person named": group and entity.person is True,
        "group described, group named": group and entity.person is False,
        "person described, person named": not group and entity.person is True,
        "person described, group named": not group and entity.person is False,
        "noun is in the name": here.head in names,
        **_noun(here, entity),
        **_words(here, entity.facts, names),
        **_particulars(here, entity.facts),
        **_relation(here, entity, owner),
    }


def _noun(here: Description, entity: Entity) -> Evidence:
    told = entity.facts.told
    heads = {description.head for description in told}
    found: Evidence = {
        "so described before": not entity.words and bool(told) and told[0].head == here.head
    }
    if here.head in heads:
        return {**found, "same noun": 1}
    found["likeness to what is told"] = likeness([here.head], heads)
    if any(here.head in kinds(head) for head in heads):
        return {**found, "noun of a wider kind": 1}
    if any(head in kinds(here.head) for head in heads):
        return {**found, "noun of a narrower kind": 1}
    return {**found, "other nouns" if heads else "no noun told": 1}


def _words(here: Description, facts: Facts, names: set[str]) -> Evidence:
    told = {word for phrase in facts.told for word in (phrase.head, *phrase.words)}
    mine = [here.head, *here.words]
    shared = here.words & (told | names)
    same = any(here.head == phrase.head for phrase in facts.told)
    return {
        "share of words": len(shared) / len(here.words) if here.words else 0,
        "all words fit": bool(here.words) and len(shared) == len(here.words) and same,
        "deeds fit": bool(_stems(mine) & _stems(facts.deeds)),
        "likeness to deeds": likeness(mine, facts.deeds),
        "likeness of the noun to deeds": likeness([here.head], facts.deeds),
        "likeness to surroundings": likeness(mine, facts.surroundings),
        "likeness of the noun to surroundings": likeness([here.head], facts.surroundings),
        "stands in the surroundings": bool(_stems([here.head]) & _stems(facts.surroundings)),
    }


def _particulars(here: Description, facts: Facts) -> Evidence:
    found: Evidence = {}
    if here.age is not None:
        fits = "unknown" if facts.age is None else "fits" if facts.age == here.age else "clashes"
        found[f"age {fits}"] = 1
    if here.countries:
        known = "clashes" if facts.origins else "unknown"
        found[f"origin {'fits' if here.countries & facts.origins else known}"] = 1
    return found


def _relation(here: Description, entity: Entity, owner: Entity | None) -> Evidence:
    if owner is None:
        return {}
    owned = (phrase.head for phrase in entity.facts.told if phrase.owner is not None)
    named = bool(entity.words and owner.words)
    return {
        "same relation": here.head in owned,
        "surname of the owner": named and entity.surname == owner.surname,
    }


def _stems(words: "list[str] | set[str]") -> set[str]:
    return {word[:STEM_LETTERS] for word in words if len(word) >= STEM_LETTERS - 1}
