"""This file is about phrases: which of the names in a source are those who speak."""

from typing import TYPE_CHECKING

from index.speakers.naming.office_words import is_title
from index.speakers.naming.people import Named
from index.speakers.naming.roles import role_before

if TYPE_CHECKING:
    from spacy.tokens import Span as Words

At = dict[int, Named]


def named_in(words: "Words", at: At) -> list[Named]:
    """Those whom a phrase names: its head, those joined to it, or the one in apposition.

    `at` tells who is named at a word of the parse. None are returned where the phrase is more than
    names: "the Trump campaign", "Obama and his aides".
    """
    listed = _listed(words, at)
    if listed:
        return listed
    root = words.root
    one = at.get(root.i)
    joined = any(child.dep_ == "conj" and child in words for child in root.children)
    if joined or _goes_on(root.i + 1, words, at):
        return []
    if one is not None and one.person:
        return [one]
    beside = [child for child in root.children if child.dep_ == "appos" and child in words]
    people = [at[child.i] for child in beside if child.i in at and at[child.i].person]
    if people and root.tag_ in ("NN", "NNP"):
        return people[:1]
    edge = _at_an_edge(words, at)
    return [one] if one is not None and not edge and _is_all(one, words, at) else edge


def _listed(words: "Words", at: At) -> list[Named]:
    """People in a row, with nothing but roles, brackets, commas and "and" between them."""
    bracketed = _in_brackets(words)
    places = [token.i for token in words if token.i in at and token.i not in bracketed]
    people = list(dict.fromkeys(at[place] for place in places))
    if len(people) < 2 or not all(one.person for one in people):
        return []
    plain = {*places, *bracketed}
    for place in places:
        plain.update(token.i for token in role_before(words.doc, place) or ())
    between = words.doc[places[0] : places[-1] + 1]
    if any(token.i not in plain and token.lower_ not in (",", "and", "&") for token in between):
        return []
    joined = any(token.lower_ in ("and", "&") for token in between)
    rest = words.doc[places[-1] + 1 : words.end].text
    return people if joined and (not rest or rest[0] in ",(") else []


def _in_brackets(words: "Words") -> set[int]:
    found: set[int] = set()
    depth = 0
    for token in words:
        depth += token.text == "("
        if depth:
            found.add(token.i)
        depth -= token.text == ")"
    return found


def _goes_on(place: int, words: "Words", at: At) -> bool:
    """Whether a phrase names one more person, joined by "and", from a word on."""
    for token in words.doc[place : words.end]:
        if token.lower_ == "and":
            role = [later for later in words.doc[token.i + 1 : words.end] if later.i in at]
            return bool(role) and bool(at[role[0].i].person) and role[0].dep_ != "poss"
    return False


def _at_an_edge(words: "Words", at: At) -> list[Named]:
    """The person named first, up to a comma, or last, after a position."""
    comma = next((token.i for token in words if token.text in (",", "(", "—")), words.end)
    for end in (comma, words.end):
        last = at.get(end - 1)
        if last is None or not last.person or words.doc[end - 1].dep_ == "poss":
            continue
        start = end - 1
        while start > words.start and at.get(start - 1) is last:
            start -= 1
        lead = words.doc[words.start : start]
        if not lead or is_title(lead[-1].text) or all(token.pos_ == "DET" for token in lead):
            return [last]
    return []


def _is_all(one: Named, words: "Words", at: At) -> bool:
    """Whether a phrase names a group or place and says nothing else before it."""
    first = min(token.i for token in words if at.get(token.i) is one)
    lead = words.doc[words.start : first]
    return all(token.pos_ in ("DET", "PUNCT", "PART") for token in lead)
