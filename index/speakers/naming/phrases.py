"""Phrases that name a source: which of their names are those of who speaks."""

from typing import TYPE_CHECKING

from index.speakers.naming.office_words import is_title
from index.speakers.naming.people import Entity
from index.speakers.naming.roles import role_before

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase

EntityAt = dict[int, Entity]
"""Who is named at which word of the parse."""


def named_in(phrase: "Phrase", at: EntityAt) -> list[Entity]:
    """The entities that a phrase names: its head, those joined to it, or its apposition.

    None are returned where the phrase is more than names: "the Trump campaign", "Obama and his
    aides".
    """
    listed = _listed(phrase, at)
    if listed:
        return listed
    if behind := _after_a_comma(phrase, at):
        return behind
    root = phrase.root
    entity = at.get(root.i)
    joined = any(
        child.dep_ == "conj" and child in phrase and child.pos_ in ("NOUN", "PROPN", "PRON")
        for child in root.children
    )
    if joined or _goes_on(root.i + 1, phrase, at):
        return []
    if entity is not None and entity.person:
        return [entity]
    beside = [child for child in root.children if child.dep_ == "appos" and child in phrase]
    people = [at[child.i] for child in beside if child.i in at and at[child.i].person]
    if people and root.tag_ not in ("NNS", "NNPS"):
        return people[:1]
    edge = _at_an_edge(phrase, at)
    return [entity] if entity is not None and not edge and _is_all(entity, phrase, at) else edge


def _listed(phrase: "Phrase", at: EntityAt) -> list[Entity]:
    """People in a row, with nothing but roles, brackets, commas and "and" between them."""
    bracketed = _in_brackets(phrase)
    places = [token.i for token in phrase if token.i in at and token.i not in bracketed]
    people = list(dict.fromkeys(at[place] for place in places))
    if len(people) < 2 or not all(entity.person for entity in people):
        return []
    expected = {*places, *bracketed}
    for place in places:
        expected.update(token.i for token in role_before(phrase.doc, place) or ())
    between = phrase.doc[places[0] : places[-1] + 1]
    if any(token.i not in expected and token.lower_ not in (",", "and", "&") for token in between):
        return []
    joined = any(token.lower_ in ("and", "&") for token in between)
    rest = phrase.doc[places[-1] + 1 : phrase.end].text
    return people if joined and (not rest or rest[0] in ",(") else []


def _in_brackets(phrase: "Phrase") -> set[int]:
    found: set[int] = set()
    depth = 0
    for token in phrase:
        depth += token.text == "("
        if depth:
            found.add(token.i)
        depth -= token.text == ")"
    return found


def _goes_on(place: int, phrase: "Phrase", at: EntityAt) -> bool:
    """Whether a phrase names another person, joined by "and", from a word on."""
    for token in phrase.doc[place : phrase.end]:
        if token.lower_ == "and":
            names = (later for later in phrase.doc[token.i + 1 : phrase.end] if later.i in at)
            first = next(names, None)
            return first is not None and bool(at[first.i].person) and first.dep_ != "poss"
    return False


def _at_an_edge(phrase: "Phrase", at: EntityAt) -> list[Entity]:
    """The person named first, up to a comma, or last, after a position."""
    comma = next((token.i for token in phrase if token.text in (",", "(", "—")), phrase.end)
    for end in (comma, phrase.end):
        last = at.get(end - 1)
        if last is None or not last.person or phrase.doc[end - 1].dep_ == "poss":
            continue
        if _in_a_clause(phrase, end - 1):
            continue
        start = end - 1
        while start > phrase.start and at.get(start - 1) is last:
            start -= 1
        lead = phrase.doc[phrase.start : start]
        if not lead or is_title(lead[-1].text) or all(token.pos_ == "DET" for token in lead):
            return [last]
    return []


def _in_a_clause(phrase: "Phrase", place: int) -> bool:
    """Whether a word stands in a clause that tells more of the main word: "who met Moss"."""
    word = phrase.doc[place]
    while word.i != phrase.root.i and word.dep_ != "ROOT":
        if word.dep_ in ("relcl", "acl"):
            return True
        word = word.head
    return False


def _after_a_comma(phrase: "Phrase", at: EntityAt) -> list[Entity]:
    """The only person named, or the one with whom a description ends, behind a comma.

    "One of the clerks, Karl Voss", "another of Moss’s lawyers, Karl Voss".
    """
    named = {at[token.i]: token for token in phrase if token.i in at}
    people = [who for who, last in named.items() if who.person and last.dep_ != "poss"]
    if phrase.root.tag_ in ("NNS", "NNPS"):
        return []
    root = at.get(phrase.root.i)
    if len(people) > 1 and at.get(phrase[-1].i) is people[-1] and not (root and root.person):
        people = people[-1:]
    if len(people) != 1:
        return []
    first = next(token.i for token in phrase if at.get(token.i) is people[0])
    role = role_before(phrase.doc, first)
    before = phrase.doc[phrase.start : role.start if role else first]
    joined = any(token.lower_ in ("and", "&", "or") for token in before)
    behind = before[-1].text == "," if before else role is not None
    behind = behind or (first > phrase.start and phrase.doc[first - 1].text == ",")
    return people if behind and not joined else []


def _is_all(entity: Entity, phrase: "Phrase", at: EntityAt) -> bool:
    """Whether a phrase names a group or place and says nothing else before it."""
    first = min(token.i for token in phrase if at.get(token.i) is entity)
    lead = phrase.doc[phrase.start : first]
    return all(token.pos_ in ("DET", "PUNCT", "PART") for token in lead)
