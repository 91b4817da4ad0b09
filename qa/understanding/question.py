"""What is asked: the article itself, a speaker, who spoke, or several things."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from index import Speaker
from index.errors import QuestionError
from index.speakers.naming.office_words import is_title

LONGEST_QUESTION = 1000
"""Characters in a question; a longer one is a text and no question."""

About = Literal["title", "byline", "date", "updated", "lead", "speakers"]

FUNCTION_WORDS = set(
    "a all an and are at be by can could did do does exactly for from give i in is it its me name "
    "of on please s tell that the this to us was were what when which who whom whose you".split()
)
ARTICLE_NOUNS = set("article articles story piece report text page".split())
ABOUT_WORDS: dict[About, set[str]] = {
    "title": set("title titled headline headlined".split()),
    "date": set("date day year published publication written posted dated".split()),
    "updated": set("date day year last updated modified changed edited revised".split()),
    "byline": set("author authors writer reporter journalist wrote written byline".split()),
    "speakers": set(
        "quoted quotes cited else interviewed many people persons speakers speaks spoke".split()
    ),
    "lead": set(
        "about central gist happened idea ideas important key main message most news point points "
        "subject sum summarise summarize summary tldr topic up".split()
    ),
}
ASKS_FOR_DATE = set("when date day year".split())
ASKS_FOR_SPEAKERS = set("quoted cited interviewed speakers speaks spoke".split())
ASKS_FOR_PERSON = set("who whom whose name author authors byline".split())

STATING_STEM = (
    r"(?:not|ask|add|announc|argu|claim|comment|complain|confirm|declar|describ|explain|express|"
    r"insist|mention|predict|promis|report|respond|stat|stress|suggest|believ|warn|wonder|call|"
    r"criticis|criticiz)"
)
SAYING_VERB = (
    r"(?-i:says?|said|saying|tells?|told|thinks?|thought|writes?|wrote|written|den(?:y|ies|ied)|"
    rf"repl(?:y|ies|ied)|(?!not\b){STATING_STEM}(?:e|s|es|d|ed|ing)?)"
)
SAYING_INFINITIVE = rf"(?-i:(?!\w+(?:s|ing)\b){SAYING_VERB}|express|stress)"
"""After "did" or "has", where "states" and "reports" are nouns."""
UTTERANCE = (
    r"(?:(?:view|opinion|reaction|response|reply|statement|stance|comment|concern|remark|word|"
    r"answer)s?|positions?(?= (?:on|about|regarding|towards?)\b))"
)
CAPITALISED_NAME = r"[A-Z][\w.-]*(?: [A-Z][\w.-]*)*"
WHOLE_NAME = rf"(?:[Tt]he )?{CAPITALISED_NAME}(?: (?:of|for|and) (?:the )?{CAPITALISED_NAME})*"
SPEAKER_WORDS = r"[^\s,?]+(?: [^\s,?]+){0,4}?"
SPEAKER_NAMED = (
    re.compile(
        rf"\b(?:did|does|do|ha[sd]|have)\s+(?P<who>{SPEAKER_WORDS})(?<!['’]s)\s+(?:(?:\w+ly|first|also)\s+)?"
        rf"(?P<how>{SAYING_INFINITIVE})\b",
        re.I,
    ),
    re.compile(rf"\b(?P<how>according to) (?P<who>{SPEAKER_WORDS})\s*(?:[,?]|$)", re.I),
    re.compile(
        rf"(?P<who>{WHOLE_NAME}|\bthe (?:\w+ ?){{1,3}})['’]s? (?:\w+ )?(?P<how>{UTTERANCE})\b"
    ),
    re.compile(rf"\b[Ww]hat (?:else )?(?P<who>{CAPITALISED_NAME}) (?P<how>{SAYING_VERB})\b"),
)
WHO_SPOKE = re.compile(
    rf"^\W*(?:and |but |so )?(?:who|which \w+)(?: else| also)?(?: \w+ly)? {SAYING_VERB}\b"
    rf"|\bwho (?:is|was) quoted\b|\bwhose {UTTERANCE}\b",
    re.I,
)
DENYING_WORD = re.compile(
    r"\b(?:den(?:y|ies|ied)|(?:contest|declin|dismiss|disput|rebut|refus|refut|reject)\w*|not|never)\b"
    r"|n['’]t\b",
    re.I,
)
"""In a question for a speaker: one who denied it, or did not say it, is asked for."""
ASKS_FOR_ANYTHING = re.compile(r"^\W*(?:did|do|does|ha[sd]|have)\b.*\b(?:any|some)thing\b", re.I)
WHO_CLAIMED = re.compile(
    rf"^\W*(?:and |but |so )?(?:who|which \w+)(?: else| also)?(?: \w+ly)? {SAYING_VERB}\b"
    r"(?:\s+(?:that|whether|if|of|about))?\s*",
    re.I,
)
ASKS_WHAT = re.compile(
    r"\b[Ww]hat (?:else |exactly )?"
    rf"(?:d(?:id|oes|o)|is|are|was|were|ha[sd]|have|{CAPITALISED_NAME})\b"
)
INTERROGATIVE = r"(?:who|whom|whose|what|which|when|where|why|how)"
BETWEEN_PARTS = re.compile(
    rf"\s*[,;?]?\s+(?i:and)\s+(?=(?:(?:at|in|on) )?{INTERROGATIVE}\b)|\?\s+(?=\w)"
)
ASKING_START = re.compile(
    rf"\W*(?:\w+ ){{0,2}}?{INTERROGATIVE}\b|\W*(?:am|is|are|was|were|d(?:o|oes|id)|ha(?:ve|s|d)|"
    r"will|would|can|could|shall|should|may|might|must)\b",
    re.I,
)
BARE_PART = re.compile(
    r"(?:(?:at|in|on) )?(?:whom?|when|where|why|how|(?:what|which) (?!else)\w+)", re.I
)
WHO_WILL = re.compile(r"^(\W*who(?: \w+)? (?:will|would|can|could|should|may|might|must))\b", re.I)
QUOTATIONS_OF = re.compile(
    r"\W*(?:(?:list|show|give|me|all|the|find)\s+)*(?:quot(?:e|ation)|statement)s? (?:by|from|of) "
    r"(?P<who>.+?)\W*",
    re.I,
)
TOPICLESS_WORDS = set(
    "say said saying quote quotes quotation quotations statement statements by s "
    "everything anything else list show find has have had been".split()
)
NAMELESS_WORDS = set("the a an mr mrs ms dr".split())
PRONOUN_WORDS = set(
    "he she they it i we you anyone anybody someone somebody everyone people".split()
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what it asks about.

    `about` is a part of the article itself; `who_spoke` that a speaker is asked for;
    `speaker_named` the words that name the speaker whose statements are asked for; `asks_for_all`
    is for a question that names no topic: all that the speaker says answers it.
    """

    text: str
    about: About | None
    who_spoke: bool
    speaker_named: str | None
    asks_for_all: bool = False

    @property
    def asks_denial(self) -> bool:
        """Whether it asks for somebody who denies something, or who does not say it."""
        return bool(DENYING_WORD.search(self.text))

    @property
    def claim(self) -> str | None:
        """What somebody is asked to have said, where a question asks who said it.

        >>> understood("Who said that the wall was safe?").claim
        'the wall was safe?'
        """
        rest = WHO_CLAIMED.sub("", self.text) if self.who_spoke else ""
        return rest if rest != self.text and len(rest.split()) > 2 else None

    @property
    def asks_whether_said(self) -> bool:
        """Whether it asks if somebody says anything of a matter, which others cannot answer."""
        return bool(self.speaker_named and ASKS_FOR_ANYTHING.search(self.text))

    @property
    def asks_for_others(self) -> bool:
        """Whether what was told already is no answer."""
        return bool(re.search(r"\belse\b", self.text, re.I))

    @property
    def asks_what(self) -> bool:
        """Whether what is asked for can be somebody's words: no person, time, place or figure."""
        return bool(ASKS_WHAT.search(self.text)) and not re.search("according to", self.text, re.I)


def checked_question(question: object) -> str:
    """The question without the white space around it.

    Raises QuestionError when it is no text, is empty or is too long.
    """
    if not isinstance(question, str):
        raise QuestionError(f"A question must be text, not {type(question).__name__}.")
    if not question.strip():
        raise QuestionError("The question is empty: ask something in words.")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(
            f"The question has {len(question):,} characters: ask in {LONGEST_QUESTION:,} or fewer."
        )
    return question.strip()


def understood(text: str) -> Question:
    """What one question asks about.

    >>> understood("What did the Kremlin spokesman say about the call?").speaker_named
    'the Kremlin spokesman'
    >>> understood("Who confirmed the length of the call?").who_spoke
    True
    >>> understood("When was this article published?").about
    'date'
    """
    about = _about(text)
    named, how = None, ""
    if match := QUOTATIONS_OF.fullmatch(text):
        named, how = match["who"], "quote"
    elif not about and not re.match(r"\W*whom?\b", text, re.I):
        matches = (pattern.search(text) for pattern in SPEAKER_NAMED)
        if match := next(filter(None, matches), None):
            named, how = match["who"].strip(), match["how"]
        if named and _significant(named) <= ARTICLE_NOUNS | PRONOUN_WORDS:
            named = None
    return Question(
        text,
        about,
        bool(WHO_SPOKE.search(text)),
        named,
        _names_no_topic(text, named, how),
    )


def parts(question: str) -> list[str]:
    """The questions that one question asks, each to be read alone.

    A bare interrogative takes the rest of the other part, and "they" for its "who". What goes on
    with a list, or leans on a yes, is not divided.

    >>> parts("Who will meet Zelensky, and where?")
    ['Who will meet Zelensky?', 'Where will they meet Zelensky?']
    >>> parts("When and where was it signed?")
    ['When was it signed?', 'where was it signed?']
    >>> parts("It was signed by Norway and who else?")
    ['It was signed by Norway and who else?']
    """
    found = [piece for part in BETWEEN_PARTS.split(question) if (piece := part.strip(" ,;?"))]
    whole = [piece for piece in found if not BARE_PART.fullmatch(piece)]
    if len(found) < 2 or not whole or not all(map(ASKING_START.match, found)):
        return [question]
    if any(re.fullmatch(rf"(?:\W*{INTERROGATIVE}\b)+(?: else)?", piece, re.I) for piece in whole):
        return [question]
    rest = re.sub(rf"^\W*{INTERROGATIVE}\b", "", WHO_WILL.sub(r"\1 they", whole[0]), flags=re.I)
    if rest == whole[0]:
        rest = f" {rest[0].lower()}{rest[1:]}"
    return [f"{piece if piece in whole else piece.capitalize() + rest}?" for piece in found]


def speaker_matching(named: str, speakers: Iterable[Speaker]) -> Speaker | None:
    """The speaker that the words name, by name or by role; None when none or several fit.

    A title that the article does not give them is no hindrance, and initials name a body.

    >>> peskov = Speaker("Dmitry Peskov", "Kremlin spokesman")
    >>> speaker_matching("the Kremlin spokesman", [peskov]) == peskov
    True
    >>> speaker_matching("Putin's press secretary Dmitry Peskov", [peskov]) == peskov
    True
    """
    distinct = list(dict.fromkeys(speakers))
    wanted, untitled = _significant(named), _significant(_untitled(named))
    for words, describe in (
        (wanted, lambda speaker: speaker.name),
        (wanted, lambda speaker: f"{speaker.role or ''} {speaker.name}"),
        (wanted, lambda speaker: "".join(re.findall(r"\b[A-Z]", speaker.name))),
        (untitled, lambda speaker: speaker.name),
    ):
        fitting = [
            speaker for speaker in distinct if words and words <= _significant(describe(speaker))
        ]
        exact = [speaker for speaker in fitting if words == _significant(speaker.name)]
        if len(exact or fitting) == 1:
            return (exact or fitting)[0]
    return None


def is_name(words: str) -> bool:
    """Whether words are a name, by their capitals.

    >>> is_name("the Bank of England"), is_name("most people")
    (True, False)
    """
    return bool(re.fullmatch(WHOLE_NAME, words))


def _names_no_topic(text: str, named: str | None, how: str) -> bool:
    """Whether a question says no more than who speaks, and that something is said."""
    rest = _significant(text) - _significant(f"{named} {how}") - FUNCTION_WORDS
    return bool(named) and rest <= TOPICLESS_WORDS


def _untitled(named: str) -> str:
    """What follows the last title or office: the name itself."""
    words = named.split()
    after = (place for place in range(len(words), 0, -1) if is_title(words[place - 1]))
    return " ".join(words[next(after, 0) :])


def _about(text: str) -> About | None:
    """The part of the article that all words of the question are about, if they are."""
    asked = set(re.findall(r"\w+", text.casefold()))
    significant = asked - FUNCTION_WORDS - ARTICLE_NOUNS
    if not significant or asked & {"where", "why"} or ("how" in asked and "many" not in asked):
        return None
    wanted = {
        "date": ASKS_FOR_DATE,
        "updated": ASKS_FOR_DATE,
        "byline": ASKS_FOR_PERSON,
        "speakers": ASKS_FOR_SPEAKERS,
    }
    fitting = (
        about
        for about, cues in ABOUT_WORDS.items()
        if significant <= cues and asked & wanted.get(about, asked)
    )
    return next(fitting, None)


def _significant(words: str) -> set[str]:
    plain = re.sub(r"['’]s\b", "", words.casefold())
    return set(re.findall(r"\w+", plain)) - NAMELESS_WORDS
