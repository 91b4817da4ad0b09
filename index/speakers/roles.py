"""This file is about what people are: titles and offices before, after and instead of a name."""

import re
from typing import TYPE_CHECKING

from index.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HONORIFICS = {
    **dict.fromkeys("mr mr. sir lord king prince pope father fr. brother".split(), "male"),
    **dict.fromkeys("mrs mrs. ms ms. miss lady queen princess dame madam sister".split(), "female"),
}
ABBREVIATED = set(
    """sen. sens. rep. reps. gov. govs. gen. lt. col. sgt. capt. cmdr. adm. maj. dr. prof. rev. hon.
    pres. sec. det. cpl. atty. msgr. amb. supt. dr sen rep gov prof rev gen""".split()
)
OFFICES = set(
    """president vice-president vice premier chancellor minister secretary undersecretary senator
    congressman congresswoman congressperson representative governor mayor councilman councilwoman
    councillor councilor delegate assemblyman assemblywoman alderman commissioner ambassador envoy
    diplomat consul spokesman spokeswoman spokesperson mp mep lawmaker legislator parliamentarian
    politician leader chief head chair chairman chairwoman chairperson cochair co-chair ceo cfo coo
    cto boss executive director manager officer official aide adviser advisor strategist operative
    consultant pollster donor fundraiser organizer activist campaigner advocate lobbyist surrogate
    supporter nominee candidate front-runner frontrunner hopeful contender rival runner-up incumbent
    delegate elector voter resident attorney lawyer counsel solicitor barrister prosecutor judge
    justice magistrate sheriff deputy detective policeman policewoman inspector agent investigator
    general colonel captain commander admiral major sergeant lieutenant corporal private soldier
    veteran marshal brigadier professor lecturer scholar scientist researcher economist historian
    sociologist psychologist psychiatrist physicist biologist chemist engineer analyst expert
    specialist critic commentator columnist correspondent reporter journalist editor author writer
    novelist poet blogger broadcaster anchor anchorman anchorwoman host moderator pundit presenter
    producer publisher photographer founder co-founder cofounder owner investor entrepreneur
    businessman businesswoman billionaire millionaire mogul tycoon banker trader broker financier
    accountant actor actress comedian singer rapper musician artist director filmmaker designer
    model dancer athlete coach player quarterback boxer golfer trainer teacher principal dean provost
    superintendent student pupil graduate doctor physician surgeon nurse pharmacist therapist
    clinician epidemiologist virologist pastor reverend bishop archbishop cardinal priest rabbi imam
    preacher evangelist pope king queen prince princess duke duchess baron emperor emir sultan sheikh
    ayatollah premier dictator speaker whip treasurer comptroller auditor controller clerk registrar
    coordinator administrator member fellow associate partner president-elect ombudsman negotiator
    mediator translator interpreter secretary-general inspector farmer worker driver pilot astronaut
    miner fisherman owner manager waiter waitress bartender chef cook shopkeeper retiree widow
    widower wife husband son daughter mother father brother sister grandson granddaughter friend
    colleague neighbor neighbour cousin uncle aunt nephew niece protester demonstrator witness victim
    survivor defendant plaintiff suspect hacker whistleblower celebrity star legend guru
    ex-president ex-wife ex-husband contributor vice-chairman stylist planner specialist
    democrat republican conservative liberal libertarian socialist independent""".split()
)
FEMALE = set(
    """spokeswoman congresswoman chairwoman councilwoman assemblywoman businesswoman actress
    policewoman anchorwoman waitress wife daughter mother sister granddaughter aunt niece queen
    princess duchess widow woman girl lady mom saleswoman heiress hostess ex-wife""".split()
)
MALE = set(
    """spokesman congressman chairman councilman assemblyman alderman businessman policeman
    anchorman fisherman husband son father brother grandson uncle nephew king prince duke baron
    widower man boy pope gentleman guy dad salesman ex-husband""".split()
)
NEUTRAL_MEN = {"chairman", "alderman", "vice-chairman", "fisherman"}  # said of women too
LONGEST = 12  # words of a role
STATED = re.compile(r"\s*(?:\([^)]{1,12}\))?\s*(?:,\s*(?:\d{1,3}|[IVX]{1,4}|Jr\.?|Sr\.?))?,\s+")


def is_office(word: str) -> bool:
    """Whether a word, in any case and in the singular or with "former" fused, names a position."""
    bare = word.lower()
    return (
        bare in OFFICES
        or bare.removeprefix("ex-") in OFFICES
        or bare.removeprefix("co-") in OFFICES
    )


def is_title(word: str) -> bool:
    """Whether a capitalised word before a name is no part of it."""
    bare = word.lower()
    return bare in HONORIFICS or bare in ABBREVIATED or is_office(bare)


def gender_of(words: str) -> str | None:
    """The gender that a title or a role tells: male, female or None.

    >>> gender_of("Kremlin spokesman"), gender_of("the senator"), gender_of("Mrs.")
    ('male', None, 'female')
    """
    for word in reversed(re.findall(r"[\w.-]+", words.lower())):
        if word in FEMALE or HONORIFICS.get(word) == "female":
            return "female"
        if word in MALE - NEUTRAL_MEN or HONORIFICS.get(word) == "male":
            return "male"
    return None


def role_before(name: "Token") -> Span | None:
    """The position named right before the first word of a name: "Kremlin spokesman" of Peskov."""
    doc = name.doc
    office = name.i - 1
    if office < 0 or not is_office(doc[office].text) or doc[office].text.lower().endswith("s."):
        return None
    start = office
    while start > 0 and name.i - start < LONGEST and _continues(doc, start - 1):
        start -= 1
    while start < office and (doc[start].text in ("'s", "’s", "-", "and") or doc[start].is_punct):
        start += 1
    return Span(doc[start].idx, doc[office].idx + len(doc[office]))


def role_after(doc: "Doc", last: int) -> Span | None:
    """The position told after the last word of a name: "Peskov, the Kremlin spokesman, ..."."""
    end = doc[last].idx + len(doc[last])
    match = STATED.match(doc.text, end, end + 40)
    if match:
        first = doc.char_span(match.end(), match.end() + 1, alignment_mode="expand")
        if first is None:
            return None
        start = first.start
        if doc[start].lower_ == "who" and doc[start + 1 : start + 2].text in ("is", "was"):
            start += 2
    elif doc[last + 1 : last + 2].text in ("is", "was", "became"):
        start = last + 2
    else:
        return None
    if start + 1 < len(doc) and doc[start].lower_ in ("serves", "served", "works", "worked"):
        start += 1 + (doc[start + 1].lower_ == "as")
    return _noun_phrase(doc, start)


def _noun_phrase(doc: "Doc", start: int) -> Span | None:
    """The phrase that begins at a word, if its head is a position."""
    heads = [
        token
        for token in doc[start : start + LONGEST]
        if token.pos_ in ("NOUN", "PROPN") and token.left_edge.i <= start
    ]
    stop = next(
        (
            t.i
            for t in doc[start : start + LONGEST]
            if (t.is_punct and t.text not in "-'’") or t.is_space
        ),
        min(start + LONGEST, len(doc)),
    )
    for head in heads[:1]:
        if head.i >= stop or not is_office(head.text):
            continue
        end = head.i
        for child in head.rights:
            if child.dep_ == "prep" and child.lower_ in ("of", "for", "at", "in", "with", "to"):
                if child.right_edge.i < stop and child.right_edge.i - start < LONGEST:
                    end = child.right_edge.i
            elif child.dep_ != "prep":
                break
        while start < end and (doc[start].pos_ == "DET" or doc[start].lower_ in ("also", "now")):
            start += 1
        return Span(doc[start].idx, doc[end].idx + len(doc[end]))
    return None


def _continues(doc: "Doc", place: int) -> bool:
    token = doc[place]
    if token.text in ("'s", "’s", "-", "–", "&") or (
        token.is_space is False and token.pos_ == "PROPN"
    ):
        return not token.is_space
    if token.lower_ in ("and", "of") and place > 0:
        return token.lower_ == "of" and is_office(doc[place - 1].text)
    return token.pos_ in ("NOUN", "ADJ", "NUM") and token.dep_ in (
        "compound",
        "amod",
        "nmod",
        "poss",
        "npadvmod",
        "punct",
    )
