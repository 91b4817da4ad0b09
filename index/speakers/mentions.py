"""This file is about mentions: where an article names a person, a group or a place."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from index.speakers.roles import HONORIFICS, gender_of, is_title, role_before

if TYPE_CHECKING:
    from gender_guesser.detector import Detector
    from spacy.tokens import Doc, Token

Gender = Literal["male", "female"]

PARTICLES = set("de la van von der den bin ibn al del della di da du el le ten ter y".split())
SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}
NOT_NAMES = set(
    """i i'm i've monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december jan. feb. mar. apr. jun. jul.
    aug. sept. oct. nov. dec. god mr. mrs. ms. am pm a.m. p.m. est et gmt the a an""".split()
)
GROUPS = set(
    """department house senate center centre university college institute committee bank board
    bureau office council ministry association federation alliance coalition organization organisation
    chamber court party post times news journal tribune herald gazette guardian press magazine
    telegraph mail daily today network radio television tv media university foundation fund group
    company corp corp. inc inc. co. llc ltd ltd. campaign administration government parliament
    congress agency commission service union league society project team army navy force forces
    church club school hospital society trust street hall airport county city state states
    nations police kremlin pentagon initiative summit act convention conference caucus""".split()
)
TAKES_OF = set(
    "department house center centre university institute committee bank board bureau "
    "office council ministry association organization organisation secretary director "
    "chamber court college society union league speaker minister academy".split()
)
FROM_GROUP = set(
    "republican republicans democrat democrats democratic independent libertarian "
    "conservative liberal".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, without its title: the words `first` to `last` of the parse, both included.

    `title` is what stands before it ("U.S. President"), `gender` what the title or the first name
    tells, and `person` whether it can be a person: True, False or, when nothing tells, None.
    """

    first: int
    last: int
    words: tuple[str, ...]
    title: str | None
    gender: Gender | None
    person: bool | None

    @property
    def surname(self) -> str:
        """The last word of the name that is no "Jr."."""
        for word in reversed(self.words):
            if word.lower() not in SUFFIXES:
                return word
        return self.words[-1]


def mentions(doc: "Doc") -> list[Mention]:
    """The names of a parsed text, in order."""
    lower = Counter(token.text for token in doc if token.text.islower())
    inner = {token.lower_ for token in doc if token.tag_ == "NNP" and not _begins(token)}
    lower.subtract(inner - set(lower))
    found = []
    for first, last in _runs(doc, lower):
        found += _without_title(doc, first, last)
    return found


def first_name_gender(word: str) -> tuple[Gender | None, bool]:
    """The gender that a first name tells, if any, and whether it is a known first name."""
    known: str = _names().get_gender(word.title() if word.isupper() and len(word) > 2 else word)
    genders: dict[str, Gender | None] = {
        "male": "male",
        "mostly_male": "male",
        "female": "female",
        "mostly_female": "female",
    }
    return genders.get(known), known != "unknown"


@cache
def _names() -> "Detector":
    from gender_guesser.detector import Detector

    return Detector()


def _runs(doc: "Doc", lower: Counter[str]) -> list[tuple[int, int]]:
    """Sequences of capitalised words that make up one name, with the titles before it."""
    runs = []
    place = 0
    while place < len(doc):
        if not _capital(doc[place], lower):
            place += 1
            continue
        last = place
        while (following := _next(doc, place, last, lower)) is not None:
            last = following
        runs.append((place, last))
        place = last + 1
    return runs


def _next(doc: "Doc", first: int, last: int, lower: Counter[str]) -> int | None:
    """The next word of a name that reaches to `last`, over hyphens, particles and "of the"."""
    rest = doc[last + 1 : last + 4]
    if not rest:
        return None
    if _capital(rest[0], lower) and not doc[last].text.endswith(("?", "!")):
        return last + 1
    joined = doc[last].whitespace_ == ""
    if len(rest) > 1 and _capital(rest[1], lower):
        if rest[0].text in ("-", "/") and joined and not rest[0].whitespace_:
            return last + 2 if rest[0].text == "-" else None
        if rest[0].text.lower() in PARTICLES or rest[0].text == "&":
            return last + 2
        if rest[0].lower_ in ("of", "for") and doc[last].lower_ in TAKES_OF:
            return last + 2
    if len(rest) > 2 and _capital(rest[2], lower):
        both = rest[0].lower_, rest[1].lower_
        if both == ("of", "the") and doc[last].lower_ in TAKES_OF:
            return last + 3
        if both[0] in PARTICLES and both[1] in PARTICLES:
            return last + 3
    return None


def _capital(token: "Token", lower: Counter[str]) -> bool:
    text = token.text
    if not text[:1].isupper() or not any(c.isalpha() for c in text):
        return text[:3] in ("al-", "el-") and text[3:4].isupper()
    bare = text.lower()
    if bare in NOT_NAMES and bare not in HONORIFICS:
        return bare in ("may", "april", "june", "august") and token.ent_type_ == "PERSON"
    if _begins(token):
        if lower[bare] < 0:
            return True
        if token.tag_ in ("NNP", "NNPS") or token.ent_type_ in ("PERSON", "ORG", "NORP", "GPE"):
            return not (lower[bare] > 1 and token.ent_type_ == "") and not token.is_stop
        return False
    return (
        token.pos_ not in ("PRON", "DET", "ADP", "CCONJ", "SCONJ", "AUX") or token.ent_type_ != ""
    )


def _begins(token: "Token") -> bool:
    """Whether a word would have a capital anyway: it opens a sentence or follows a mark."""
    return token.i == 0 or bool(token.is_sent_start) or not token.nbor(-1).text[-1:].isalnum()


def _without_title(doc: "Doc", first: int, last: int) -> list[Mention]:
    """The name in a run of capitalised words, apart from the titles before it."""
    start = first
    for place in range(first, last):
        text = doc[place].text
        if is_title(text) and not (
            text.lower() in HONORIFICS and place > first and not text.endswith(".")
        ):
            ends = place + 1
            if ends < last and doc[ends].lower_ == "of":
                ends += 2 + (doc[ends + 1].lower_ == "the")
            if ends <= last:
                start = ends
    if (
        start == first
        and last > first
        and (
            doc[first].lower_ in FROM_GROUP
            or (doc[first].ent_type_ == "NORP" and doc[first + 1].ent_type_ == "PERSON")
        )
    ):
        start = first + 1
    title = doc[first:start].text if start > first else None
    words = [doc[place].text for place in range(start, last + 1)]
    while words and words[-1] in ("-", "&"):
        words, last = words[:-1], last - 1
    if not words or (len(words) == 1 and not title and is_title(words[0])):
        return []
    gender, person = _judge(doc, start, last, words, title)
    return [Mention(start, last, tuple(_joined(doc, start, last)), title, gender, person)]


def _joined(doc: "Doc", first: int, last: int) -> list[str]:
    """The words of a name, those with a hyphen between them as one."""
    return doc[first : last + 1].text.split()


def _judge(
    doc: "Doc", first: int, last: int, words: list[str], title: str | None
) -> tuple[Gender | None, bool | None]:
    gender, known = first_name_gender(words[0])
    if title:
        told = gender_of(title)
        return (told or (gender if len(words) > 1 else None)), True  # type: ignore[return-value]
    if any(word.lower() in GROUPS for word in words):
        return None, False
    role = role_before(doc[first])
    if role is not None and doc[first].ent_type_ not in ("ORG", "GPE", "NORP", "LOC"):
        told = gender_of(role.of(doc.text))
        return (told or (gender if len(words) > 1 else None)), True  # type: ignore[return-value]
    before = doc[first - 1].lower_ if first else ""
    labels = Counter(doc[place].ent_type_ for place in range(first, last + 1))
    label = labels.most_common(1)[0][0]
    if len(words) > 1 and known and len(words) <= 5 and before != "the":
        return gender, True
    if label in ("ORG", "GPE", "NORP", "LOC", "FAC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"):
        return None, False if before == "the" or len(words) > 1 else None
    if label == "PERSON" and before != "the":
        return None, True
    return None, None
