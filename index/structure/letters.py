"""Letters to the editor, with the name of their writer below."""

import re
from collections.abc import Sequence

from index.structure.lines import Line
from index.structure.names import FULL_NAME, begins_a_sentence, name_part
from index.structure.voices import Voices
from index.text import Span

SALUTATION = re.compile(
    r"(?:(?:dear )?(?:sir|madam|editors?)(?: (?:or|and) madam)?|to the editors?|dear [^,:\n]{2,30})"
    r"(?:\s*[,:;–—-]+\s*|$)",
    re.IGNORECASE,
)
SIGN_OFF = re.compile(
    r"(?:yours (?:sincerely|faithfully|truly|etc)|(?:kind |best )?regards|sincerely)[,.]*",
    re.IGNORECASE,
)
PAGE_OF_LETTERS = re.compile(
    r"\b(?:letters?|your (?:views|comments|say)|mailbag|postbag|readers?|to the editor)\b",
    re.IGNORECASE,
)
HEADING_LINES = 3
MOST_SIGNATURE_WORDS, MOST_SIGNATURE_LINES = 8, 4
LONGEST_SIGNATURE = 100
"""Characters of a name with a position after it."""
LOWER_WORD = re.compile(
    r"(?:^|\s)(?!(?:of|the|and|upon|in|by|d[aeu]|v[ao]n|de[lnr]?|la|le|retd)\b)[a-z]{2,}"
)


def lettered(lines: Sequence[Line], voices: Voices) -> None:
    """Adds the letters of a page of letters to `voices`, each with its signature."""
    salutations = {
        number: match.end()
        for number, line in enumerate(lines)
        if voices.free(number) and (match := SALUTATION.match(line.words))
    }
    page = any(PAGE_OF_LETTERS.search(line.words) for line in lines[:HEADING_LINES])
    signatures = [n for n in range(1, len(lines)) if _is_signature(lines, n, voices)]
    if not signatures or not (salutations or page) or _heads(lines, salutations):
        return
    begun = 0 if page else min(salutations)
    for number in signatures:
        after = _signature_end(lines, number, voices)
        first = max((n for n in salutations if begun <= n < number), default=begun)
        words = _words(lines, range(first, number), salutations, voices)
        if words:
            name = FULL_NAME.search(lines[number].words)
            label = lines[number].part(*name.span()) if name else lines[number].span
            voices.mark(*range(number, after))
            voices.add(words, label=label)
        begun = after


def _heads(lines: Sequence[Line], salutations: dict[int, int]) -> bool:
    """Whether names stand above what their bearers say: the first has no prose above it."""
    named = (n for n, line in enumerate(lines) if n and "," in line.words and _is_name(line))
    first = next(named, 0)
    return not salutations and first > 0 and not any(line.is_prose for line in lines[1:first])


def _words(
    lines: Sequence[Line], numbers: range, salutations: dict[int, int], voices: Voices
) -> list[Span]:
    """The paragraphs of a letter, without its heading, its salutation and its sign-off."""
    found: list[Span] = []
    for number in numbers:
        if not voices.free(number):
            found = []
            continue
        line = lines[number]
        heading = not found and not _says(line) and number not in salutations
        if heading or SIGN_OFF.fullmatch(line.words):
            continue
        span = line.part(salutations.get(number, 0))
        if len(span):
            found.append(span)
    return found


def _says(line: Line) -> bool:
    """Whether a line is a sentence, and not a heading with a full stop."""
    return line.is_prose and len(line.words.split()) > 2


def _is_signature(lines: Sequence[Line], number: int, voices: Voices) -> bool:
    """Whether a line is a name, and what stands around it shows that it signs what is above."""
    line, above = lines[number], lines[number - 1]
    if not voices.free(number) or not _is_name(line):
        return False
    signed_off = SIGN_OFF.fullmatch(above.words) is not None
    placed = not line.apart or "," in line.words or _place_follows(lines, number)
    ends = number + 1 == len(lines) or SALUTATION.match(lines[number + 1].words) is not None
    return signed_off or (above.is_prose and (placed or ends))


def _is_name(line: Line) -> bool:
    """Whether a line is a name, with a place or a position after a comma or in brackets."""
    name = FULL_NAME.match(line.words)
    sentence = line.is_prose and "," not in line.words
    if not name or begins_a_sentence(name[0]) or sentence or len(line.words) > LONGEST_SIGNATURE:
        return False
    rest = line.words[name.end() :].lstrip()
    return (not rest or rest[0] in ",(") and not LOWER_WORD.search(name_part(line.words))


def _place_follows(lines: Sequence[Line], number: int) -> bool:
    """Whether a short line adjoins the name: a place or a position."""
    after = lines[number + 1 : number + 2]
    return any(not line.apart and len(line.words.split()) <= MOST_SIGNATURE_WORDS for line in after)


def _signature_end(lines: Sequence[Line], number: int, voices: Voices) -> int:
    """The number after the last line that adjoins a signature."""
    end = number + 1
    while end < min(len(lines), number + MOST_SIGNATURE_LINES):
        if lines[end].apart or len(lines[end].words.split()) > 2 * MOST_SIGNATURE_WORDS:
            break
        if SALUTATION.match(lines[end].words) or not voices.free(end):
            break
        end += 1
    return end
