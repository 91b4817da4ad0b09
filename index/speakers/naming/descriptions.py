"""This file is about positions: whom "the president" or "both leaders" means."""

import re
from typing import TYPE_CHECKING

from index.speakers.naming.office_words import is_office, spelled_out
from index.speakers.naming.people import Named
from index.speakers.naming.references import References

if TYPE_CHECKING:
    from spacy.tokens import Span as Words

BOTH = re.compile(r"(?i)(?:both|(?:the |these )?two)(?: (\w+?)s?)?")
LEADERS = set("president minister chancellor premier king queen emperor leader chairman".split())
PARTIES = [{"republican", "gop"}, {"democrat", "democratic"}, {"libertarian"}, {"green"}]


def two_in(words: "Words", references: References) -> list[Named] | None:
    """The two people whom "both leaders" means, where it can only be these two.

    None where the words speak of no two; an empty list where it is unsure who they are. Of more
    than two in one sentence it is the one whom the sentence is about and the one named last.
    """
    match = BOTH.fullmatch(words.text)
    if match is None:
        return None
    noun = match.group(1)
    heads = LEADERS if noun == "leader" else {spelled_out(noun or "")}
    for back in (0, 1, len(words.doc)):
        if noun is None and back > 1:
            break
        near = references.before(words.start, back)
        people = list(dict.fromkeys(one.named for one in near if one.named.person))
        if noun is not None:
            people = [one for one in people if any(_holds(role, heads) for role in one.roles)]
        if len(people) > 2 and not back and _is_about(words, people[0], references):
            return [people[0], people[-1]]
        if len(people) == 2:
            return people
    return []


def holder_of(words: "Words", references: References) -> Named | None:
    """The person known to hold a position: "the president", "the GOP candidate".

    Of several who hold it the one named last to whom every word applies; else the only one whose
    party does not speak against it.
    """
    head = words.root
    if words[0].lower_ not in ("the", "this") or head.tag_ not in ("NN", "NNP"):
        return None
    if not is_office(head.text) or head.i != words.end - 1:
        return None
    described = {spelled_out(token.text) for token in words[1:]}
    before = references.before(words.start, len(words.doc))
    people = [
        one
        for one in dict.fromkeys(reference.named for reference in reversed(before))
        if one.person and any(_holds(role, {spelled_out(head.text)}) for role in one.roles)
    ]
    exact = [one for one in people if any(described <= _words(role) for role in one.roles)]
    if exact:
        return exact[0]
    if any(token.pos_ == "PROPN" for token in words[1 : len(words) - 1]):
        return None  # "the U.S. president" is not just any president
    fit = [one for one in people if not any(_clash(role, described) for role in one.roles)]
    return fit[0] if len(fit) == 1 else None


def _is_about(words: "Words", one: Named, references: References) -> bool:
    """Whether the sentence of some words has a person for its first subject, or its owner."""
    named = (token for token in words[0].sent if references.at.get(token.i) is one)
    first = next(named, words[0])
    return first.dep_ == "nsubj" or (first.dep_ == "poss" and first.head.dep_[:5] == "nsubj")


def _words(role: str) -> set[str]:
    return {spelled_out(word) for word in role.split()}


def _holds(role: str, heads: set[str]) -> bool:
    """Whether a role is what one of several nouns says: "U.S. President" and "president"."""
    return spelled_out(re.split(" (?:of|for|at|in) ", role)[0].split()[-1]) in heads


def _clash(role: str, described: set[str]) -> bool:
    """Whether a role and a description name different parties."""
    words = _words(role)
    mine = [number for number, party in enumerate(PARTIES) if words & party]
    other = [number for number, party in enumerate(PARTIES) if described & party]
    return bool(mine and other and mine != other)
