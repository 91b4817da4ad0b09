"""What an article tells of whoever it names: nouns, ages, origins, kin and deeds."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.speakers.naming.first_names import Gender
from index.speakers.naming.nouns import Noun, noun, singular
from index.speakers.naming.office_words import gender_of, is_kin, spelled_out
from index.speakers.naming.origins import country, is_native
from index.speakers.naming.roles import OBJECTS, is_verb_at

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

YEARS_OLD = re.compile(r"\b(\d{1,3})[- ]years?[- ]olds?\b")
AGE_AFTER_NAME = re.compile(
    r"\s*,\s*(?:aged )?(\d{1,3})\b(?!\s*(?:percent|per|%|-|,\d))|\s*\((\d{1,3})\)"
)
DETERMINERS = ("the", "a", "an", "this", "that", "these", "those", "both", "some", "one")
MODIFIERS = set(
    """compound amod nmod poss nummod npadvmod quantmod case punct advmod det predet""".split()
)
DESCRIBING = ("of", "for", "at", "in", "with", "to", "from", "on")
PLACE_LABELS = ("DATE", "EVENT", "GPE", "LOC")
PLACING = ("in", "at", "from", "near", "since", "by", "to", "around", "outside", "into")
COURTESIES = set("mr mr. mrs mrs. ms ms. miss sir lady dr dr. doctor".split())
ACTING_SHARE = 0.5
"""Of a noun's uses for people and groups, from which it names somebody: the greater half."""
NEAR_WORDS = 12
LONGEST_LEAD = 8  # words
OLDEST = 110  # years
SHORTEST_DEED = 4  # letters


@dataclass(frozen=True, slots=True, eq=False)
class Description:
    """A phrase that tells what somebody is, by its main word, in the singular.

    `owner` is the word for whose relative or employee it is: "her" in "her driver". `article` is
    the first word if that is a determiner, or "whose" for any owner. `countries` are those that
    its words tell of.
    """

    place: int
    first: int
    last: int
    head: str
    noun: Noun
    words: frozenset[str]
    age: int | None
    owner: int | None
    article: str
    plural: bool
    gender: Gender | None
    countries: frozenset[str]


@dataclass(slots=True)
class Facts:
    """All that is told of somebody.

    `told` are descriptions, `deeds` the words of what they do, `origins` their countries; `who`
    is whether a "who" follows a name. `placed` and `the` count the names that stand like a place
    and after "the"; `labels` are those that the parser gives, `surroundings` the words near by.
    """

    told: list[Description] = field(default_factory=list)
    age: int | None = None
    deeds: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    who: bool = False
    placed: int = 0
    surroundings: set[str] = field(default_factory=set)
    labels: Counter[str] = field(default_factory=Counter)
    the: int = 0


def describe(root: "Token") -> Description:
    """The description whose main word is given."""
    doc = root.doc
    first = _first(root)
    last = _last(root)
    phrase = doc[first : last + 1]
    match = YEARS_OLD.search(doc[first : last + 3].text if root.lower_ == "old" else phrase.text)
    owner = next((child.i for child in root.lefts if child.dep_ == "poss"), None)
    article = doc[first].lower_ if doc[first].lower_ in DETERMINERS else ""
    head = root.text if is_native(root.text) else spelled_out(singular(root.text))
    return Description(
        place=root.i,
        first=first,
        last=last,
        head=head,
        noun=noun("person" if match and root.lower_ == "old" else root.text),
        words=frozenset(
            spelled_out(singular(token.text))
            for token in phrase
            if token.i != root.i
            and token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "VERB")
            and len(token) > 1
        ),
        age=int(match.group(1)) if match else None,
        owner=owner,
        article="whose" if owner is not None else article,
        plural=root.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in root.children),
        countries=frozenset(filter(None, (country(token.text) for token in phrase))),
        gender=gender_of(root.text) or (gender_of(phrase.text) if is_kin(root.text) else None),
    )


def _first(root: "Token") -> int:
    first = root.i
    for child in reversed(list(root.lefts)):
        if child.dep_ not in MODIFIERS or child.right_edge.i != first - 1:
            break
        first = child.left_edge.i
    while root.doc[first].is_punct and first < root.i:
        first += 1
    return first


def _last(root: "Token") -> int:
    last = root.i
    for child in root.rights:
        if child.left_edge.i != last + 1 or child.dep_ not in ("prep", "amod", "acl"):
            break
        if child.dep_ == "prep" and child.lower_ not in DESCRIBING:
            break
        last = child.right_edge.i
    return last


def facts_of(doc: "Doc", first: int, last: int, facts: Facts) -> None:
    """Add what is told beside a name, from its first to its last word, and by its verbs."""
    root = doc[first : last + 1].root
    told = [describe(other) for other in _beside(doc, root, first, last)]
    facts.told += [phrase for phrase in told if phrase.head not in COURTESIES]
    facts.labels[root.ent_type_] += 1
    facts.the += first > 0 and doc[first - 1].lower_ == "the"
    facts.surroundings |= _surroundings(doc, first, last)
    facts.age = _age(doc, first, last) or facts.age
    facts.origins |= _origins(doc, first, last, facts.told)
    facts.who = facts.who or doc[last + 1 : last + 3].text.strip(", ").startswith("who")
    facts.placed += root.ent_type_ in PLACE_LABELS or (
        root.dep_ == "pobj" and first > 0 and doc[first - 1].lower_ in PLACING
    )
    clauses = [child for child in root.children if child.dep_ in ("relcl", "acl")]
    if root.dep_ in ("nsubj", "nsubjpass") or (root.dep_ == "pobj" and root.head.dep_ == "agent"):
        clauses.append(root.head if root.dep_ != "pobj" else root.head.head)
    for verb in clauses:
        facts.deeds |= deeds(verb)


def _origins(doc: "Doc", first: int, last: int, told: list[Description]) -> set[str]:
    """The countries that the words beside a name tell."""
    beside = doc[last + 1 : last + 4]
    after = beside.text[:2] in (", ", "(") or beside[:1].text in ("of", "from")
    words = [*doc[max(0, first - 1) : first], *(beside if after else ())]
    found = {place for token in words if (place := country(token.text))}
    return found.union(*(phrase.countries for phrase in told))


def _surroundings(doc: "Doc", first: int, last: int) -> set[str]:
    """The nouns, verbs and adjectives of a name's sentence that stand near it."""
    sentence = doc[first].sent
    near = doc[max(sentence.start, first - NEAR_WORDS) : min(sentence.end, last + NEAR_WORDS)]
    return {
        singular(token.text)
        for token in near
        if token.pos_ in ("NOUN", "VERB", "ADJ") and len(token) >= SHORTEST_DEED
    }


def _age(doc: "Doc", first: int, last: int) -> int | None:
    """The age told right before or after a name."""
    after = AGE_AFTER_NAME.match(doc[last].whitespace_ + doc[last + 1 : last + 6].text)
    if after and 1 <= int(after.group(1) or after.group(2)) <= OLDEST:
        return int(after.group(1) or after.group(2))
    lead = doc[max(0, first - 8) : first].text
    before = YEARS_OLD.search(lead)
    return int(before.group(1)) if before and "," not in lead[before.end() :] else None


def deeds(verb: "Token") -> set[str]:
    """The verb of a clause with its objects and complements, but not what is said or thought."""
    found = set()
    clauses = ("ccomp", "advcl", "conj", "parataxis", "nsubj", "nsubjpass")
    stack = [verb]
    while stack:
        token = stack.pop()
        if token.pos_ in ("VERB", "NOUN", "ADJ", "PROPN") and len(token) >= SHORTEST_DEED:
            found.add(singular(token.text))
        stack += [child for child in token.children if child.dep_ not in clauses]
    return found


def _beside(doc: "Doc", root: "Token", first: int, last: int) -> "list[Token]":
    """The nouns that say what a name is: beside it, before it, or after "is"."""
    found = [child for child in root.children if child.dep_ == "appos"]
    if root.dep_ == "appos" and not first <= root.head.i <= last:
        found.append(root.head)
    if root.dep_ in ("oprd", "dobj", "attr") and root.head.lower_ in ("named", "called"):
        found.append(root.head.head)
    after = doc[last + 1 : last + 3]
    found += [token for token in after if token.dep_ in ("oprd", "appos") or token.head is root]
    if root.dep_ == "nsubj" and root.head.lemma_ in ("be", "become", "remain"):
        found += [child for child in root.head.children if child.dep_ == "attr"]
    found = [token for token in found if token.pos_ == "NOUN"]
    found += [token for token in (_noun_before(doc, first, last), _noun_after(doc, last)) if token]
    if root.dep_ in OBJECTS:
        # "by Moss, a spokesman said"
        found = [noun for noun in found if noun.i < first or not is_verb_at(doc, _last(noun) + 1)]
    return list(dict.fromkeys(found))


def _noun_before(doc: "Doc", first: int, last: int) -> "Token | None":
    """The noun right before a name: "the miner Corella", "the harbour engineer, Moss"."""
    if first == 0:
        return None
    before = doc[first - 1]
    if before.dep_ in ("compound", "amod", "nmod") and first <= before.head.i <= last:
        return before if before.pos_ in ("NOUN", "PROPN") else None
    if before.text == "," and first > 1 and doc[first : last + 1].root.dep_ != "appos":
        before = doc[first - 2]
        if before.dep_ == "pobj" or before.pos_ != "NOUN":
            return None
    return before if _acts(before) else None


def _acts(token: "Token") -> bool:
    known = noun(token.text)
    return known.person + known.group >= ACTING_SHARE


def _noun_after(doc: "Doc", last: int) -> "Token | None":
    """The noun of a phrase right after a name's comma: "Corella, a miner from Perth, ..."."""
    place = last + 2
    if doc[last + 1 : place].text != ",":
        return None
    if doc[place + 1 : place + 2].text == "," and doc[place].tag_ == "CD":
        place += 2
    for token in doc[place : place + LONGEST_LEAD]:
        if token.pos_ not in ("DET", "NOUN", "ADJ", "PROPN", "PRON", "NUM", "PART", "PUNCT"):
            return None
        after = doc[token.i + 1 : token.i + 2]
        ends = not len(after) or after[0].pos_ not in ("NOUN", "PROPN", "PART", "ADJ")
        if token.pos_ == "NOUN" and ends and after.text != "-":
            return token if _acts(token) else None
        if token.text in (".", ",", ";"):
            return None
    return None
