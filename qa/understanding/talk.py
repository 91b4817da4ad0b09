"""Follow-up questions, made to stand alone by the turns before them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index import Span, Speaker
from index.speakers.naming.anaphors import PRONOUN_GENDERS
from index.speakers.naming.capitals import PARTICLES
from index.speakers.naming.first_names import first_name_gender
from qa.understanding.question import INTERROGATIVE, Question, parts, speaker_matching, understood

CORRECTION = r"(?:(?:no|sorry)\b[\s,]*)*I mean(?:t)?"
OPENING_WORDS = re.compile(
    rf"^\W*(?:(?:and|but|so|ok|okay|then|also|well|now|thanks|{CORRECTION})\b[\s,]*)+", re.I
)
INSTEAD = re.compile(r"^(?:(?:what|how) about )?(?P<new>[^?]+?)\W*$", re.I)
BARE_QUESTION = re.compile(rf"^{INTERROGATIVE}(?: (?:exactly|else|so|not|then))?\W*$", re.I)
QUESTION_VERB = re.compile(
    r"\b(?:am|is|are|was|were|do|does|did|has|have|had|will|would|can|could|shall|should|may|might"
    r"|must|give|list|name|quote|show|summari[sz]e|tell)\b",
    re.I,
)
NAME_LEAD = rf"(?:\b(?!(?i:{QUESTION_VERB.pattern}))(?:[A-Z][\w.’'-]*|{'|'.join(PARTICLES)}) )*"
"""The words of a name before the surname, and titles; no verb that opens a question."""
WHAT_ABOUT = re.compile(r"(?:what|how) about\b", re.I)
ADDITION_START = re.compile(
    rf"(?!\w+ {INTERROGATIVE}\b)"
    r"(?:after|as|at|before|by|during|for|from|in|on|since|to|until|with)\b|\d",
    re.I,
)
"""How words begin that can be added to a question."""
AUXILIARY_NEXT = re.compile(
    rf"\W*{INTERROGATIVE} (?:[ai]s|are|was|were|do|does|did|ha[ds]|have|will|would|can|could)\b",
    re.I,
)
DANGLING_WORD = re.compile(r"\b(?:it|its|that|this|these|those|there|then)\b", re.I)
"""Words that lean on what was said before, where nothing else tells what they mean."""
WHO_START = re.compile(r"\W*who\b", re.I)
INTERROGATIVE_START = re.compile(rf"^{INTERROGATIVE}\b(?! about\b)", re.I)
PERSON_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers|they|them|their)\b", re.I)
FULL_NAME = re.compile(r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)+")
PRONOUN_REACH_TURNS = 3
"""Turns that a pronoun can reach back over."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What an earlier question and its answer leave to lean on.

    `question` stands alone, `asked` is as it was typed; `answer` are the exact words of the first
    citation, and `speaker` is who said them; `cited` is where all citations stand, by article. What
    was not `answered` is not built upon. A question that does not stand alone is `about` another.
    """

    question: str
    answer: str | None = None
    speaker: str | None = None
    asked: str | None = None
    cited: tuple[tuple[str, Span], ...] = ()
    answered: bool = True
    about: str | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question as understood after the turns before it.

    `text` is to be searched and read: it stands alone, or else leans on what it is `about`, by the
    last turn. `leans` tells whether it needs those turns at all. `otherwise` is what may have been
    asked as well, where the text finds nothing.
    """

    text: str
    about: str | None = None
    leans: bool = False
    otherwise: str | None = None

    @property
    def shown(self) -> str:
        """What was understood, for readers."""
        return f"about: {self.about}, in: {self.text}" if self.about else self.text


def follow_up(question: str, turns: Sequence[Turn], speakers: Iterable[Speaker]) -> FollowUp:
    """The question with what it leaves to earlier turns put in, or told what it is about.

    `speakers` may be meant by pronouns, names and roles.

    >>> turns = [Turn("What did the spokesman ask?")]
    >>> speakers = [Speaker("Kira Rudik", "politician"), Speaker("Dmitry Peskov", "spokesman")]
    >>> follow_up("What about Rudik?", turns, speakers).text
    'What did Rudik ask?'
    >>> follow_up("And what is he worried about?", turns, speakers).text
    'What is Dmitry Peskov worried about?'
    >>> follow_up("Why?", turns, speakers).text
    'Why did the spokesman ask?'
    >>> follow_up("How many of those?", turns, speakers).shown
    'about: What did the spokesman ask, in: How many of those?'
    """
    known = list(dict.fromkeys(speakers))
    built = turns[-1:] if re.search(CORRECTION, question, re.I) else built_upon(turns)
    rest = OPENING_WORDS.sub("", question) or question
    new = _named_alone(rest)
    somebody = f"What did {new} say?" if new and speaker_matching(new, known) else None
    if not built:
        return FollowUp(somebody if somebody and WHAT_ABOUT.match(rest) else question)
    text = _in_full(rest, new, built, known)
    if text is None and not somebody:
        return FollowUp(_capital(rest), about=_subject(built[-1]), leans=True)
    leans = text != _capital(rest) or "else" in rest.split()
    return FollowUp(text or somebody or rest, leans=leans, otherwise=somebody)


def _subject(turn: Turn) -> str:
    return turn.about or turn.question.rstrip(" ?")


def built_upon(turns: Iterable[Turn]) -> list[Turn]:
    """The turns that were answered: a refused one may have been misunderstood."""
    return [turn for turn in turns if turn.answered]


def as_read(turns: Iterable[Turn]) -> tuple[str, ...]:
    """The turns as the reader takes them: each question as it was asked, and what answered."""
    return tuple(
        words for turn in turns for words in (turn.asked or turn.question, turn.answer or "")
    )


def article_of(turns: Sequence[Turn]) -> str | None:
    """The article that the last turn cited first."""
    cited = turns[-1].cited if turns else ()
    return cited[0][0] if cited else None


def questions_in(question: str, speakers: Sequence[Speaker]) -> tuple[Question, ...]:
    """The questions that one question asks, each understood as if asked after those before it.

    >>> asked = questions_in("Who called Rudik, and what did she say?", [Speaker("Kira Rudik")])
    >>> [part.text for part in asked]
    ['Who called Rudik?', 'What did Kira Rudik say?']
    """
    turns: list[Turn] = []
    for part in parts(question):
        turns.append(Turn(follow_up(part, turns, speakers).text))
    return tuple(understood(turn.question) for turn in turns)


def _named_alone(rest: str) -> str | None:
    """What a question names without asking anything, as in "And Vance?"."""
    if (
        BARE_QUESTION.match(rest)
        or INTERROGATIVE_START.match(rest)
        or QUESTION_VERB.search(rest)
        or PERSON_PRONOUN.search(rest)
    ):
        return None
    instead = INSTEAD.match(rest)
    return instead["new"] if instead else None


def _in_full(
    rest: str, new: str | None, turns: Sequence[Turn], speakers: Sequence[Speaker]
) -> str | None:
    """The question with what it leaves out put in; None where that cannot be told."""
    last = turns[-1].question
    if BARE_QUESTION.match(rest):
        return _asked_again(rest, last)
    if new:
        of_speaker = speaker_matching(new, speakers)
        return _with_speaker(last, new, speakers) if of_speaker else _with_addition(last, new)
    text = _capital(_with_person(rest, turns, speakers))
    person = PERSON_PRONOUN.search(rest)
    leans = person and not _means_its_own(person, speakers)
    dangles = leans or DANGLING_WORD.search(rest) or len(rest.split()) < 3
    return None if dangles and text == _capital(rest) else text


def _with_speaker(last: str, new: str, speakers: Sequence[Speaker]) -> str | None:
    """The last question, asked of another speaker; None where it is asked of nobody."""
    if named := understood(last).speaker_named:
        return last.replace(named, new, 1)
    if before := _named(last, _names(speakers)):
        surname = before[0].split()[-1]
        return _put(rf"{NAME_LEAD}\b{re.escape(surname)}\b", new, last)
    return None


def _with_addition(last: str, new: str) -> str | None:
    """The last question with a time or place added, or about another thing."""
    if ADDITION_START.match(new):
        return f"{last.rstrip(' ?')} {new}?"
    if re.search(r"\babout\b", last):
        return _put(r"\babout\b.*$", f"about {new}?", last)
    return None


def _asked_again(interrogative: str, last: str) -> str | None:
    """The last question with another interrogative; None where its grammar does not allow one."""
    if not (
        WHO_START.match(interrogative) if WHO_START.match(last) else AUXILIARY_NEXT.match(last)
    ):
        return None
    return _capital(_put(INTERROGATIVE_START, interrogative.strip(" ?.!"), last.lstrip()))


def _with_person(question: str, turns: Sequence[Turn], speakers: Sequence[Speaker]) -> str:
    """The question with a name in the place of its first pronoun, if that can be told."""
    match = PERSON_PRONOUN.search(question)
    if not match:
        return question
    word = match[0].lower()
    person = _antecedent(word, turns, speakers)
    if not person or person.split()[-1] in question or _means_its_own(match, speakers):
        return question
    possessive = word in ("his", "their") or (word == "her" and _before_noun(match))
    return question[: match.start()] + person + "’s" * possessive + question[match.end() :]


def _means_its_own(pronoun: re.Match[str], speakers: Iterable[Speaker]) -> bool:
    """Whether a question names, before a pronoun, somebody whom it can mean."""
    named = _named(pronoun.string[: pronoun.start()], _names(speakers))
    return any(_fits(name, pronoun[0].lower()) for name in named)


def _before_noun(match: re.Match[str]) -> bool:
    """Whether a noun follows, as far as its form tells: "her house", and not "her about" it."""
    following = re.match(r"\s+(\w+)", match.string[match.end() :])
    word = following[1].lower() if following else "to"
    adverb = len(word) > 5 and word.endswith(("lly", "tly", "ely", "sly"))
    return not adverb and word not in (
        "about and at by for from in is of on or say that to what when where why with".split()
    )


def _antecedent(pronoun: str, turns: Sequence[Turn], speakers: Sequence[Speaker]) -> str | None:
    """The person of the latest turn that a pronoun can stand for; None for a group or a tie."""
    people = _names(speakers)
    for turn in reversed(turns[-PRONOUN_REACH_TURNS:]):
        by_role = speaker_matching(understood(turn.question).speaker_named or "", speakers)
        asked = [*_named(turn.question, people), *([by_role.name] if by_role else [])]
        said = [turn.speaker] if turn.speaker else []
        answer = _named(turn.answer or "", people)
        candidates = (
            [*answer, *said, *asked] if WHO_START.match(turn.question) else [*asked, *said, *answer]
        )
        fitting = [name for name in candidates if _fits(name, pronoun)]
        if fitting:
            return fitting[0]
        if _names_others(turn, candidates):
            return None  # who says nothing in the article, and may be meant
    return None


def _names_others(turn: Turn, known: Iterable[str]) -> bool:
    """Whether a turn names anybody, or anything, but those who are known."""
    surnames = {name.split()[-1] for name in known}
    named = FULL_NAME.findall(f"{turn.question[1:]}. {turn.answer or ''}")
    return any(surnames.isdisjoint(name.split()) for name in named)


def _fits(name: str, pronoun: str) -> bool:
    """Whether a name can be meant: of that gender, or unknown and no group's."""
    words, gender = name.split(), PRONOUN_GENDERS.get(pronoun)
    if any(word.islower() and word not in PARTICLES for word in words):
        return not gender
    told = first_name_gender(words[0].split("-")[0])
    return told[0] == gender if told else bool(gender) == bool(FULL_NAME.fullmatch(name))


def _names(speakers: Iterable[Speaker]) -> list[str]:
    return list(dict.fromkeys(speaker.name for speaker in speakers))


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
