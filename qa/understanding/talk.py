"""Follow-up questions, made to stand alone by the turns before them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.speakers.naming.capitals import PARTICLES
from index.speakers.naming.first_names import first_name_gender
from index.speakers.parsing import parse
from qa.understanding.question import INTERROGATIVE, Question, parts, understood

OPENING = re.compile(r"^\W*(?:(?:and|but|so|ok|okay|then|also|well|now)\b[\s,]*)+", re.I)
INSTEAD = re.compile(r"^(?:(?:what|how) about )?(?P<new>[^?]+?)\W*$", re.I)
BARE = re.compile(rf"^{INTERROGATIVE}(?: (?:exactly|else|so|not|then))?\W*$", re.I)
VERB = re.compile(
    r"\b(?:am|is|are|was|were|do|does|did|has|have|had|will|would|can|could|shall|should|may|might"
    r"|must|give|list|name|quote|show|summari[sz]e|tell)\b",
    re.I,
)
TITLES = rf"(?:\b(?!(?i:{VERB.pattern}))(?:[A-Z][\w.’'-]*|{'|'.join(PARTICLES)}) )*"
"""The words of a name before the surname, and titles; no verb that opens a question."""
ASKS = re.compile(rf"^{INTERROGATIVE}\b(?! about\b)", re.I)
PERSON = re.compile(r"\b(?:he|she|him|her|his|hers|they|them|their)\b", re.I)
THING = re.compile(
    r"(?<!say )(?<!said )\b(?:it|that|this)\b"
    r"(?=\W*$| (?:last|be|happen|take|in|on|to|for|with|about)\b)"
    r"|(?:(?<=\bdid )|(?<=\bdoes )|(?<=\bwill )|(?<=\bhas )|(?<=\bhad ))it(?= \w)",
    re.I,
)
NO_THING = ("PERSON", "DATE", "TIME")
GENDERS = {"she": "female", "her": "female", "hers": "female", "he": "male", "him": "male"}
GENDERS["his"] = "male"
PRONOUN_REACH = 3
"""Turns that a pronoun can reach back over."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What an earlier question and its answer leave to lean on.

    `question` stands alone; `answer` are the exact words of the first citation, and `speaker` is
    who said them.
    """

    question: str
    answer: str | None = None
    speaker: str | None = None


def standalone(question: str, turns: Sequence[Turn], names: Iterable[str]) -> str:
    """The question with what it leaves to earlier turns put in.

    `names` are the full names of people that may be meant. What cannot be told is left as it is.

    >>> turns = [Turn("What did Rudik ask?")]
    >>> standalone("And what is she worried about?", turns, ["Kira Rudik", "JD Vance"])
    'What is Kira Rudik worried about?'
    >>> standalone("What about Vance?", turns, ["Kira Rudik", "JD Vance"])
    'What did Vance ask?'
    >>> standalone("Why?", turns, ["Kira Rudik"])
    'Why did Rudik ask?'
    """
    if not turns:
        return question
    people = list(dict.fromkeys(names))
    last = turns[-1].question
    rest = OPENING.sub("", question) or question
    if BARE.match(rest):
        return _capital(_put(rf"(?i)^\W*{INTERROGATIVE}\b", rest.strip(" ?.!"), last))
    whole = ASKS.match(rest) or VERB.search(rest) or PERSON.search(rest)
    if not whole and (instead := INSTEAD.match(rest)):
        return _replaced(last, instead["new"], people)
    return _capital(_with_topic(_with_people(rest, turns, people), last))


def questions_in(question: str, names: Sequence[str]) -> tuple[Question, ...]:
    """The questions that one question asks, each understood as if asked after those before it.

    >>> asked = questions_in("Who called Rudik, and what did she say?", ["Kira Rudik"])
    >>> [part.text for part in asked]
    ['Who called Rudik?', 'What did Kira Rudik say?']
    """
    turns: list[Turn] = []
    for part in parts(question):
        turns.append(Turn(standalone(part, turns, names)))
    return tuple(understood(turn.question) for turn in turns)


def _replaced(last: str, new: str, people: Sequence[str]) -> str:
    """The last question, about something else."""
    before = _named(last, people)
    if before and _named(new, people):
        surname = before[0].split()[-1]
        return _put(rf"{TITLES}\b{re.escape(surname)}\b", new, last)
    if re.search(r"\babout\b", last) and not re.match(r"(?:in|on|at|by|for|with)\b", new, re.I):
        return _put(r"\babout\b.*$", f"about {new}?", last)
    return f"{last.rstrip(' ?')} {new}?"


def _with_people(question: str, turns: Sequence[Turn], people: Sequence[str]) -> str:
    def replace(match: re.Match[str]) -> str:
        word = match[0].lower()
        person = _antecedent(word, turns, people)
        possessive = word in ("his", "their") or (word == "her" and _before_noun(match))
        if not person or person.split()[-1] in question:
            return match[0]
        return person + "’s" * possessive

    return PERSON.sub(replace, question)


def _before_noun(match: re.Match[str]) -> bool:
    following = re.match(r"\s+(\w+)", match.string[match.end() :])
    return bool(following) and following[1].lower() not in (  # type: ignore[index]
        "about and at by for from in is of on or say that to what when where why with".split()
    )


def _antecedent(pronoun: str, turns: Sequence[Turn], people: Sequence[str]) -> str | None:
    """The person of the latest turn that a pronoun can stand for; None for a group or a tie."""
    for turn in reversed(turns[-PRONOUN_REACH:]):
        asked = _named(turn.question, people)
        said = [turn.speaker] if turn.speaker else []
        answer = _named(turn.answer or "", people)
        who = re.match(r"\W*who\b", turn.question, re.I)
        candidates = [*answer, *said, *asked] if who else [*asked, *said, *answer]
        fitting = [name for name in candidates if _fits(name, pronoun)]
        if fitting:
            return fitting[0]
    return None


def _fits(name: str, pronoun: str) -> bool:
    first = re.split(r"[\s-]", name, maxsplit=1)[0]
    told = first_name_gender(first)
    return told is None or told[0] == GENDERS.get(pronoun)


def _with_topic(question: str, last: str) -> str:
    topic = _topic(last) if THING.search(question) else None
    return _put(THING, topic, question) if topic else question


def _topic(question: str) -> str | None:
    """The last single thing that a question names, by its grammar; None when there is none."""
    things = [
        chunk
        for chunk in parse(question).noun_chunks
        if chunk.root.tag_ in ("NN", "NNP") and chunk.root.ent_type_ not in NO_THING
    ]
    return re.sub(r"^an? ", "the ", things[-1].text) if things else None


def _named(text: str, people: Sequence[str]) -> list[str]:
    """The people whose name or surname stands in a text, in the order of the text."""
    places = {}
    for name in people:
        if match := re.search(rf"\b{re.escape(name.split()[-1])}\b", text):
            places[name] = match.start()
    return sorted(places, key=places.__getitem__)


def _put(pattern: str | re.Pattern[str], words: str, question: str) -> str:
    """The question with these very words, backslashes too, where the pattern first matches."""
    return re.sub(pattern, lambda _: words, question, count=1)


def _capital(question: str) -> str:
    return question[:1].upper() + question[1:]
