"""Names as plain text shows them: runs of capitals before a comma, a bracket or a mark."""

import re

PARTICLE = r"d[aeiou]s?|v[ao]n|de[lnr]|la|le|bin|bint|al|el|ter|ten|y"
NAME_WORD = r"[^\W\d_a-z][\w’'-]*\.?"
NAME = rf"{NAME_WORD}(?:[ \u00a0]+(?:(?:{PARTICLE})[ \u00a0]+)*{NAME_WORD}){{0,5}}"
FULL_NAME = re.compile(rf"{NAME_WORD}(?:[ \u00a0]+(?:(?:{PARTICLE})[ \u00a0]+)*{NAME_WORD}){{1,5}}")
"""Two words with a capital or more."""
INITIALS = re.compile(r"[A-Z](?:\.?[A-Z]){1,3}\.?")
NAME_END = re.compile(r"\s*(?:[,(\[|]|\s[-–—]\s).*$", re.DOTALL)
"""What follows a name: "Ann Lee, Mayor", "Ann Lee (Ward 4)"."""

SENTENCE_STARTS = frozenset(
    "a after all an and as at before but by for from he her his i if in it its my no on our she so "
    "that the their there these they this to we when while with you your".split()
)


def begins_a_sentence(name: str) -> bool:
    """Whether words with capitals are no name, as the first is one of grammar.

    >>> begins_a_sentence("On Wednesday"), begins_a_sentence("Ann Lee")
    (True, False)
    """
    return name.split(maxsplit=1)[0].casefold() in SENTENCE_STARTS


def name_part(words: str) -> str:
    """The words before a comma or a bracket.

    >>> name_part("Ann Lee, Mayor of Brackton")
    'Ann Lee'
    """
    return NAME_END.sub("", words).strip()


def surname(name: str) -> str:
    """The last word of a name in lower case, by which its bearer is called later.

    >>> surname("DR. LENA BRUSCH")
    'brusch'
    """
    return name.rsplit(maxsplit=1)[-1].strip(".").casefold() if name.strip() else ""


def initials(name: str) -> str:
    """The first letters of the words of a name.

    >>> initials("Soraya Whitlock")
    'SW'
    """
    return "".join(word[0] for word in name.split() if word[0].isupper())


def in_small_letters(words: str) -> str:
    """Words in capitals as a name is written, each as long as it was.

    >>> in_small_letters("HAAKON TVEIT, CHIEF ENGINEER"), in_small_letters("SW")
    ('Haakon Tveit, Chief Engineer', 'SW')
    """
    written = words.title()
    plain = words.isupper() and len(words) > 3 and len(written) == len(words)
    return written if plain else words


def bearer_of(letters: str, text: str) -> str | None:
    """The only full name in a text with these initials; None where there is none, or several.

    >>> bearer_of("TS", "Teo Salvatierra (TS) met Ann Lee.")
    'Teo Salvatierra'
    """
    names = {name[0] for name in FULL_NAME.finditer(text) if initials(name[0]) == letters}
    return names.pop() if len(names) == 1 else None
