"""The lines of an article among those extracted: no repeats, and what the metadata bears out."""

import re
from collections import Counter
from collections.abc import Sequence

WORD = re.compile(r"\w+")
RUN = 4
"""Words of the runs by which texts are compared."""
LEAST_WORDS = 60
"""Of a stated text: shorter ones are summaries."""
ALIKE = 0.5
"""Share of a line's runs that stand in the stated text, if the line does."""
MOSTLY_FOUND = 0.8
"""Share of the stated text in what was extracted, from which on it can tell where that ends."""
HARDLY_FOUND = 0.5
"""Share below which something else was extracted, or the beginning alone."""
LEAST_REPEATED, LONGEST_REPEATED = 3, 60
"""Words of the lines that are looked for in longer ones."""
SENTENCE = 8
"""Words of a line that nobody writes twice; "And what happened then?" is asked again."""
MOST_LINES = 1_000
"""Lines at the beginning that are looked at: each is searched for in all."""
MOST_CUT = 0.25
"""Share of the words that can stand before and after the article."""


def as_stated(lines: Sequence[str], stated: str) -> list[str]:
    """The lines of the article, without those before and after what the metadata states.

    The stated text itself where hardly any of it was extracted: a script would have filled the
    page, or a subscription.

    >>> as_stated(["Log in.", "The bridge opened."], "Too short.")
    ['Log in.', 'The bridge opened.']
    """
    if len(WORD.findall(stated)) < LEAST_WORDS:
        return list(lines)
    wanted, found = _runs(stated), _runs("\n".join(lines))
    share = len(wanted & found) / len(wanted)
    if share < HARDLY_FOUND:
        return [line.strip() for line in stated.splitlines() if line.strip()]
    agreed = [number for number, line in enumerate(lines) if _agrees(line, wanted)]
    if share < MOSTLY_FOUND:
        return list(lines)
    kept = lines[agreed[0] : agreed[-1] + 1]
    cut = 1 - sum(map(_count, kept)) / sum(map(_count, lines))
    return list(kept if cut <= MOST_CUT else lines)


def _agrees(line: str, wanted: set[tuple[str, ...]]) -> bool:
    runs = _runs(line)
    return bool(runs) and len(runs & wanted) >= ALIKE * len(runs)


def _count(line: str) -> int:
    return len(WORD.findall(line))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = WORD.findall(text.casefold())
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def without_repeats(lines: Sequence[str]) -> list[str]:
    """The lines without those whose words stand in a longer one too, as quotations set large do,
    and without sentences that stand there a second time.

    >>> without_repeats(["“We hated her,” she said.", "We hated her", "It rained."])
    ['“We hated her,” she said.', 'It rained.']
    """
    letters = ["".join(filter(str.isalnum, line.casefold())) for line in lines[:MOST_LINES]]
    whole, counts = "\n".join(letters), Counter(letters)
    kept, seen = [], set[str]()
    for line, same in zip(lines, letters, strict=False):
        words = len(line.split())
        again = words >= SENTENCE and same in seen
        set_large = LEAST_REPEATED <= words <= LONGEST_REPEATED and whole.count(same) > counts[same]
        if not again and not set_large:
            kept.append(line)
        seen.add(same)
    return [*kept, *lines[MOST_LINES:]]
