"""Signatures: a name after the words, below a post, a quotation or a letter."""

import re
from collections.abc import Iterator, Sequence

from index.structure.lines import Line
from index.structure.names import FULL_NAME, NAME
from index.structure.voices import Voices
from index.text import Span

DASH = r"(?:[―—–]|--?)"
HANDLE = r"@\w{2,30}(?:[.@-]\w+)*"
ACCOUNT = re.compile(
    rf"(?P<dash>{DASH}\s*)?(?P<name>[^\n@(]{{2,60}}?)\s*\(?{HANDLE}\)?(?P<rest>[^\n]{{0,60}})"
)
"""A name and its account: "— Ann Lee (@annlee) May 3, 2025" or "Ann Lee @annlee · 2h"."""
POST_END = re.compile(rf"\s{DASH}\s*(?P<name>[^\n@(—–]{{2,60}}?)\s*\({HANDLE}\)[^\n]{{0,40}}$")
DASHED = re.compile(rf"{DASH}\s*(?P<name>{NAME})(?P<rest>(?:\s*[,(]|\s+in\b|$)[^\n]{{0,120}})$")
DASHED_END = re.compile(
    rf"(?<=[.!?…\"”’])\s+{DASH}\s*(?P<name>{NAME})(?:\s*[,(][^\n\"“”]{{0,80}})?$"
)
BRACKETED_END = re.compile(
    r"(?<=[.!?…\"”])\s+\((?P<name>" + FULL_NAME.pattern + r")(?:,[^()\n]{1,60})?\)$"
)
VERB_OF_SENTENCE = re.compile(
    r"\b(?:said|says|wrote|writes|told|tells|posted|is|was|are|were|has|had)\b"
)


def posted(lines: Sequence[Line], voices: Voices) -> None:
    """Adds posts, which a name with an account stands before, behind or below."""
    for number, line in enumerate(lines):
        if not voices.free(number):
            continue
        if end := POST_END.search(line.words):
            _add_inline(line, number, end, voices)
            continue
        account = ACCOUNT.fullmatch(line.words)
        if not account or VERB_OF_SENTENCE.search(line.words) or line.is_prose:
            continue
        label = line.part(*account.span("name"))
        if words := (_above if account["dash"] else _below)(lines, number, voices):
            voices.mark(number)
            voices.add(words, label=label)


def signed(lines: Sequence[Line], voices: Voices) -> None:
    """Adds quotations with a dash and a name after them, and such lists of remarks."""
    for number, line in enumerate(lines):
        if not voices.free(number):
            continue
        found = DASHED.fullmatch(line.words)
        if found and (words := _quoted_above(lines, number, voices)):
            voices.mark(number)
            voices.add(words, label=line.part(*found.span("name")))
    for form in (DASHED_END, BRACKETED_END):
        ends = [
            (number, match)
            for number, line in enumerate(lines)
            if voices.free(number) and (match := form.search(line.words))
        ]
        remarks = len(ends) > 1 and 2 * sum(lines[number].addresses for number, _ in ends) >= len(
            ends
        )
        for number, match in ends:
            if remarks or (form is DASHED_END and lines[number].opens_quotation):
                _add_inline(lines[number], number, match, voices)


def _add_inline(line: Line, number: int, end: re.Match[str], voices: Voices) -> None:
    words = line.part(0, end.start())
    voices.add([words], label=line.part(*end.span("name")), lines=(number,))
    voices.marks.append(line.part(end.start()))


def _above(lines: Sequence[Line], number: int, voices: Voices) -> list[Span]:
    """The quotation above a line, or the paragraph above with what adjoins it."""
    return _quoted_above(lines, number, voices) or _adjoining(lines, number, voices)


def _quoted_above(lines: Sequence[Line], number: int, voices: Voices) -> list[Span]:
    """The run of quotations above a line, up to one that is complete by itself."""
    found: list[Span] = []
    for above in range(number - 1, -1, -1):
        line = lines[above]
        if not voices.free(above) or not (line.cited or line.is_quotation):
            break
        if found and not line.cited and line.words.rstrip()[-1] in '"”»':
            break
        found.insert(0, line.span)
    return found


def _adjoining(lines: Sequence[Line], number: int, voices: Voices) -> list[Span]:
    found: list[Span] = []
    for above in _up(number):
        if not voices.free(above):
            break
        found.insert(0, lines[above].span)
        if lines[above].apart:
            break
    return found


def _below(lines: Sequence[Line], number: int, voices: Voices) -> list[Span]:
    """The line below, with what adjoins it."""
    found: list[Span] = []
    for below in range(number + 1, len(lines)):
        line = lines[below]
        if not voices.free(below) or (found and line.apart) or ACCOUNT.fullmatch(line.words):
            break
        found.append(line.span)
    return found


def _up(number: int) -> Iterator[int]:
    yield from range(number - 1, -1, -1)
