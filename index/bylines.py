"""Bylines: which of the names in one are the people who wrote the article."""

import re

WEEKDAY = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?"
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)

PARTICLE = r"d[aeiou]s?|v[ao]n|de[lnr]|la|le|bin|bint|al|el|ter|ten|y"
PROPER_NAME = re.compile(rf"(?:(?:[^\W\d_a-z][\w.’'-]*|{PARTICLE})(?:\s+|$)){{1,6}}")
UNCAPITALISED_NAME = re.compile(r"[^\W\d_]{2,}(?: [^\W\d_]{2,}){1,2}")
"""Two or three words without a capital: a name where nothing else can stand."""
NOT_A_NAME = re.compile(rf"(?:{WEEKDAY}|{MONTH}$|christmas|easter|an?\s)", re.IGNORECASE)

BYLINE_OPENING = re.compile(
    r"(?:(?:(?:written|story|words|text|report(?:ed|ing)?|analysis|opinion|review|interview)\s+)?"
    r"by\b:?|(?:words|text|story|author):)\s+",
    re.IGNORECASE,
)
OTHER_WORK = re.compile(
    r"(?:(?:photo(?:s|graph(?:s|y|ed)?)?|pictures?|images?|illustrat(?:ions?|ed)|graphics?|video|"
    r"camera|edit(?:ing|ed|or)|produc(?:ed|tion|er)|translat(?:ed|ion)|additional \w+)"
    r"(?:\s+by\b:?|:)\s*)",
    re.IGNORECASE,
)
"""What else people are named for: pictures, and work on the words of others."""
CREDIT_END = re.compile(rf"[\s,;]+(?={OTHER_WORK.pattern})", re.IGNORECASE)
SIGN_OFF = re.compile(
    r"\(?(?:additional )?(?:reporting|writing) by (?P<names>[^;]{3,150})"
    r"(?:;\s*(?:additional )?(?:reporting|writing|editing) by [^;]{3,150}){0,4}[.)]*",
    re.IGNORECASE,
)
NAME_SEPARATOR = re.compile(r"\s*(?:[,;|&/•·]|\band\b|\bwith\b|\s[-–—]\s)\s*", re.IGNORECASE)
NAME_ADDITION = re.compile(r"\s+(?:in|for|at|of)\s+|\s*\(|\s+(?=@\w)", re.IGNORECASE)
"""What begins the rest of a name: "in Paris", "for the Herald", "(BBC)", "@annlee"."""
CONTACT = re.compile(
    r"[(<\[]?(?:@\w+|(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+)[)>\]]?$"
)

OUTLET_WORDS = (
    r"staff|writers?|correspondents?|reporters?|editors?|columnists?|contributors?|journalists?|"
    r"bureau|desk|newsdesk|reuters|a\.?p\.?|afp|upi|dpa|bbc|cnn|npr|pbs|nbc|cbs|abc|bloomberg|"
    r"news|guardian|herald|tribune|chronicle|magazine|agency|agencies|services?|network|newsroom|"
    r"politico|telegraph|gazette|team|editorial|associated press|wires?|newspapers?"
)
OUTLET_OR_SURNAME = r"press|times|post|journal|media|today|fox|independent|observer|mail|standard"
"""Outlets, and surnames too."""
OUTLET_AT_END = re.compile(rf"\b(?:{OUTLET_WORDS})$", re.IGNORECASE)
A_FEW_WORDS = re.compile(r"\w\S*(?: \S+){0,4}")
WRITER_WORD = re.compile(rf"\b(?:{OUTLET_WORDS}|{OUTLET_OR_SURNAME})\b", re.IGNORECASE)
NOBODY = re.compile(
    rf".*\b(?:{OUTLET_WORDS}|admin(?:istrator)?|webmaster|anonymous|unknown|guest|user|root|"
    r"admins?|press release|online|digital|contributed|published|inc|ltd|llc|gmbh|university|"
    r"institute|foundation|association|committee|department|ministry|office|council|society)\b.*|"
    r"the\b.*|(?:(?:daily|weekly|sunday|evening|morning|local|national|financial|radio|city|county|"
    rf"state|community|associated|free|new york|washington|huffington) +)?(?:{OUTLET_OR_SURNAME})",
    re.IGNORECASE,
)


def byline(words: str, *, plain: bool = False) -> tuple[str, ...] | None:
    """The people that a byline names, none for an outlet alone; None where it is no byline.

    `plain` allows a name without capitals after "by".

    >>> byline("Words: Ann Lee; pictures: Bo Ek"), byline("By Reuters"), byline("By and large")
    (('Ann Lee',), (), None)
    """
    if (by := BYLINE_OPENING.match(words)) is not None:
        named = CREDIT_END.split(words[by.end() :])[0]
        if plain and UNCAPITALISED_NAME.fullmatch(named):
            return (named,)
        return _people(named)
    if not WRITER_WORD.search(words) or words.endswith((".", "!", "?", "…", ":")):
        return None
    if PROPER_NAME.fullmatch(words):
        return ()
    people = _people(words) if len(NAME_SEPARATOR.split(words)) > 1 else None
    return people or None


def signed(words: str) -> tuple[str, ...] | None:
    """The people that "(Reporting by Ann Lee; editing by Bo Ek)" names; None for other lines."""
    found = SIGN_OFF.fullmatch(words)
    return (_people(found["names"]) or None) if found else None


def bare_byline(words: str) -> tuple[str, ...] | None:
    """The people that a line names, "Ann Lee in Paris and Bo Ek"; None where it says more."""
    people = []
    for piece in filter(None, NAME_SEPARATOR.split(words)):
        name, *_ = re.split(r"\s+in\s+(?=[^\W\d_a-z])", piece)
        if not (PROPER_NAME.fullmatch(name) and 2 <= len(name.split()) <= 4):
            return None
        people.append(name)
    return tuple(people) or None


def is_other_work(words: str) -> bool:
    """Whether a piece of a head names who took the pictures, or edited.

    >>> is_other_work("Pictures by Bo Ek"), is_other_work("Pictures of the year")
    (True, False)
    """
    other = OTHER_WORK.match(words)
    return other is not None and _people(words[other.end() :]) is not None


def is_somebody(name: str) -> bool:
    """Whether a name in a byline is a person's, and not an outlet's or an account's.

    >>> [name for name in ("Ann Lee", "Reuters Staff", "admin", "Megan Fox") if is_somebody(name)]
    ['Ann Lee', 'Megan Fox']
    """
    return not NOBODY.fullmatch(name)


def _people(words: str) -> tuple[str, ...] | None:
    """The people among the names in a byline; None when it holds what is no name at all."""
    people: list[str] = []
    for number, raw in enumerate(NAME_SEPARATOR.split(words.strip(" .()"))):
        piece = NAME_ADDITION.split(raw.strip(), maxsplit=1)[0].strip()
        if not piece or CONTACT.match(piece) or (number and WRITER_WORD.search(piece)):
            continue
        if not _is_name(piece):
            return None
        if is_somebody(piece) and (not number or len(piece.split()) > 1):
            people.append(piece)
    return tuple(people)


def _is_name(piece: str) -> bool:
    """Whether words are a person's name, or an outlet's, whose words need no capitals."""
    if NOT_A_NAME.match(piece):
        return False
    return bool(PROPER_NAME.fullmatch(piece)) or bool(
        A_FEW_WORDS.fullmatch(piece) and OUTLET_AT_END.search(piece)
    )
