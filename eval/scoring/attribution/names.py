"""Whether two phrases name the same speaker, judged by their words."""

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
WORDS_AFTER_HEAD = frozenset(
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
    """The words of a phrase that are not function words."""
    return set(phrase_words(phrase)) - FUNCTION_WORDS


def head(phrase: str) -> str:
    """The main word: the last before a comma, a preposition or the like; a surname for names.

    >>> head("Dmitry Peskov, the spokesman"), head("members of the parliament")
    ('peskov', 'members')
    """
    phrase = PHRASE_START.sub("", phrase)
    words: list[str] = []
    for word in WORD.finditer(PHRASE_END.split(phrase, maxsplit=1)[0] or phrase):
        if words and word.group().lower() in WORDS_AFTER_HEAD:
            break
        words += phrase_words(word.group())
    return words[-1] if words else ""


def same_speaker(first: str, second: str) -> bool:
    """Whether two phrases name one speaker: the same words, or each has the other's head.

    A pronoun names nobody.
    """
    words, others = phrase_words(first), phrase_words(second)
    heads = head(first), head(second)
    if not words or not others or PRONOUNS & set(heads):
        return False
    return words == others or (heads[0] in others and heads[1] in words)


def shares_word(first: str, second: str) -> bool:
    """Whether two phrases share a word: a content word, unless one of them has none."""
    words, others = content_words(first), content_words(second)
    if not words or not others:
        words, others = set(phrase_words(first)), set(phrase_words(second))
    return bool(words & others)
