"""What stands in a text and is not its story: datelines, corrections, key points, release heads."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

Aside = Literal["correction", "summary", "furniture"]

PLACE = r"(?!(?:SIR|MADAM)\b)[^\W\d_a-z]{3,}(?:[ .'’-]+[^\W\d_a-z]{2,})*"
"""In capitals, as the places of datelines are (AP stylebook, "datelines")."""
DATELINE = re.compile(
    rf"(?P<place>{PLACE})(?P<rest>(?:,\s*[^\W\d_][\w.’' ]{{1,30}}){{0,3}}(?:,\s*\d{{4}})?)"
    r"(?P<agency>\s*[(/][^()/\n]{2,40}[)/])?(?P<sign>\s*(?:[—–]|--?(?=\s))\s*|:\s+)(?=[\"“‘]?\w)"
)
NAMED_DATELINE = re.compile(
    r"[^\W\d_a-z][\w.’' ]{1,30}(?:,\s*[^\W\d_][\w.’' ]{1,30}){0,3}\s*\([^()\n]{2,40}\)"
    r"\s*(?:[—–]|--?(?=\s))\s*(?=[\"“‘]?\w)"
)
"""A place without capitals, before an agency in brackets: "Karsund (NPA) — A bridge"."""
DATELINE_LINES = 3

THIS_STORY = (
    r"(?:this|the) (?:article|story|post|page|piece|column|headline|copy|report)"
    r"(?: (?:of|on) this (?:article|story|page|piece))?"
)
CORRECTION = re.compile(
    r"[*†\s]*(?:(?:correction|clarification|amendment|erratum|editor(?:[’']s|s[’']|s)? note)s?"
    r"(?:\s*\([^()]{1,40}\)|,? [^:]{1,30})?\s*[:.—–-]"
    r"|(?:an? |the )?(?:earlier|previous|original|first)(?: published)? versions? of (?:this|the) "
    r"(?:article|story|report|post|piece|page|headline)\b"
    rf"|{THIS_STORY} (?:was|has been) (?:amended|corrected|clarified|updated|changed|edited)\b"
    rf"|{THIS_STORY} (?:originally|previously|initially|incorrectly|mistakenly|wrongly) "
    r"(?!appeared|ran|published|posted))",
    re.IGNORECASE,
)
LABEL_ALONE = re.compile(
    r"[*\s]*(?:corrections?|clarifications?|editor[’']s note)\W*", re.IGNORECASE
)

SUMMARY = re.compile(
    r"(?:the )?(?:key (?:points|facts|takeaways|findings)|at a glance|in (?:brief|short|summary)|"
    r"(?:main|quick) (?:points|facts)|highlights|takeaways|summary|what you need to know)\W*",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?…][\"”’»')\]]*$")
MOST_POINT_WORDS = 25
MOST_POINTS = 8

RELEASE_HEAD = re.compile(
    r"(?:for )?(?:immediate release|release on .{1,40})\b.{0,60}|"
    r"(?:press|news|media) release\b.{0,40}|embargo(?:ed)?\b.{0,80}",
    re.IGNORECASE,
)
RELEASE_CONTACT = re.compile(
    r"(?:(?:media|press|news|public) )*(?:contacts?|[ei]nquir(?:y|ies))\b[^.!?]{0,30}:.{0,200}",
    re.IGNORECASE,
)
CONTACT_DETAIL = re.compile(r".{0,60}(?:[\w.+-]+@[\w-]+\.\w+|\+?\d[\d ()-]{6,}\d).{0,40}")
RELEASE_BOILERPLATE = re.compile(
    r"(?:about [^.!?]{1,60}|notes? (?:to|for) editors?)\W*",
    re.IGNORECASE,
)
RELEASE_HEAD_LINES = 8


def dateline_end(words: str) -> int:
    """The length of the dateline with which a paragraph begins; 0 where it begins without.

    >>> dateline_end("KARSUND, Norland (NPA) — A bridge"), dateline_end("NATO - or some of it")
    (25, 0)
    """
    found = DATELINE.match(words)
    if found and (":" not in found["sign"] or found["agency"]):
        begins = words[found.end() :].lstrip('"“‘')[:1]
        return found.end() if begins.isupper() or begins.isdigit() else 0
    named = NAMED_DATELINE.match(words)
    return named.end() if named else 0


def asides(lines: Sequence[str], taken: frozenset[int]) -> dict[int, Aside]:
    """The numbers of the lines that are not the story, and what each is.

    >>> asides(["It rained.", "Correction: It snowed."], frozenset())
    {1: 'correction'}
    """
    free = [number for number in range(len(lines)) if number not in taken]
    found: dict[int, Aside] = {}
    found.update(_corrections(lines, free))
    found.update(_points(lines, free))
    found.update((number, "furniture") for number in _release(lines, free))
    return found


def _corrections(lines: Sequence[str], free: Sequence[int]) -> Iterator[tuple[int, Aside]]:
    for number in free:
        if LABEL_ALONE.fullmatch(lines[number]):
            yield number, "correction"
            if number + 1 in free:
                yield number + 1, "correction"
        elif CORRECTION.match(lines[number]):
            yield number, "correction"


def _points(lines: Sequence[str], free: Sequence[int]) -> Iterator[tuple[int, Aside]]:
    """The short lines right below "Key points" in which no sentence ends."""
    for label in free:
        if not SUMMARY.fullmatch(lines[label]):
            continue
        points = []
        for number in range(label + 1, min(len(lines), label + 1 + MOST_POINTS)):
            line = lines[number]
            if SENTENCE_END.search(line) or len(line.split()) > MOST_POINT_WORDS:
                break
            points.append(number)
        if len(points) > 1:
            yield from ((number, "summary") for number in (label, *points))


def _release(lines: Sequence[str], free: Sequence[int]) -> Iterator[int]:
    """The head of a press release, and what is said of its sender at the end."""
    head = [
        number
        for number in free
        if number < RELEASE_HEAD_LINES and RELEASE_HEAD.fullmatch(lines[number])
    ]
    contacts = [number for number in free if RELEASE_CONTACT.fullmatch(lines[number])]
    if not head and not any(line.strip() in ("###", "-ends-", "ENDS", "-30-") for line in lines):
        return
    yield from head
    for number in contacts:
        yield number
        for after in range(number + 1, number + 4):
            if after not in free or not CONTACT_DETAIL.fullmatch(lines[after]):
                break
            yield after
    late = [number for number in free if number > len(lines) // 2]
    begins = next((n for n in late if RELEASE_BOILERPLATE.fullmatch(lines[n])), len(lines))
    yield from (number for number in late if number >= begins)
