"""The words for what people are: titles, offices, trades and kin."""

import re

from index.speakers.naming.first_names import Gender

COURTESY_TITLES = set(
    """mr mr. sir lord mrs mrs. ms ms. miss lady dame madam father fr. brother
    sister""".split()
)
HONORIFIC_GENDERS = {
    **dict.fromkeys("mr mr. sir lord king prince pope father fr. brother".split(), "male"),
    **dict.fromkeys("mrs mrs. ms ms. miss lady queen princess dame madam sister".split(), "female"),
}
ABBREVIATED_TITLES = set(
    """sen. sens. rep. reps. gov. govs. gen. lt. col. sgt. capt. cmdr. adm. maj. dr. prof. rev. hon.
    pres. sec. det. cpl. atty. msgr. amb. supt. del. dr sen rep gov prof rev gen""".split()
)
OFFICES = set(
    """president vice-president premier chancellor minister secretary undersecretary senator
    congressman congresswoman congressperson representative governor mayor councilman
    councilwoman councillor councilor delegate assemblyman assemblywoman alderman
    commissioner ambassador envoy diplomat consul spokesman spokeswoman spokesperson mp
    mep lawmaker legislator parliamentarian politician leader chief head chair chairman
    chairwoman chairperson cochair co-chair ceo cfo coo cto boss executive director
    manager officer official aide adviser advisor strategist operative consultant pollster
    donor fundraiser organizer activist campaigner advocate lobbyist surrogate supporter
    nominee candidate front-runner frontrunner hopeful contender rival runner-up incumbent
    elector voter resident attorney lawyer counsel solicitor barrister prosecutor judge
    justice magistrate sheriff deputy detective policeman policewoman inspector agent
    investigator general colonel captain commander admiral major sergeant lieutenant
    corporal private soldier veteran marshal brigadier professor lecturer scholar
    scientist researcher economist historian sociologist psychologist psychiatrist
    physicist biologist chemist engineer analyst expert specialist critic commentator
    columnist correspondent reporter journalist editor author writer novelist poet blogger
    broadcaster anchor anchorman anchorwoman host moderator pundit presenter producer
    publisher photographer founder co-founder cofounder owner investor entrepreneur
    businessman businesswoman billionaire millionaire mogul tycoon banker trader broker
    financier accountant actor actress comedian singer rapper musician artist filmmaker
    designer model dancer athlete coach player quarterback boxer golfer trainer teacher
    principal dean provost superintendent supervisor student pupil graduate doctor physician surgeon
    nurse pharmacist therapist clinician epidemiologist virologist pastor reverend bishop
    archbishop cardinal priest rabbi imam preacher evangelist pope king queen prince
    princess duke duchess baron emperor emir sultan sheikh ayatollah dictator speaker whip
    treasurer comptroller auditor controller clerk registrar coordinator administrator
    member fellow associate partner president-elect ombudsman negotiator mediator
    translator interpreter secretary-general farmer worker driver pilot astronaut miner
    fisherman waiter waitress bartender chef cook shopkeeper retiree widow widower wife
    husband son daughter mother father brother sister grandson granddaughter friend
    colleague neighbor neighbour lady cousin uncle aunt nephew niece lady protester demonstrator
    witness victim survivor defendant plaintiff suspect hacker whistleblower celebrity
    star legend guru ex-president ex-wife ex-husband contributor vice-chairman stylist
    planner democrat republican conservative liberal libertarian socialist independent
    opponent frontman guitarist drummer vocalist counterpart successor predecessor ally
    confidant confidante """.split()
)
FEMALE_NOUNS = set(
    """spokeswoman congresswoman chairwoman councilwoman assemblywoman businesswoman actress
    policewoman anchorwoman waitress wife daughter mother sister granddaughter aunt niece queen
    princess duchess widow woman girl lady mom saleswoman heiress hostess ex-wife female""".split()
)
MALE_NOUNS = set(
    """spokesman congressman chairman councilman assemblyman alderman businessman policeman
    anchorman fisherman husband son father brother grandson uncle nephew king prince duke baron
    widower man boy pope gentleman guy dad salesman ex-husband male""".split()
)
KIN_NOUNS = set(
    """wife husband son daughter mother father brother sister grandson granddaughter friend
    neighbor neighbour lady cousin uncle aunt nephew niece parent mom dad man woman boy
    girl ally colleague""".split()
)
# said of somebody as seen from somebody else: no role when it stands alone
RELATIVE_NOUNS = set(
    """rival opponent supporter critic member victim resident voter native successor predecessor
    contender counterpart fellow contributor surrogate""".split()
)
WEAK_NOUNS = set(
    """rival opponent supporter critic star celebrity legend victim member contender hopeful veteran
    billionaire millionaire mogul tycoon democrat republican conservative liberal libertarian
    socialist independent resident voter native front-runner frontrunner successor
    predecessor""".split()
)
OFFICES_IN_FULL = dict(
    pair.split(":")
    for pair in (
        "sen:senator rep:representative gov:governor gen:general col:colonel sgt:sergeant "
        "capt:captain adm:admiral dr:doctor prof:professor rev:reverend pres:president "
        "sec:secretary lt:lieutenant amb:ambassador congressman:representative "
        "congresswoman:representative pm:premier"
    ).split()
)
NEUTRAL_MALE_NOUNS = {"chairman", "alderman", "vice-chairman", "fisherman"}  # said of women too


def is_office(word: str) -> bool:
    """Whether a word, in any case and number, names what somebody is.

    >>> is_office("Senators"), is_office("ex-wife"), is_office("bridge")
    (True, True, False)
    """
    bare = re.sub("^(?:ex|co|vice)-", "", word.lower())
    singular = re.sub("ies$", "y", bare) if bare.endswith("ies") else bare.removesuffix("s")
    return bare in OFFICES or singular in OFFICES


def is_title(word: str) -> bool:
    """Whether a capitalised word before a name is no part of it."""
    bare = word.lower()
    return (
        bare in HONORIFIC_GENDERS
        or bare.removesuffix(".") + "." in ABBREVIATED_TITLES
        or is_office(bare)
    )


def is_kin(word: str) -> bool:
    """Whether a word tells whose relative somebody is."""
    return word.lower() in KIN_NOUNS


def is_weak(word: str) -> bool:
    """Whether a word says less of somebody than an office does."""
    return word.lower() in WEAK_NOUNS or is_kin(word)


def is_relative(word: str) -> bool:
    """Whether a word says what somebody is only to another."""
    return word.lower() in RELATIVE_NOUNS or is_kin(word)


def spelled_out(word: str) -> str:
    """The office, in lower case, that an abbreviation stands for.

    >>> spelled_out("Sen."), spelled_out("Kremlin")
    ('senator', 'kremlin')
    """
    return OFFICES_IN_FULL.get(word.lower().rstrip("."), word.lower())


OWNERS_AND_PLACES = re.compile(r"\S+['’]s? |(?<!^) (?:of|for|at|in|to|from|with)\b.*", re.S)
"""Words of a role that tell of somebody else: "her father’s", "of the queen"."""


def gender_of(words: str) -> Gender | None:
    """The gender that a title or a role tells: male, female or None.

    >>> gender_of("Kremlin spokesman"), gender_of("the senator"), gender_of("Mrs.")
    ('male', None, 'female')
    >>> gender_of("the leader of her father’s party"), gender_of("her father’s aide")
    (None, None)
    """
    own = OWNERS_AND_PLACES.sub("", words.lower())
    for word in reversed(re.findall(r"[\w.-]+", own)):
        if word in FEMALE_NOUNS or HONORIFIC_GENDERS.get(word) == "female":
            return "female"
        if word in MALE_NOUNS - NEUTRAL_MALE_NOUNS or HONORIFIC_GENDERS.get(word) == "male":
            return "male"
    return None
