"""Descriptions that stand for people named elsewhere: "the president", "both leaders"."""

import re
from typing import TYPE_CHECKING

from index.speakers.naming.office_words import spelled_out
from index.speakers.naming.people import Entity
from index.speakers.naming.references import References

if TYPE_CHECKING:
    from spacy.tokens import Span as Phrase

BOTH = re.compile(r"(?i)(?:both|(?:the |these )?two)(?: (\w+?)s?)?")
LEADERS = set("president minister chancellor premier king queen emperor leader chairman".split())
# what ends a description: a comma, a bracket or dash, or a clause that only tells more
ADDITION = re.compile(r"\s*[,(—–]|\s+(?:who|which|that|whose)\b")


def two_in(phrase: "Phrase", references: References) -> list[Entity] | None:
    """The two people whom "both leaders" means, where it can only be these two.

    None where the phrase speaks of no two; an empty list where it is unsure who they are.
    """
    match = BOTH.fullmatch(phrase.text)
    if match is None:
        return None
    noun = match.group(1)
    heads = LEADERS if noun == "leader" else {spelled_out(noun or "")}
    for back in (0, 1) if noun is None else (0, 1, len(phrase.doc)):
        near = [reference.entity for reference in references.before(phrase.start, back)]
        people = list(dict.fromkeys(entity for entity in near if entity.person))
        if noun is not None:
            people = [person for person in people if _holds(person, heads)]
        if len(people) == 2:
            return people
    return []


def description_of(phrase: "Phrase", references: References) -> str:
    """The words of a phrase that describe a speaker without a name.

    Without the small words before them ("as well as", "even") and what is added behind them; "his
    lawyer" is the lawyer of the person meant.
    """
    phrase = _without_lead(phrase)
    joined = any(child.dep_ == "conj" for child in phrase.root.children)
    past = phrase.root.idx + len(phrase.root) - phrase.start_char
    added = None if joined else ADDITION.search(phrase.text, past)
    text = phrase.text[: added.start()] if added else phrase.text
    text = " ".join(text.split()).strip('"“”.')
    if phrase[0].lower_ in ("his", "her") and phrase.start in references.at and len(phrase) > 1:
        text = f"{references.at[phrase.start].name}’s{text[3:]}"
    return lowered(text) if phrase[0].pos_ == "DET" else text


def lowered(text: str) -> str:
    """A phrase whose first article is in lower case."""
    return text[0].lower() + text[1:] if text[:2] in ("Th", "A ", "An") else text


def _without_lead(phrase: "Phrase") -> "Phrase":
    start = phrase.start
    while start < phrase.root.i and (
        phrase.doc[start].pos_ in ("ADV", "CCONJ", "ADP", "PUNCT")
        and phrase.doc[start].tag_ != "CD"
    ):
        start += 1
    return phrase.doc[start : phrase.end]


def _holds(person: Entity, heads: set[str]) -> bool:
    """Whether a role of a person is what a noun says: "U.S. President" and "president"."""
    nouns = (re.split(" (?:of|for|at|in) ", role)[0].split()[-1] for role in person.roles)
    return any(spelled_out(noun) in heads for noun in nouns)
