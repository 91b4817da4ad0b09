"""The words by which a quotation and an article are compared: no marks, no case, no accents."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from index.text import Span

APOSTROPHE = "['’‘ʼ´`]"
INITIALS = r"(?:[^\W\d_]\.){2,}"
IN_BRACKETS = r"\[\w+\]"
WORD = re.compile(
    rf"(?P<initials>{INITIALS}(?:{APOSTROPHE}s\b)?)|"
    rf"(?:(?<!\S)[-−–](?=\d))?[$£€¥]?(?:{IN_BRACKETS}(?=\w))?\w(?:[\w\u00ad\u200b]|{APOSTROPHE}(?=\w)|"
    rf"(?<=\d)[.,:](?=\d)|{IN_BRACKETS})*%?|[&@#$£€¥%]"
)
"""A word: letters and digits with what joins them ("3.5", "don’t", "U.S.", "[t]he"), signs of money
and shares with the number that they belong to. Hyphens divide: "long-term" is like "long term"."""
DROPPED = re.compile(r"[\[\]\u00ad\u200b]")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
MINUS = re.compile("[−–]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands, and the key that equal words share."""

    key: str
    span: Span


def words_of(text: str, within: Span | None = None) -> Iterator[Word]:
    """The words of a text, or of a part of it, in order.

    >>> [word.key for word in words_of("“[T]he U.S.’s long-term aid — $1,200.50 — isn’t −5%”")]
    ['the', "us's", 'long', 'term', 'aid', '$1200.50', "isn't", '-5%']
    """
    place = Span(0, len(text)) if within is None else within
    for match in WORD.finditer(text, place.start, place.end):
        yield Word(_key(match[0], bool(match["initials"])), Span(*match.span()))


def _key(word: str, initials: bool) -> str:
    plain = THOUSANDS.sub("", DROPPED.sub("", re.sub(APOSTROPHE, "'", word)))
    if initials:
        plain = plain.replace(".", "")
    letters = unicodedata.normalize("NFKD", MINUS.sub("-", plain))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
