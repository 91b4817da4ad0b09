"""Mentions: where an article names a person, a group or a place."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from index.speakers.naming.capitals import (
    HONOURS,
    PARTICLES,
    SUFFIXES,
    capital_runs,
    headline_words,
    in_a_body,
)
from index.speakers.naming.first_names import Gender, is_first_name
from index.speakers.naming.nouns import is_position
from index.speakers.naming.office_words import gender_of, is_office, is_title
from index.speakers.naming.origins import is_native
from index.speakers.naming.roles import role_before

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

GROUP_WORDS = set(
    """department house senate center centre university college institute committee bank board
    bureau office council ministry association federation alliance coalition
    organization organisation chamber court party post times news journal tribune herald
    gazette guardian press magazine telegraph mail daily today network radio television
    tv media foundation fund group company corp corp. inc inc. co. llc ltd ltd. campaign
    administration government parliament congress agency commission service union league
    society project team army navy force forces church club school hospital trust street
    hall airport county city state states nations police kremlin pentagon initiative
    summit act convention conference caucus""".split()
)
COMPANY_WORDS = set(
    """inc corp co ltd llc plc ag sa nv spa gmbh corporation company group holdings industries
    enterprises motors energy electric electronics foods automotive pharmaceuticals technologies
    systems brands partners capital cruises airlines airways records entertainment pictures studios
    productions insurance health""".split()
)
"""Last words, without full stops, that are nearly always a company’s."""
SMALL_WORDS = ("of", "the", "and", "for", "&", "on", "in", "to", "against")
"""That stand within the names of bodies, and in no acronym."""
PARTY_WORDS = set(
    "republican republicans democrat democrats democratic independent libertarian "
    "conservative liberal".split()
)
NOT_PERSON_LABELS = {"ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"}
UNSURE_LABELS = {"ORG", "PRODUCT", "WORK_OF_ART", "FAC", "LOC"}
"""That the parser often gives to people with names that it does not know."""
OFFICE_HOLDERS = ("sheriff", "attorney", "prosecutor", "coroner", "examiner", "marshal")
OFFICES = ("office", "department")
SHORT_NAME = re.compile("[A-Z]{3,}")
SURNAME_TITLES = set(
    """king prince pope major dean marshal baron bishop cook page judge justice star head cardinal
    coach driver singer farmer priest duke case clerk general fellow miner model chef""".split()
)
"""Titles that are surnames as well."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, without its title: the words `first` to `last` of the parse, both included.

    `titled` is whether a title or a role stands before it, `gender` what that tells,
    and `person` whether it can be a person: True, False or, when nothing tells, None.
    """

    first: int
    last: int
    words: tuple[str, ...]
    titled: bool
    gender: Gender | None
    person: bool | None

    @property
    def surname(self) -> str:
        """The last word of the name that is no "Jr."."""
        return next((word for word in reversed(self.words) if not is_suffix(word)), self.words[-1])

    @property
    def full(self) -> bool:
        """Whether the name is more than a surname, even with a particle: "De Blasio"."""
        words = [word for word in self.words if not is_suffix(word)]
        particle = words[:1] and words[0].lower() in PARTICLES and not is_first_name(words[0])
        return len(words) > 1 + bool(particle)


def folded(word: str) -> str:
    """A word by which names are compared: "O’Neill" is "o'neill"."""
    return word.casefold().replace("’", "'")


def is_suffix(word: str) -> bool:
    """Whether a word after a name only tells father from son."""
    return word.strip(",").lower() in SUFFIXES


def mentions(doc: "Doc") -> list[Mention]:
    """The names of a parsed text, in order.

    Capitals, titles and first names decide what is a name; the labels of the parser only help, as
    they are often wrong. In a headline only names that stand in the rest of the text are found.
    """
    runs = list(capital_runs(doc))
    found = [_mention(doc, first, last) for first, last in runs]
    found = _with_bodies(doc, found, [*_spelled_out(doc, found), *_offices(doc, runs)])
    found = _without_openings(doc, found)
    surnames = {folded(mention.surname) for mention in found if mention.full and mention.person}
    kept = [
        mention
        for mention in found
        if _is_name(doc, mention, surnames) and not _is_described(doc, mention, surnames)
    ]
    kept = [_with_surname(doc, mention, after) for mention, after in zip_longest(kept, kept[1:])]
    known = {folded(word) for mention in kept if mention.person for word in mention.words}
    kept += [
        Mention(place, place, (doc[place].text,), False, None, None)
        for place in headline_words(doc)
        if doc[place].lower_ in known and doc[place].text[:1].isupper()
    ]
    return sorted(kept, key=lambda mention: mention.first)


def _without_openings(doc: "Doc", found: list[Mention]) -> list[Mention]:
    """The mentions without the verb that opens a sentence: "Watch Obama speak"."""
    opened = {mention for mention in found if _opens_with_a_verb(doc[mention.first])}
    people = [mention for mention in found if mention.full and mention.person]
    known = {words for who in people if who not in opened for words in (who.words, (who.surname,))}
    return [
        replace(mention, first=mention.first + 1, words=mention.words[1:])
        if mention in opened and mention.words[1:] in known
        else mention
        for mention in found
    ]


def _opens_with_a_verb(word: "Token") -> bool:
    return bool(word.is_sent_start) and word.tag_.startswith("VB") and not is_first_name(word.text)


def _with_bodies(
    doc: "Doc", found: list[Mention], bodies: Sequence[tuple[int, int]]
) -> list[Mention]:
    """The mentions, with whole names of bodies in the place of what stands within these."""
    whole = [
        Mention(first, last, tuple(doc[first : last + 1].text.split()), False, None, False)
        for first, last in bodies
    ]
    taken = {place for name in whole for place in range(name.first, name.last + 1)}
    rest = [name for name in found if taken.isdisjoint(range(name.first, name.last + 1))]
    return sorted([*rest, *whole], key=lambda name: name.first)


def _spelled_out(doc: "Doc", found: list[Mention]) -> list[tuple[int, int]]:
    """The first and last words of the names of which others are the acronyms.

    "MEND" tells that "Movement for the Emancipation of the Niger Delta" is one name.
    """
    words = {mention.words[0] for mention in found if len(mention.words) == 1}
    acronyms = {word for word in words if word.isupper() and word.isalpha() and len(word) > 2}
    return [place for acronym in acronyms for place in _initials_of(doc, acronym)]


def _offices(doc: "Doc", runs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The offices of those who hold them: "Teller County Sheriff's office"."""
    for first, last in runs:
        behind = [token.lower_ for token in doc[last + 1 : last + 3]]
        holder = last > first and doc[last].lower_ in OFFICE_HOLDERS
        if holder and len(behind) == 2 and behind[0] in ("'s", "’s") and behind[1] in OFFICES:
            yield first, last + 2


def _initials_of(doc: "Doc", acronym: str) -> Iterator[tuple[int, int]]:
    """The first and last of the words whose capitals spell an acronym, small words left out."""
    for token in doc:
        place, left = token.i, acronym
        while left and place < len(doc):
            word = doc[place].text
            if word[0] == left[0] and not word.isupper():
                left = left[1:]
            elif place == token.i or word not in SMALL_WORDS:
                break
            place += 1
        if not left:
            yield token.i, place - 1


def _with_surname(doc: "Doc", mention: Mention, after: Mention | None) -> Mention:
    """A first name with the surname told once for two: "Maeve" of "Maeve and Conall Brady"."""
    if after is None or len(mention.words) != 1 or len(after.words) != 2 or mention.person is False:
        return mention
    between = [token.lower_ for token in doc[mention.last + 1 : after.first]]
    if between not in (["and"], ["&"]) or not is_first_name(after.words[0]) or mention.titled:
        return mention
    if not is_first_name(mention.words[0]):
        return mention
    return replace(mention, words=(*mention.words, after.surname), person=True)


def _is_name(doc: "Doc", mention: Mention, surnames: set[str]) -> bool:
    """Whether a run of capitals is more than a title."""
    if not mention.words:
        return False
    if _has_article(doc, mention.first):
        return True
    first, last = mention.words[0], mention.words[-1]
    if is_office(last) and last.lower() not in SURNAME_TITLES:
        return folded(last) in surnames
    return len(mention.words) > 1 or not is_title(first) or folded(first) in surnames


def _has_article(doc: "Doc", first: int) -> bool:
    """Whether a name has an article of its own within a sentence: "according to The Economist"."""
    before = doc[max(0, first - 1) : first]
    return before.text == "The" and not before[0].is_sent_start and before.start > 0


def _is_described(doc: "Doc", mention: Mention, surnames: set[str]) -> bool:
    """Whether a capital is that of a description: "the Dane", "the Bishop of Durham"."""
    first = mention.first
    if folded(mention.surname) in surnames:
        return False
    if len(mention.words) > 1:
        return doc[first + 1].lower_ == "of" and is_position(doc[first].text)
    if _has_article(doc, first):
        return False
    if first == 0 or doc[first - 1].pos_ not in ("DET", "ADJ", "PRON", "PART"):
        return False
    return is_native(doc[first].text) or is_position(doc[first].text)


def _mention(doc: "Doc", first: int, last: int) -> Mention:
    """The name in a run of capitalised words, apart from the titles before it."""
    start = _after_titles(doc, first, last)
    while last > start and doc[last].text in ("-", "&"):
        last -= 1
    if doc[last + 1 : last + 2].text == "," and is_suffix(doc[last + 2 : last + 3].text):
        last += 2
    words = _without_honours(doc[start : last + 1].text.replace(",", "").split())
    gender, person = _judge(doc, start, last, words, start > first)
    return Mention(
        start,
        last,
        words,
        start > first or bool(person and role_before(doc, start)),
        gender,
        person,
    )


def _without_honours(words: list[str]) -> tuple[str, ...]:
    """A name without what tells no more than a rank: "Vera Holt KC"."""
    while len(words) > 2 and words[-1].lower() in HONOURS:
        words = words[:-1]
    return tuple(words)


def _after_titles(doc: "Doc", first: int, last: int) -> int:
    """Where the name in a run begins: after the last title that is no part of the name."""
    if _is_of_several(doc, first, last):
        return first
    final = last
    while final > first and is_suffix(doc[final].text):
        final -= 1
    start = first
    for place in range(first, final):
        if not (is_title(doc[place].text) or _is_trade(doc, first, place, final)):
            continue
        if _is_own(doc, first, place, final):
            continue
        ends = place + 1
        if doc[ends].lower_ == "of":
            ends += 2 + (doc[ends + 1].lower_ == "the")
        if doc[ends].text == ".":
            ends += 1
        if ends <= final:
            start = ends
    if start > first or final == first or doc[final].lower_ in GROUP_WORDS:
        return start
    party = doc[first].lower_ in PARTY_WORDS and is_first_name(doc[first + 1].text)
    person = doc[first + 1].ent_type_ == "PERSON"
    origin = doc[first].ent_type_ == "NORP" and person
    place = (
        doc[first].ent_type_ == "GPE"
        and person
        and final > first + 1
        and is_first_name(doc[first + 1].text)
    )
    return first + 1 if party or origin or place else first


def _is_of_several(doc: "Doc", first: int, last: int) -> bool:
    """Whether words are the name of a body, and more than names in a row: "Bank of Oslo"."""
    if not in_a_body(doc, first, last):
        return False
    inside = doc[first + 1 : last]
    small = any(not (word.text[:1].isupper() or word.lower_ in PARTICLES) for word in inside)
    return small or (last > first and doc[last].lower_ in GROUP_WORDS)


def _is_trade(doc: "Doc", first: int, place: int, final: int) -> bool:
    """Whether a name begins with a trade: "Alpinist Zdenka Horak"."""
    word = doc[place].text
    if place > first or is_first_name(word) or word.lower() in SURNAME_TITLES:
        return False
    return is_position(word) and (final > first + 1 or is_first_name(doc[first + 1].text))


def _is_own(doc: "Doc", first: int, place: int, final: int) -> bool:
    """Whether a word that can be a title is a part of the name: "Martin King", "Dean Smith"."""
    if doc[place].lower_ not in SURNAME_TITLES:
        return False
    if place > first:
        return is_first_name(doc[place - 1].text) and not is_title(doc[place - 1].text)
    return final == first + 1 and is_first_name(doc[place].text)


def _is_a_body(doc: "Doc", first: int, last: int, words: tuple[str, ...]) -> bool:
    """Whether a name is that of a body by its words, or by its capitals alone: "CNN"."""
    short = len(words) == 1 and SHORT_NAME.fullmatch(words[0]) is not None
    return (
        any(word.lower() in GROUP_WORDS for word in words)
        or (len(words) > 1 and folded(words[-1]).strip(".") in COMPANY_WORDS)
        or _is_of_several(doc, first, last)
        or (short and doc[first].ent_type_ == "ORG")
    )


def _judge(
    doc: "Doc", first: int, last: int, words: tuple[str, ...], titled: bool
) -> tuple[Gender | None, bool | None]:
    """The gender that a name or its title tells, and whether it names a person."""
    role = role_before(doc, first)
    told = gender_of(role.text) if role else None
    label = Counter(token.ent_type_ for token in doc[first : last + 1]).most_common(1)[0][0]
    if titled or (role is not None and label not in NOT_PERSON_LABELS):
        return told, True
    if _is_a_body(doc, first, last, words):
        return None, False
    the = first > 0 and doc[first - 1].lower_ == "the"
    if 1 < len(words) <= 5 and is_first_name(words[0]) and not the:
        return None, True
    if label in NOT_PERSON_LABELS:
        unsure = label in UNSURE_LABELS and not any(
            word.isupper() and len(word) > 2 for word in words
        )
        return None, (False if the or (len(words) > 1 and not unsure) else None)
    person = label == "PERSON" or (is_first_name(words[0]) and doc[last].dep_ == "nsubj")
    return None, (True if person and not the else None)
