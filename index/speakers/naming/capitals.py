"""Runs of capitalised words that make up a name, with the titles before it."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.speakers.naming.office_words import (
    ABBREVIATED_TITLES,
    HONORIFIC_GENDERS,
    is_office,
    is_title,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PARTICLES = set("de la van von der den bin ibn al del della di da du el le ten ter y".split())
HONOURS = set("kc qc sc obe mbe cbe phd".split())
SUFFIXES = set("jr jr. sr sr. ii iii iv".split()) | HONOURS
NOT_NAMES = set(
    """i i'm i've monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december jan. feb. mar. apr. jun. jul.
    aug. sept. oct. nov. dec. god mr. mrs. ms. am pm a.m. p.m. est et gmt the a an""".split()
)
NAMES_OF_MONTHS = {"may", "april", "june", "august"}
"""Months that are first names as well."""
OFFICES_WITH_OF = set(
    "department house center centre university institute committee bank board bureau "
    "office council ministry association organization organisation secretary director "
    "chamber court college society union league speaker minister academy".split()
)
ARABIC_ARTICLES = ("al", "el", "ul", "ad", "an")
HYPHENED_ARTICLES = {f"{article}-" for article in ARABIC_ARTICLES}
"""With a hyphen, where the parser takes them for words by themselves: "al", "-" and "Khatib"."""
ARTICLE_OF_NAME = re.compile(f"^(?:{'|'.join(ARABIC_ARTICLES)}|d|l|ó|de)[-’'](?=[^\\W\\d_])")
"""What may stand before the capital of a surname: "al-Khatib", "d’Arcy"."""
HEADLINE_SHARE = 0.85
"""The share of the longer words of a line that have a capital, above which it is a headline."""


@dataclass(frozen=True, slots=True)
class Spellings:
    """How a text writes its words where a capital is no matter of course.

    `lower` counts the words in lower case, and `capitalised` holds those that have a capital inside
    a sentence and are never in lower case.
    """

    lower: Counter[str]
    capitalised: set[str]


def capital_runs(doc: "Doc") -> list[tuple[int, int]]:
    """First and last word of every name with its titles; headlines are left out."""
    spellings = _spellings(doc)
    headlines = headline_words(doc)
    runs = []
    place = 0
    while place < len(doc):
        if (
            place in headlines
            or not _is_capital(doc[place], spellings)
            or _is_half_a_word(doc, place)
        ):
            place += 1
            continue
        last = place
        while (following := _next(doc, last, spellings)) is not None:
            last = following
        runs.append((_first(doc, place), last))
        place = last + 1
    return runs


def _first(doc: "Doc", place: int) -> int:
    """The first word of a name, before its first capital: "al-Khatib", "2nd Circuit Court"."""
    article = doc[max(0, place - 2) : place]
    if article.text.lower() in HYPHENED_ARTICLES and not article[-1].whitespace_:
        return article.start
    if place and doc[place - 1].text == "al":
        return place - 1
    if place and doc[place - 1].text[:1].isdigit() and in_a_body(doc, place - 1, place):
        return place - 1
    return place


def in_a_body(doc: "Doc", first: int, last: int) -> bool:
    """Whether the parser takes words for parts of the name of one body."""
    inside = doc[first + 1 : last + 1]
    return doc[first].ent_type_ == "ORG" and all(token.ent_iob_ == "I" for token in inside)


def headline_words(doc: "Doc") -> set[int]:
    """The words of lines in which nearly every word has a capital, as in a headline."""
    found: set[int] = set()
    line: list[Token] = []
    for token in doc:
        if token.is_space and "\n" in token.text:
            found.update(_words_of_headline(line))
            line = []
        else:
            line.append(token)
    return found | _words_of_headline(line)


def _words_of_headline(line: "list[Token]") -> set[int]:
    """All words of a line that is a headline; none of another."""
    words = [word for word in line if word.is_alpha and (len(word) > 3 or word.text.isupper())]
    if len(words) <= 3 or line[-1].text[-1:] in '”"’':
        return set()
    capitals = sum(word.text[:1].isupper() for word in words)
    return {word.i for word in line} if capitals > HEADLINE_SHARE * len(words) else set()


def _spellings(doc: "Doc") -> Spellings:
    lower = Counter(token.text for token in doc if token.text.islower())
    inside = {token.lower_ for token in doc if token.tag_ == "NNP" and not _begins(token)}
    return Spellings(lower, inside - set(lower))


def _next(doc: "Doc", last: int, spellings: Spellings) -> int | None:
    """The next word of a name that reaches to `last`, over hyphens, particles and "of the"."""
    if doc[last].text.endswith(("?", "!")):
        return None
    for place in range(last + 1, last + 4):
        if place >= len(doc):
            break
        part = place == last + 2 and doc[place - 1].text == "-" and doc[place].ent_type_ == "PERSON"
        if part or _is_capital(doc[place], spellings):
            return place if _joins(doc, last, place) else None
    return None


def _is_half_a_word(doc: "Doc", place: int) -> bool:
    """Whether a name is only the first half of a word such as "Moscow-backed"."""
    rest = doc[place + 1 : place + 3]
    return (
        len(rest) == 2
        and rest[0].text == "-"
        and not (doc[place].whitespace_ or rest[0].whitespace_)
        and rest[1].text.islower()
        and rest[1].ent_type_ != "PERSON"
        and rest[1].tag_ != "NNP"
    )


def _joins(doc: "Doc", last: int, place: int) -> bool:
    """Whether the small words between two words with capitals make them a single name."""
    between = tuple(token.lower_ for token in doc[last + 1 : place])
    if between == ("-",):
        return not doc[last].whitespace_ and not doc[last + 1].whitespace_
    if between[1:] == ("-",) and f"{between[0]}-" in HYPHENED_ARTICLES:
        return not doc[place - 1].whitespace_
    if between and in_a_body(doc, last, place):
        return True
    if between in (("of",), ("for",), ("of", "the")):
        return doc[last].lower_ in OFFICES_WITH_OF or is_office(doc[last].text)
    if between == (".",):
        return doc[last].lower_ + "." in ABBREVIATED_TITLES
    return between == ("&",) or all(word in PARTICLES for word in between)


def _is_capital(token: "Token", spellings: Spellings) -> bool:
    """Whether a word has the capital of a name, and not that of a sentence or of a weekday."""
    text = ARTICLE_OF_NAME.sub("", token.text)
    if not text[:1].isupper() or not any(character.isalpha() for character in text):
        return False
    bare = text.lower()
    if bare in NOT_NAMES and bare not in HONORIFIC_GENDERS:
        return bare in NAMES_OF_MONTHS and token.ent_type_ == "PERSON"
    if not _begins(token):
        function_word = token.pos_ in ("PRON", "DET", "ADP", "CCONJ", "SCONJ", "AUX")
        return not function_word or token.ent_type_ != ""
    title = is_title(text) and token.i + 1 < len(token.doc)
    if bare in spellings.capitalised or (title and _opens_name(token.nbor(1))):
        return True
    if token.tag_ in ("NNP", "NNPS") or token.ent_type_ in ("PERSON", "ORG", "NORP", "GPE"):
        return not token.is_stop and (spellings.lower[bare] <= 1 or token.ent_type_ != "")
    return False


def _opens_name(token: "Token") -> bool:
    return token.text[:1].isupper() or token.lower_ == "of"


def _begins(token: "Token") -> bool:
    """Whether a word would have a capital anyway: it opens a sentence or follows a mark."""
    return token.i == 0 or bool(token.is_sent_start) or not token.nbor(-1).text[-1:].isalnum()
