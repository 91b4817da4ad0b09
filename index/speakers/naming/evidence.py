"""Evidence: how somebody of whom an article tells stands to words that may mean them."""

import math
from typing import TYPE_CHECKING

from index.speakers.naming.anaphors import (
    SUBJECT_DEPENDENCIES,
    Anaphor,
    Evidence,
    History,
    Reference,
)
from index.speakers.naming.description_evidence import description_evidence
from index.speakers.naming.first_names import (
    Gender,
    first_name_gender,
    is_first_name,
    odds_by_ending,
)
from index.speakers.naming.people import Entity

if TYPE_CHECKING:
    from spacy.tokens import Token

FARTHEST_SENTENCE = 12
NEAR_SENTENCES = 2
NEAR_REFERENCES = 8
LATEST_REFERENCES = 30


def evidence_for(
    token: "Token", here: Anaphor, entity: Entity, history: History, owner: Entity | None
) -> Evidence | None:
    """What speaks for and against an entity as the meaning; None where it cannot be."""
    mine = history.by_entity.get(entity, [])
    if here.form == "description":
        if entity is owner:
            return None
    elif not mine or here.sentence - mine[-1].sentence > FARTHEST_SENTENCE:
        return None
    latest = reversed(mine[-NEAR_REFERENCES:])
    near = [other for other in latest if here.sentence - other.sentence <= NEAR_SENTENCES]
    if here.form != "absent" and _is_object_of(token, [other for other in near if other.subject]):
        return None
    found = {**_nearness(here, near), **_history(here, entity, mine, near, history)}
    found.update(_kind(here, entity))
    found.update(_gender(here, entity))
    if here.description is not None:
        found.update(description_evidence(here.description, entity, owner))
    return {name: float(value) for name, value in found.items() if value}


def evidence_for_nobody(here: Anaphor, candidates: list[Evidence]) -> Evidence:
    """What speaks for somebody of whom the article has not told yet."""
    found: Evidence = {"nobody": 1, "log of candidates": math.log(1 + len(candidates))}
    described = here.description
    if described is not None:
        told = any("same noun" in evidence for evidence in candidates)
        found.update(
            {
                f"nobody: article {described.article or 'none'}": 1,
                "nobody: several": described.plural,
                "nobody: person": described.noun.person,
                "nobody: group": described.noun.group,
                "nobody: document": described.noun.document,
                "nobody: words": math.log(1 + len(described.words)),
                "nobody: noun not told": not told,
                "nobody: age": described.age is not None,
            }
        )
    return {name: float(value) for name, value in found.items() if value}


def _open(here: Anaphor, references: list[Reference]) -> list[Reference]:
    """What is named inside a quotation is seldom meant outside it."""
    return [other for other in references if not other.quoted or here.quoted]


def _nearness(here: Anaphor, near: list[Reference]) -> Evidence:
    found = ((other.subject, here.sentence - other.sentence) for other in _open(here, near))
    return {
        f"{'subject' if subject else 'elsewhere'} {back} sentences back": 1
        for subject, back in found
    }


def _history(
    here: Anaphor,
    entity: Entity,
    mine: list[Reference],
    near: list[Reference],
    history: History,
) -> Evidence:
    if not mine:
        return {"named only later": 1}
    open_ = _open(here, near)
    newest = open_[0] if open_ else None
    return {
        "log of sentences since": math.log(1 + here.sentence - mine[-1].sentence),
        "log of times named": math.log(len(mine)),
        "named near by in quotations alone": bool(near) and not open_,
        "named in this paragraph": any(other.paragraph == here.paragraph for other in open_),
        "named last": history.all[-1].entity is entity,
        "named at the start": mine[0].sentence == 0,
        "addressed last": newest is not None and newest.addressed,
        "subject both times": newest is not None and newest.subject and here.subject,
        "meant by a pronoun before": newest is not None and newest.pronoun,
        **_last(here, entity, history),
    }


def _last(here: Anaphor, entity: Entity, history: History) -> Evidence:
    """Whether an entity is the last source, the last subject, or what the last pronoun meant."""
    found: Evidence = {}
    latest = _open(here, list(history.all[-LATEST_REFERENCES:]))
    for name in ("source", "pronoun", "subject"):
        last = next((other for other in reversed(latest) if getattr(other, name)), None)
        if last is not None and last.entity is entity:
            found[f"last {name}"] = 1
            found[f"last {name}, this paragraph"] = last.paragraph == here.paragraph
            found[f"last {name}, near"] = here.sentence - last.sentence <= 1
    return found


def _kind(here: Anaphor, entity: Entity) -> Evidence:
    """What an entity is by its name, by the parser's labels and by what is told of it."""
    plural = {"plural": entity.plural, "plural both": entity.plural and here.plural}
    if not entity.words:
        return {"without a name": 1, f"unnamed, person is {entity.person}": 1, **plural}
    facts, named = entity.facts, len(entity.mentions)
    places = sum(facts.labels[label] for label in ("GPE", "LOC", "FAC"))
    return {
        **plural,
        f"person is {entity.person}": 1,
        "label of a person": facts.labels["PERSON"] / named,
        "label of a group": facts.labels["ORG"] / named,
        "label of a place": places / named,
        "stands like a place": facts.placed / named,
        "stands after the": facts.the / named,
        "first name is known": len(entity.words) > 1 and is_first_name(entity.words[0]),
        "single word": len(entity.words) == 1,
        "titled": any(mention.titled for mention in entity.mentions),
        "age is told": facts.age is not None,
        "told as a person": any(phrase.noun.person > phrase.noun.group for phrase in facts.told),
        "told as a group": any(phrase.noun.group > phrase.noun.person for phrase in facts.told),
        "who follows": facts.who,
    }


def _gender(here: Anaphor, entity: Entity) -> Evidence:
    """How the gender of the words fits what titles, pronouns and the first name tell."""
    gender = here.gender or (here.description.gender if here.description else None)
    if gender is None:
        return {}
    other: Gender = "female" if gender == "male" else "male"
    found: Evidence = {}
    for name, votes in (("told", entity.genders), ("pronouns", entity.pronouns)):
        difference = votes[gender] - votes[other]
        if difference:
            found[f"gender {name} {'fits' if difference > 0 else 'clashes'}"] = 1
    named = len(entity.words) > 1 or (entity.words and is_first_name(entity.words[0]))
    first = first_name_gender(entity.words[0]) if named else None
    if first:
        sure = "sure" if first[1] > 1 else "unsure"
        found[f"first name {sure} {'fits' if first[0] == gender else 'clashes'}"] = 1
    elif not entity.genders and not entity.pronouns:
        found["gender unknown"] = 1
        odds = odds_by_ending(entity.words[0]) if len(entity.words) > 1 else 0.0
        found["ending of the first name fits"] = odds if gender == "female" else -odds
    return found


def _is_object_of(token: "Token", subjects: list[Reference]) -> bool:
    """Whether a word is an object of a verb with one of these subjects: "Moss called him"."""
    if token.dep_ in (*SUBJECT_DEPENDENCIES, "poss"):
        return False
    verb = token.head if token.dep_ in ("dobj", "dative") else token.head.head
    return any(token.doc[subject.place].head.i == verb.i for subject in subjects)
