"""Bodies: what the name of a firm says that it is."""

from collections.abc import Sequence

from index.speakers.naming.mentions import COMPANY_WORDS, folded


def same_company(name: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one name is the other without its last words, which tell only that it is a company.

    >>> same_company(["Harrow", "Point"], "Harrow Point Capital".split())
    True
    >>> same_company(["Harrow"], "Harrow Times".split())
    False
    """
    short, long = sorted((_plain(words) for words in (name, other)), key=len)
    rest = long[len(short) :]
    return bool(rest) and long[: len(short)] == short and COMPANY_WORDS.issuperset(rest)


def _plain(words: Sequence[str]) -> list[str]:
    """The folded words of a name without its full stops."""
    return [folded(word).strip(".,") for word in words]
