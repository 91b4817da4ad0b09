"""The language of a text: what else than English is read, but not for who said what."""

import re
from functools import cache
from typing import Any

ENGLISH = "en"
ENGLISH_WORDS = frozenset(
    "the of and to that for said it with he his by from they be have are this not has but who were "
    "had an their its which she would".split()
)
"""Common words of English that are no common words of its neighbours, as "in" and "was" are."""
ENGLISH_SHARE = 0.12
"""Of a text's words: English news has 0.14 to 0.3 of these, other languages of Europe 0 to 0.05."""
LEAST_LANGUAGE_PROBABILITY = 0.5
"""Below it the language is not told: another is as likely."""
SAMPLE_CHARACTERS = 5_000
"""Characters from the beginning of a text that tell its language."""
LETTERS = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language; None where it is not sure.

    English is told by its commonest words, other languages by py3langid (langid.py by Lui and
    Baldwin, ACL 2012, trained anew), whose model of 4 MB takes a second and 100 MB to load:
    lingua's takes 96 MB on the disk and a gigabyte of memory.

    >>> language_of("Die Brücke wurde am Montag eröffnet, und viele Menschen kamen.")
    'de'
    """
    sample = text[:SAMPLE_CHARACTERS]
    words = LETTERS.findall(sample.casefold())
    if sum(word in ENGLISH_WORDS for word in words) >= max(1, ENGLISH_SHARE * len(words)):
        return ENGLISH
    code, sure = _identifier().classify(sample)
    return str(code) if sure >= LEAST_LANGUAGE_PROBABILITY else None


def language_note(code: str | None) -> str | None:
    """What a reader of an article in another language than English must know.

    >>> language_note("de")
    'This is German and not English: who said what is not told, and answers are less sure.'
    """
    if code in (None, ENGLISH):
        return None
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale(code).get_language_name(ENGLISH)
    except UnknownLocaleError:
        name = None
    language = name or f"a language with the code {code}"
    return (
        f"This is {language} and not English: who said what is not told, and answers are less sure."
    )


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
