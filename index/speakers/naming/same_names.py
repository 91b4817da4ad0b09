"""Whether two names are those of one person or of one group, and which of them says more."""

from collections.abc import Iterable, Sequence

from index.speakers.naming.mentions import SMALL_WORDS, folded, is_suffix

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
SHORT_GROUP_NAMES = ("post", "times", "journal", "guardian", "court", "senate", "house")
"""Last words by which alone a group or paper is called."""


def same_person(name: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two full names, as words, can be one person's.

    >>> same_person("Bill Walsh".split(), "William J. Walsh".split())
    True
    >>> same_person("John Marsh Jr.".split(), "John Marsh Sr.".split())
    False
    """
    suffixes = {word.strip(".").lower() for word in (*name, *other) if is_suffix(word)}
    if len(suffixes) > 1:
        return False
    mine, theirs = without_suffix(name), without_suffix(other)
    return mine == theirs or (mine[-1] == theirs[-1] and same_first_name(mine[0], theirs[0]))


def without_suffix(name: Sequence[str]) -> list[str]:
    """The folded words of a name without its "Jr."."""
    return [folded(word) for word in name if not is_suffix(word)]


def same_first_name(name: str, other: str) -> bool:
    """Whether two first names, folded, can be one person's: initials and nicknames count."""
    name, other = name.rstrip("."), other.rstrip(".")
    short, long = sorted((name, other), key=len)
    if short == long or (len(short) == 1 and long.startswith(short)):
        return True
    return any(name in names and other in names for names in NICKNAMES)


def same_group(name: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names, as words, are those of one group: in full, cut short or as an acronym.

    >>> same_group(["NATO"], "North Atlantic Treaty Organization".split())
    True
    >>> same_group("The New York Times".split(), ["Times"])
    True
    >>> same_group("Society of the Niger Delta".split(), "Niger Delta".split())
    False
    """
    short, long = sorted(([folded(word) for word in words] for words in (name, other)), key=len)
    if len(short) == len(long):
        return short == long
    if len(short) > 1:
        return long[-len(short) :] == short and long[-len(short) - 1] not in SMALL_WORDS
    if len(short[0]) > 1 and acronym(long) == short[0].replace(".", ""):
        return True
    return long[-1] == short[0] and short[0] in SHORT_GROUP_NAMES


def acronym(words: Iterable[str]) -> str:
    """The first letters of the words of a name but for the small ones.

    >>> acronym("North Atlantic Treaty Organization".split())
    'nato'
    """
    return "".join(word[0].lower() for word in words if word.lower() not in SMALL_WORDS)


def is_fuller(new: Sequence[str], old: Sequence[str]) -> bool:
    """Whether a name says more than another: more words, fewer initials, or not all capitals."""
    if len(new) != len(old):
        return len(new) > len(old)
    if _initials(new) < _initials(old):
        return True
    return all(word.isupper() for word in old) and not all(word.isupper() for word in new)


def _initials(words: Sequence[str]) -> int:
    return sum(len(word.rstrip(".")) == 1 for word in words)
