"""Furniture: what stands around an article and is not the article.

A line is furniture by its own words (share and sign-up lines, credits, copyright), by the label
above it (lists of tags, sources and other stories), or by its place among furniture at the end.
Where the signs disagree a line is body: a lost sentence is worse than a kept label. In the 840
training articles of PolNeAR 135 lines and brackets are furniture, and a single one of 19,881
attributions touches any of them.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from index.furniture_forms import (
    BUTTON_WORDS,
    CAPTION_LINE,
    CLOSING_LINE,
    ENDING_LINE,
    FURNITURE_IN_BRACKETS,
    LABEL_LINE,
    NETWORK_NAMES,
    PASSING_LINE,
    RIGHTS_WORD,
    SHARE_WORDS,
    WORDS_OF_THE_SITE,
)
from index.text import Span

LONGEST_FURNITURE_LINE = 600
"""Characters of the longest line that its own words can make furniture."""
LOOKED_AT_CHARACTERS = 2000
"""Characters of a paragraph that are looked at for speech and for rights."""

SPEECH = re.compile(
    r"[“\"].*[”\"]|\b(?:said|says|told|asked|added|according to|wrote|replied|announced)\b",
    re.IGNORECASE,
)
TWO_SENTENCES = re.compile(r"[a-z\d”’)][.!?][\"”’)\]]*\s+[“\"‘(\[]?[A-Z]")
PLAIN_WORDS = re.compile(
    r"\b(?:the|an?|he|she|they|we|you|it|his|her|their|its|this|that|these|those|was|were|had|has|have|been|is|are)\b",
    re.IGNORECASE,
)
FINAL_STOP = re.compile(r"[.!?:;,…]['\"”’)\]]*$")
LIST_SIGN = re.compile(r"\s*(?:[-–—•*·]|\d+[.)])\s*\S")


def furniture_lines(lines: Sequence[str], taken: frozenset[int] = frozenset()) -> frozenset[int]:
    """The numbers of the lines that are furniture; those in `taken` are something else already.

    >>> sorted(furniture_lines(["The bridge opened.", "Tagged Under:", "bridges, Rome"]))
    [1, 2]
    """
    found: set[int] = set()
    for number, line in enumerate(lines):
        if number in taken or len(line) > LONGEST_FURNITURE_LINE:
            continue
        if _by_its_words(line):
            found.add(number)
        elif LABEL_LINE.fullmatch(line):
            listed = _listed(lines, number, taken)
            if listed or line.endswith(":") or number == len(lines) - 1:
                found |= {number, *listed}
    _close(lines, taken, found)
    return frozenset(found)


def furniture_in(line: str) -> list[Span]:
    """The places inside a paragraph that are furniture: bracketed links and picture credits.

    >>> furniture_in("He agreed. (Related: Ten bridges to see.)")
    [Span(start=11, end=41)]
    """
    return [Span(*found.span()) for found in FURNITURE_IN_BRACKETS.finditer(line)]


def _by_its_words(line: str) -> bool:
    if PASSING_LINE.fullmatch(line) or ENDING_LINE.fullmatch(line) or _shares(line):
        return True
    plain = not SPEECH.search(line) and len(TWO_SENTENCES.findall(line)) < 2
    return plain and CAPTION_LINE.fullmatch(line) is not None


def _shares(line: str) -> bool:
    """Whether a line consists of the names of share buttons."""
    buttons = re.findall(r"\w+", line.casefold())
    if not BUTTON_WORDS.issuperset(buttons):
        return False
    return not SHARE_WORDS.isdisjoint(buttons) or len(NETWORK_NAMES.intersection(buttons)) > 1


def _listed(lines: Sequence[str], label: int, taken: frozenset[int]) -> list[int]:
    """The lines right below a label that are items of its list: no sentence ends in them."""
    listed = []
    for number in range(label + 1, min(label + 13, len(lines))):
        line = lines[number]
        long = len(line.split()) > 20 and line.count(",") < 5
        if (
            number in taken
            or long
            or len(line) > LONGEST_FURNITURE_LINE
            or FINAL_STOP.search(line)
            or SPEECH.search(line)
        ):
            break
        listed.append(number)
    return listed


def _close(lines: Sequence[str], taken: frozenset[int], found: set[int]) -> None:
    """Adds to `found` what the end of the text makes furniture, from the last line up."""
    last = max((n for n in range(len(lines)) if n not in found and _is_prose(lines[n])), default=-1)
    closing = [n for n in range(last + 1, len(lines)) if n not in taken]
    marked = any(n in found for n in closing)
    found.update(
        n
        for n in closing[-12:]
        if CLOSING_LINE.fullmatch(lines[n]) or (marked and _disclaims(lines[n], 2))
    )
    for run in _runs([n for n in closing if n not in found]):
        found.update(_headlines(lines, run, found))


def _headlines(lines: Sequence[str], run: Sequence[int], found: set[int]) -> Sequence[int]:
    """Those lines of a run at the end of the text that are headlines of other stories.

    The whole run, between links, tags or rights; else the last two or more, in title case.
    """
    if any(SPEECH.search(lines[n]) or LIST_SIGN.match(lines[n]) for n in run):
        return ()
    before, after = run[0] - 1, run[-1] + 1
    if before in found and after in found and not PASSING_LINE.fullmatch(lines[before]):
        like = sum(_like_headline(lines[n]) for n in run)
        return run if like * 2 > len(run) else ()
    last = list(takewhile(lambda n: _in_title_case(lines[n]), reversed(run)))
    return last if after == len(lines) and len(last) > 1 else ()


def _is_prose(line: str) -> bool:
    """Whether a line must be part of the article, wherever it stands."""
    line = line[:LOOKED_AT_CHARACTERS]
    if SPEECH.search(line):
        return True
    if CLOSING_LINE.fullmatch(line) or _disclaims(line, 3):
        return False
    return bool(len(line.split()) > 25 and FINAL_STOP.search(line)) or bool(
        TWO_SENTENCES.search(line)
    )


def _disclaims(line: str, least: int) -> bool:
    """Whether a line is about the site itself, with so many words of rights and duties."""
    line = line[:LOOKED_AT_CHARACTERS]
    rights = {word.casefold() for word in RIGHTS_WORD.findall(line)}
    return (
        len(rights) >= least
        and WORDS_OF_THE_SITE.search(line) is not None
        and not SPEECH.search(line)
    )


def _runs(numbers: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _like_headline(line: str) -> bool:
    """Whether a line has the clipped style of a headline: short, few articles and pronouns."""
    words = line.split()
    if not 4 <= len(words) <= 20:
        return False
    return not PLAIN_WORDS.search(line) or not FINAL_STOP.search(line) or _in_title_case(line)


def _in_title_case(line: str) -> bool:
    """Whether most longer words begin with a capital, and five words or more make no sentence."""
    longer = re.findall(r"[^\W\d_]{4,}", line)
    capital = sum(word[0].isupper() for word in longer)
    return len(line.split()) >= 5 and len(longer) > 2 and capital >= 0.75 * len(longer)
