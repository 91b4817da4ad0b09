"""This file is about who is who: the names of an article brought together, one entry a person."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.speakers.mentions import SUFFIXES, Gender, Mention, first_name_gender
from index.speakers.roles import gender_of, role_after, role_before

if TYPE_CHECKING:
    from spacy.tokens import Doc

NICKNAMES = [
    set(names.split())
    for names in (
        "bill william will billy,bob robert rob bobby,mike michael mick,ted edward ed eddie theodore,"
        "joe joseph,jim james jimmy jamie,tom thomas,dick richard rick rich,bernie bernard,tim timothy,"
        "dan daniel danny,dave david,steve stephen steven,chris christopher,matt matthew,tony anthony,"
        "ben benjamin,jeff jeffrey geoffrey,greg gregory,ron ronald,don donald,ken kenneth,"
        "kate katherine kathy catherine,liz elizabeth beth betty,andy andrew drew,nick nicholas,"
        "alex alexander,sam samuel,pat patrick patricia,charlie charles chuck,larry lawrence,"
        "jerry gerald jerome,jack john,harry harold henry,sue susan,peggy margaret maggie meg,"
        "debbie deborah,jen jennifer jenny,vicky victoria,hank henry,gabe gabriel,max maxwell,"
        "phil philip phillip,ray raymond,russ russell,wally walter walt,fred frederick,mitch mitchell,"
        "josh joshua,nate nathan nathaniel,zach zachary,gus augustus,abby abigail,becky rebecca,"
        "barb barbara,cindy cynthia,mandy amanda,sandy sandra,terry terrence theresa,vlad vladimir"
    ).split(",")
]


@dataclass(slots=True, eq=False)
class Named:
    """One person, group or place of an article, and all places where it is named.

    `words` is the fullest name so far, `person` whether it is one: None when nothing tells.
    """

    words: tuple[str, ...]
    person: bool | None
    mentions: list[Mention] = field(default_factory=list)
    genders: Counter[Gender] = field(default_factory=Counter)
    roles: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return " ".join(self.words)

    @property
    def gender(self) -> Gender | None:
        """What most of the titles, roles, first names and pronouns tell."""
        male, female = self.genders["male"], self.genders["female"]
        return None if male == female else "male" if male > female else "female"

    @property
    def role(self) -> str | None:
        """The first position that says more than "Mr.", in the longest form that ends so."""
        for first in self.roles:
            return max(
                (role for role in self.roles if role.casefold().endswith(first.casefold())), key=len
            )
        return None


def who_is_who(doc: "Doc", found: list[Mention]) -> tuple[list[Named], dict[int, Named]]:
    """Everyone whom the mentions name, and who is named at which word of the text.

    A bare surname that two people share goes to the one whom its title fits, or who is named far
    more often; else it belongs to nobody.
    """
    people: list[Named] = []
    groups: list[Named] = []
    at: dict[int, Named] = {}
    full = [mention for mention in found if mention.person is not False and _is_full(mention)]
    for mention in sorted(full, key=lambda mention: (mention.person is not True, mention.first)):
        same = [one for one in people if _same_person(one, mention)]
        _add(doc, people, at, same[0] if same else None, mention)
    persons_by_label = Counter(
        mention.words[0].casefold()
        for mention in found
        if mention.person and len(mention.words) == 1
    )
    by_surname: dict[str, list[Named]] = defaultdict(list)
    by_first: dict[str, list[Named]] = defaultdict(list)
    for one in people:
        by_surname[one.mentions[0].surname.casefold()].append(one)
        by_first[one.words[0].casefold()].append(one)
    for mention in found:
        if mention.person is False or _is_full(mention):
            continue
        key = mention.surname.casefold()
        same = by_surname[key] or by_first[key]
        if not same and not persons_by_label[key]:
            continue
        chosen = _choose(same, mention, at)
        if chosen is None and len(same) > 1:
            continue
        known = _add(doc, people, at, chosen, mention)
        if known not in by_surname[key]:
            by_surname[key].append(known)
    for mention in found:
        if mention.first not in at:
            same = [one for one in groups if _same_group(one.words, mention.words)]
            if mention.person is not False and by_surname.get(mention.surname.casefold()):
                continue
            _add(doc, groups, at, same[0] if same else None, mention)
    _learn_gender(doc, at)
    return people + groups, at


def _add(
    doc: "Doc", known: list[Named], at: dict[int, Named], one: Named | None, mention: Mention
) -> Named:
    if one is None:
        one = Named(mention.words, mention.person)
        known.append(one)
    one.mentions.append(mention)
    if _fuller(mention.words, one.words):
        one.words = mention.words
    if mention.person:
        one.person = True
    for place in range(mention.first, mention.last + 1):
        at[place] = one
    if mention.gender:
        one.genders[mention.gender] += 3 if mention.title and gender_of(mention.title) else 1
    before = role_before(doc[mention.first]) if mention.person is not False else None
    after = role_after(doc, mention.last) if mention.person is not False else None
    for role in (
        before.of(doc.text) if before else mention.title,
        after.of(doc.text) if after else None,
    ):
        if role:
            told = gender_of(role)
            if told:
                one.genders[told] += 2  # type: ignore[index]
            if not gender_of(role) or len(role.split()) > 1 or len(role) > 4:
                one.roles.append(" ".join(role.split()))
    return one


def _is_full(mention: Mention) -> bool:
    return len([word for word in mention.words if word.lower() not in SUFFIXES]) > 1


def _same_person(one: Named, mention: Mention) -> bool:
    mine = [word.casefold() for word in one.words if word.lower() not in SUFFIXES]
    other = [word.casefold() for word in mention.words if word.lower() not in SUFFIXES]
    if mine == other:
        return True
    if mine[-1] != other[-1]:
        return False
    if one.gender and mention.gender and one.gender != mention.gender:
        return False
    return _same_first(mine[0], other[0])


def _same_first(one: str, other: str) -> bool:
    one, other = one.rstrip("."), other.rstrip(".")
    short, long = sorted((one, other), key=len)
    if short == long or (len(short) == 1 and long.startswith(short)):
        return True
    return any(one in names and other in names for names in NICKNAMES)


def _choose(same: list[Named], mention: Mention, at: dict[int, Named]) -> Named | None:
    """The one of several with a name whom a mention of its last or first word means."""
    if mention.gender and mention.title:
        same = [one for one in same if one.gender in (None, mention.gender)] or same
    if len(same) < 2:
        return same[0] if same else None
    often = sorted(same, key=lambda one: -len(one.mentions))
    if len(often[0].mentions) >= 3 * len(often[1].mentions):
        return often[0]
    near = [
        at[place] for place in range(mention.first - 60, mention.first) if at.get(place) in same
    ]
    if near and all(one is near[0] for one in near):
        return near[0]
    return None


def _same_group(known: tuple[str, ...], other: tuple[str, ...]) -> bool:
    mine = [word.casefold() for word in known]
    its = [word.casefold() for word in other]
    if mine == its:
        return True
    short, long = sorted((mine, its), key=len)
    if len(short) < len(long):
        if len(short) == 1 and acronym(long) == short[0].replace(".", "") and len(short[0]) > 1:
            return True
        return long[-len(short) :] == short and (
            len(short) > 1
            or short[0] in ("post", "times", "journal", "guardian", "court", "senate", "house")
        )
    return False


def acronym(words: Iterable[str]) -> str:
    """The first letters of the words of a name but for the small ones.

    >>> acronym("North Atlantic Treaty Organization".split())
    'nato'
    """
    return "".join(
        word[0].lower()
        for word in words
        if word.lower() not in ("of", "the", "and", "for", "&", "on")
    )


def _fuller(new: tuple[str, ...], old: tuple[str, ...]) -> bool:
    if len(new) != len(old):
        return len(new) > len(old)
    initials = sum(len(word.rstrip(".")) == 1 for word in old)
    if sum(len(word.rstrip(".")) == 1 for word in new) < initials:
        return True
    return all(word.isupper() for word in old) and not all(word.isupper() for word in new)


def _learn_gender(doc: "Doc", at: dict[int, Named]) -> None:
    """Let a subject's "his" or "her" in one sentence tell the gender of one not known."""
    for place, one in list(at.items()):
        token = doc[place]
        if one.gender or not one.person or token.dep_ not in ("nsubj", "nsubjpass"):
            continue
        for later in doc[place + 1 : token.sent.end]:
            if later.i in at and at[later.i].person and at[later.i] is not one:
                break
            told: Gender | None = (
                "male"
                if later.lower_ in ("he", "his", "himself")
                else "female"
                if later.lower_ in ("she", "her", "herself")
                else None
            )
            if told:
                one.genders[told] += 1
                break


def first_name_known(word: str) -> bool:
    """Whether a word is a first name."""
    return first_name_gender(word)[1]
