"""This file is about capitals: runs of words that make up a name, with the titles before it."""

from collections import Counter
from typing import TYPE_CHECKING

from index.speakers.naming.office_words import ABBREVIATED, HONORIFICS, is_office, is_title

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PARTICLES = set("de la van von der den bin ibn al del della di da du el le ten ter y".split())
SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}
NOT_NAMES = set(
    """i i'm i've monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december jan. feb. mar. apr. jun. jul.
    aug. sept. oct. nov. dec. god mr. mrs. ms. am pm a.m. p.m. est et gmt the a an""".split()
)
TAKES_OF = set(
    "department house center centre university institute committee bank board bureau "
    "office council ministry association organization organisation secretary director "
    "chamber court college society union league speaker minister academy".split()
)


def capital_runs(doc: "Doc") -> list[tuple[int, int]]:
    """First and last word of every name with its titles; headlines are left out."""
    lower = Counter(token.text for token in doc if token.text.islower())
    inner = {token.lower_ for token in doc if token.tag_ == "NNP" and not _begins(token)}
    lower.subtract(inner - set(lower))
    headlines = headline_words(doc)
    runs = []
    place = 0
    while place < len(doc):
        if place in headlines or not _capital(doc[place], lower):
            place += 1
            continue
        last = place
        if _describes(doc, place):
            place += 1
            continue
        while (following := _next(doc, last, lower)) is not None:
            last = following
        runs.append((place, last))
        place = last + 1
    return runs


def headline_words(doc: "Doc") -> set[int]:
    """The words of lines in which nearly every word has a capital, as in a headline."""
    found: set[int] = set()
    line: list[Token] = []
    for token in [*doc, None]:
        if token is not None and not (token.is_space and "\n" in token.text):
            line.append(token)
            continue
        words = [word for word in line if word.is_alpha and (len(word) > 3 or word.text.isupper())]
        quoted = bool(line) and line[-1].text[-1:] in '”"’'
        if (
            len(words) > 3
            and not quoted
            and sum(w.text[:1].isupper() for w in words) > 0.85 * len(words)
        ):
            found.update(word.i for word in line)
        line = []
    return found


def _next(doc: "Doc", last: int, lower: Counter[str]) -> int | None:
    """The next word of a name that reaches to `last`, over hyphens, particles and "of the"."""
    if doc[last].text.endswith(("?", "!")):
        return None
    for step in (1, 2, 3):
        place = last + step
        if place >= len(doc):
            break
        part = step == 2 and doc[place - 1].text == "-" and doc[place].ent_type_ == "PERSON"
        if part or _capital(doc[place], lower):
            return place if _joins(doc, last, place) else None
    return None


def _describes(doc: "Doc", place: int) -> bool:
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
    """Whether the small words between two words with capitals make them one name."""
    between = tuple(token.lower_ for token in doc[last + 1 : place])
    if between == ("-",):
        return not doc[last].whitespace_ and not doc[last + 1].whitespace_
    if between in (("of",), ("for",), ("of", "the")):
        return doc[last].lower_ in TAKES_OF or is_office(doc[last].text)
    if between == (".",):
        return doc[last].lower_ + "." in ABBREVIATED
    return between == ("&",) or all(word in PARTICLES for word in between)


def _capital(token: "Token", lower: Counter[str]) -> bool:
    text = token.text
    if not text[:1].isupper() or not any(c.isalpha() for c in text):
        return text[:3] in ("al-", "el-") and text[3:4].isupper()
    bare = text.lower()
    if bare in NOT_NAMES and bare not in HONORIFICS:
        return bare in ("may", "april", "june", "august") and token.ent_type_ == "PERSON"
    if _begins(token):
        titles = is_title(text) and token.i + 1 < len(token.doc)
        if lower[bare] < 0 or (titles and _opens_name(token.nbor(1))):
            return True
        if token.tag_ in ("NNP", "NNPS") or token.ent_type_ in ("PERSON", "ORG", "NORP", "GPE"):
            return not (lower[bare] > 1 and token.ent_type_ == "") and not token.is_stop
        return False
    return (
        token.pos_ not in ("PRON", "DET", "ADP", "CCONJ", "SCONJ", "AUX") or token.ent_type_ != ""
    )


def _opens_name(token: "Token") -> bool:
    return token.text[:1].isupper() or token.lower_ == "of"


def _begins(token: "Token") -> bool:
    """Whether a word would have a capital anyway: it opens a sentence or follows a mark."""
    return token.i == 0 or bool(token.is_sent_start) or not token.nbor(-1).text[-1:].isalnum()
