"""This file is about whether two phrases name the same speaker, judged by their words."""

import re

from index.text import WORD

PRONOUNS = frozenset(
    "he she they him her them his hers their theirs it its i me my we us our you your who whom "
    "whose which that himself herself themselves myself itself one those these this others some "
    "many".split()
)
PERSON_PRONOUNS = frozenset(["he", "she", "they"])
FUNCTION_WORDS = frozenset(
    "a an the of in on at by to for from with and or nor but who whom whose which that this those "
    "these his her its their my your our mr mrs ms dr sen rep gov president former other some many "
    "one two most all any both each is are was were be been has have had as than then not no more "
    "such also about s".split()
)
HEAD_ENDS = frozenset(
    "of in on at by to for from with who whom whose which that as including during about among "
    "against under over into between is was are were".split()
)
PHRASE_START = re.compile(r"^[\s\"“”(\[,]+")
PHRASE_END = re.compile(r"[,(\[\"“”;:]|\s[-–—]\s")


def phrase_words(phrase: str) -> list[str]:
    """The words of a phrase without case and possessive endings.

    >>> phrase_words("Ms. Rudik’s office")
    ['ms', 'rudik', 'office']
    """
    lower = (word.group().lower().replace("’", "'") for word in WORD.finditer(phrase))
    return [word.removesuffix("'s") for word in lower]


def content_words(phrase: str) -> set[str]:
    """The words of a phrase that are no function words."""
    return set(phrase_words(phrase)) - FUNCTION_WORDS


def head(phrase: str) -> str:
    """The main word: the last before a comma, a preposition or the like; a surname for names.

    >>> head("Dmitry Peskov, the spokesman"), head("members of the parliament")
    ('peskov', 'members')
    """
    phrase = PHRASE_START.sub("", phrase)
    words: list[str] = []
    for word in WORD.finditer(PHRASE_END.split(phrase, maxsplit=1)[0] or phrase):
        if words and word.group().lower() in HEAD_ENDS:
            break
        words += phrase_words(word.group())
    return words[-1] if words else ""


def same_speaker(one: str, other: str) -> bool:
    """Whether two phrases name one speaker: the same words, or each has the other's head.

    A pronoun names nobody.
    """
    ours, theirs = phrase_words(one), phrase_words(other)
    heads = head(one), head(other)
    if not ours or not theirs or PRONOUNS & set(heads):
        return False
    return ours == theirs or (heads[0] in theirs and heads[1] in ours)


def shares_word(one: str, other: str) -> bool:
    """Whether two phrases share a word that is no function word (or any, where all are)."""
    ours, theirs = content_words(one), content_words(other)
    if not ours or not theirs:
        ours, theirs = set(phrase_words(one)), set(phrase_words(other))
    return bool(ours & theirs)
