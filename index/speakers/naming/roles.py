"""Roles: what the words before, after or in apposition to a name say that a person is."""

import re
from typing import TYPE_CHECKING

from index.speakers.naming.nouns import is_position
from index.speakers.naming.office_words import (
    COURTESY_TITLES,
    is_kin,
    is_office,
    is_relative,
    is_title,
    is_weak,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Phrase

LONGEST_ROLE = 12  # words
AFTER_NAME = re.compile(
    r"\s*(?:\([^)]{1,12}\))?\s*(?:,\s*(?:\d{1,3}|[IVX]{1,4}|[JS]r\.?))?,\s+(?:who (?:is|was)\s+)?"
    r"(?:also |now |who (?:serves?|served|works?|worked) as )?"
)
IS_A = re.compile(r"\s+(?:is|was|became|serves as|served as)\s+")
TIME_WORDS = set(
    "former ex then acting late current incoming outgoing deputy vice longtime".split()
)
OBJECTS = ("pobj", "dobj", "dative")
MODIFIERS = ("compound", "amod", "nmod", "poss", "npadvmod", "punct", "case", "nummod")


def role_before(doc: "Doc", first: int) -> "Phrase | None":
    """The position named right before the first word of a name: "Kremlin spokesman" of Peskov."""
    office = first - 1
    if office >= 1 and doc[office].text == "." and is_title(doc[office - 1].text):
        office -= 1
    if office >= 2 and doc[office].text == "," and doc[first].dep_ != "conj":
        return _appositive(doc, first)
    if office >= 2 and doc[office].lower_ == "state" and doc[office - 1].lower_ == "of":
        office -= 2
        end = first - 1
    else:
        end = first - 1 if doc[first - 1].text == "." else office
    if office < 0 or not (is_title(doc[office].text) or is_position(doc[office].text)):
        return None
    start = office
    if doc[office].lower_ in COURTESY_TITLES:
        return doc[office : office + 1]
    while start > 0 and first - start < LONGEST_ROLE and _continues(doc, start - 1, doc[start]):
        start -= 1
    while start < office and (
        doc[start].is_punct or doc[start].tag_ in ("POS", "PRP$", "IN", "CC")
    ):
        start += 1
    return doc[start : end + 1]


def role_after(doc: "Doc", last: int) -> "Phrase | None":
    """The position told after the last word of a name: "Peskov, the Kremlin spokesman, ...".

    The subject after a place or an addressee is no such position: "In Chelsea, the mayor said".
    """
    after = doc[last + 1 : last + 16]
    text = doc[last].whitespace_ + after.text
    match = AFTER_NAME.match(text) or IS_A.match(text)
    if match is None:
        return None
    start = doc[last].idx + len(doc[last]) + match.end()
    role = next((_noun_phrase(doc, token.i) for token in after if token.idx >= start), None)
    subject = role and (role.root.dep_ in ("nsubj", "nsubjpass") or is_verb_at(doc, role.end))
    return None if subject and doc[last].dep_ in OBJECTS else role


def is_verb_at(doc: "Doc", place: int) -> bool:
    """Whether a finite verb stands at a place, so that a phrase before it is its subject."""
    return any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in doc[place : place + 1])


def best_role(roles: list[str]) -> str | None:
    """The role to show of all that an article gives: the first strong one in its longest form.

    >>> best_role(["rival", "Sen.", "Former Vermont Sen."])
    'former Vermont Sen.'
    """
    roles = [role for role in roles if " " in role or not is_relative(role)]
    if not roles:
        return None
    strong = [role for role in roles if not is_weak(_noun_of(role))]
    long = [role for role in (*strong, *roles) if " " in role and not is_relative(_noun_of(role))]
    first = (long or strong or roles)[0]
    longest = max(
        (role for role in roles if role.casefold().endswith(first.casefold())),
        key=lambda role: len(role) * (len(role.split()) <= LONGEST_ROLE // 2),
    )
    start = longest.split()[0].lower()
    return start + longest[len(start) :] if start in ("former", "then", "late") else longest


def is_plural(role: str) -> bool:
    """Whether a role is that of several people."""
    noun = _noun_of(role).lower()
    return noun.endswith("s") and not noun.endswith("ss") and is_office(noun)


def _noun_of(role: str) -> str:
    return re.split(r" (?:of|for|at|in|with|to) ", role)[0].split()[-1]


def _appositive(doc: "Doc", first: int) -> "Phrase | None":
    """The position before a comma: "Carter's press secretary, Peter Cook"."""
    name = doc[first]
    while name.dep_ == "compound" and name.head.i > name.i:
        name = name.head
    head = name.head
    if name.dep_ != "appos" or not _is_role(head.text) or head.i != first - 2:
        return None
    return _noun_phrase(doc, head.left_edge.i)


def _noun_phrase(doc: "Doc", start: int) -> "Phrase | None":
    """The phrase that begins at a word, without its article, if its head is a position."""
    stop = start
    while stop < min(start + LONGEST_ROLE, len(doc)) and (
        doc[stop].text in ("-", "'", "’") or not (doc[stop].is_punct or doc[stop].is_space)
    ):
        stop += 1
    nouns = (token for token in doc[start:stop] if token.pos_ in ("NOUN", "PROPN"))
    head = next((noun for noun in nouns if _is_role(noun.text) and _heads(noun, stop)), None)
    if head is None or any(t.pos_ in ("ADP", "SCONJ", "VERB", "AUX") for t in doc[start : head.i]):
        return None
    end = head.i
    for child in head.rights:
        if child.dep_ != "prep" or child.lower_ not in ("of", "for", "at", "in", "with", "to"):
            break
        if child.right_edge.i < stop:
            end = child.right_edge.i
    while start < head.i and (doc[start].pos_ in ("DET", "ADV") or doc[start].tag_ == "PRP$"):
        start += 1
    if start == end and is_kin(head.text):
        return None
    return doc[start : end + 1]


def _is_role(word: str) -> bool:
    return is_office(word) or is_position(word)


def _heads(token: "Token", stop: int) -> bool:
    """Whether a noun ends its run of nouns, so that the words before it only describe it."""
    after = token.doc[token.i + 1 : token.i + 2]
    if token.i + 1 >= stop or not len(after):
        return True
    return after[0].pos_ not in ("NOUN", "PROPN", "PART") and after.text not in ("-", "'s", "’s")


def _continues(doc: "Doc", place: int, after: "Token") -> bool:
    """Whether a role that begins at the word `after` begins one word earlier, at `place`."""
    token = doc[place]
    if token.is_space or token.tag_ == "PRP$":
        return False
    if token.text in ("'s", "’s", "-", "–", "&", "/"):
        return place > 0 and (token.pos_ == "PART" or not doc[place - 1].whitespace_)
    if token.lower_ == "of":
        return place > 0 and is_office(doc[place - 1].text)
    noun = token.pos_ in ("NOUN", "ADJ", "NUM", "PROPN")
    if token.lower_ in TIME_WORDS or (noun and token.text[:1].isupper()):
        return True
    lower = after.text[:1].islower() or after.is_punct or after.pos_ == "PART"
    return lower and noun and token.dep_ in MODIFIERS
