"""This file is about who is who: the names of an article brought together, one entry a person."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.speakers.naming.first_names import Gender, first_name_gender
from index.speakers.naming.mentions import Mention, folded, is_suffix
from index.speakers.naming.office_words import COURTESY, gender_of, is_kin
from index.speakers.naming.roles import best_role, is_plural, role_after, role_before

if TYPE_CHECKING:
    from spacy.tokens import Doc

PRONOUNS: dict[str, Gender] = {
    **dict.fromkeys(("he", "his", "himself"), "male"),
    **dict.fromkeys(("she", "her", "herself"), "female"),
}
NICKNAMES = [
    set(names.split())
    for names in """
    bill william will billy | bob robert rob bobby | mike michael mick | ted edward ed eddie
    theodore | joe joseph | jim james jimmy jamie | tom thomas | dick richard rick rich |
    bernie bernard | tim timothy | dan daniel danny | dave david | steve stephen steven |
    chris christopher | matt matthew | tony anthony | ben benjamin | jeff jeffrey geoffrey |
    greg gregory | ron ronald | don donald | ken kenneth | kate katherine kathy catherine |
    liz elizabeth beth betty | andy andrew drew | nick nicholas | alex alexander | sam
    samuel | pat patrick patricia | charlie charles chuck | larry lawrence | jerry gerald
    jerome | jack john | harry harold henry | sue susan | peggy margaret maggie meg | debbie
    deborah | jen jennifer jenny | vicky victoria | hank henry | gabe gabriel | max maxwell
    | phil philip phillip | ray raymond | russ russell | wally walter walt | fred frederick
    | mitch mitchell | josh joshua | nate nathan nathaniel | zach zachary | gus augustus |
    abby abigail | becky rebecca | barb barbara | cindy cynthia | mandy amanda | sandy
    sandra | terry terrence theresa | vlad vladimir |
    """.split("|")
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
        votes: dict[Gender, float] = {"male": 0, "female": 0, **self.genders}
        first = first_name_gender(self.words[0]) if len(self.words) > 1 else None
        if first:
            votes[first[0]] += first[1]
        male, female = votes["male"], votes["female"]
        return None if male == female else "male" if male > female else "female"

    @property
    def role(self) -> str | None:
        """What the article says that a person is."""
        return best_role(self.roles)

    @property
    def is_kin(self) -> bool:
        """Whether the article tells only whose wife, son or friend a person is."""
        nouns = [role.split(" of ")[0].split()[-1] for role in self.roles]
        return bool(nouns) and all(map(is_kin, nouns))


def who_is_who(doc: "Doc", found: list[Mention]) -> tuple[list[Named], dict[int, Named]]:
    """Everyone whom the mentions name, and who is named at which word of the text.

    A bare surname that two people share goes to the one whom its title fits; else to the one who
    is named first and more often, if the other is not nearer; else to nobody.
    """
    known: list[Named] = []
    at: dict[int, Named] = {}
    full = [mention for mention in found if mention.full and mention.person is not False]
    for mention in sorted(full, key=lambda mention: (mention.person is not True, mention.first)):
        same = (one for one in known if _same_person(one, mention))
        _add(doc, known, at, next(same, None), mention)
    _add_short(doc, [mention for mention in found if not mention.full], known, at)
    surnames = {folded(one.mentions[0].surname) for one in known if one.person}
    for mention in found:
        if mention.first not in at and not _may_mean(surnames, mention):
            others = (one for one in known if _same_group(one.words, mention.words))
            _add(doc, known, at, next(others, None), mention)
    _learn_gender(doc, at)
    return known, at


def _add_short(doc: "Doc", short: list[Mention], known: list[Named], at: dict[int, Named]) -> None:
    """Give names of one word to the people whose last, or else first, name they are."""
    alone = {folded(mention.surname) for mention in short if mention.person}
    for mention in short:
        if mention.person is False:
            continue
        key = folded(mention.surname)
        same = [one for one in known if folded(one.mentions[0].surname) == key]
        same = same or [one for one in known if folded(one.words[0]) == key]
        if mention.titled and not mention.gender:
            same = [one for one in same if not one.is_kin]
        chosen = _choose(doc, same, mention, at)
        if chosen is not None or (not same and (mention.titled or key in alone)):
            _add(doc, known, at, chosen, mention)


def _may_mean(surnames: set[str], mention: Mention) -> bool:
    """Whether a mention that nobody got could still be the surname of a person."""
    return mention.person is not False and folded(mention.surname) in surnames


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
        one.genders[mention.gender] += 3
    if mention.person is not False:
        _add_roles(doc, one, mention)
    return one


def _add_roles(doc: "Doc", one: Named, mention: Mention) -> None:
    for span in (role_before(doc, mention.first), role_after(doc, mention.last)):
        if span is None:
            continue
        role = " ".join(span.text.split())
        told = gender_of(role)
        if told:
            one.genders[told] += 2
        if role.lower() not in COURTESY and not is_plural(role):
            one.roles.append(role)


def _same_person(one: Named, mention: Mention) -> bool:
    mine = [folded(word) for word in one.words if not is_suffix(word)]
    other = [folded(word) for word in mention.words if not is_suffix(word)]
    suffixes = {word.strip(".").lower() for word in (*one.words, *mention.words) if is_suffix(word)}
    if len(suffixes) > 1:
        return False
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


def _choose(doc: "Doc", same: list[Named], mention: Mention, at: dict[int, Named]) -> Named | None:
    """The one of several with a name whom a mention of its last or first word means."""
    if mention.gender:
        same = [one for one in same if one.gender in (None, mention.gender)] or same
    if len(same) < 2:
        return same[0] if same else None
    same = [one for one in same if _fits_pronoun(doc, one, mention)] or same
    if len(same) == 1:
        return same[0]
    often = sorted(same, key=lambda one: -len(one.mentions))
    if often[0].mentions[0].first != min(one.mentions[0].first for one in same):
        return None
    if len(often[0].mentions) >= 2.5 * len(often[1].mentions):
        return often[0]
    near = {id(at[i]) for i in range(mention.first - 60, mention.first) if at.get(i) in same}
    return often[0] if near == {id(often[0])} else None


def _fits_pronoun(doc: "Doc", one: Named, mention: Mention) -> bool:
    """Whether the first he or she after a subject, in its sentence, fits a person."""
    if doc[mention.last].dep_ != "nsubj":
        return True
    for later in doc[mention.last + 1 : doc[mention.last].sent.end]:
        told = PRONOUNS.get(later.lower_)
        if told:
            return told == one.gender
    return True


def _same_group(known: tuple[str, ...], other: tuple[str, ...]) -> bool:
    acronyms = len(known) != len(other) and 1 in (len(known), len(other))
    if folded(known[-1]) != folded(other[-1]) and not acronyms:
        return False
    mine = [folded(word) for word in known]
    its = [folded(word) for word in other]
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
        if not one.person or token.dep_ not in ("nsubj", "nsubjpass"):
            continue
        for later in doc[place + 1 : token.sent.end]:
            if later.i in at and at[later.i].person and at[later.i] is not one:
                break
            told = PRONOUNS.get(later.lower_)
            if told:
                one.genders[told] += 1
                break
