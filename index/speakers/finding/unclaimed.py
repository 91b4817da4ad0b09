"""Quotations that no cue claims: whole sentences in quotation marks are somebody's words."""

from collections.abc import Iterable, Iterator

import numpy as np

from index.speakers.attribution import Attribution
from index.speakers.finding.drafts import Truths
from index.speakers.finding.runs import is_clause, is_closed, quoted_runs
from index.speakers.finding.words import Numbers, Words
from index.text import Span

UNCLAIMED_CHANCE = 0.8
"""That such a sentence is a statement."""
MOST_CAPITALS_SHARE = 0.5
"""Share of the words with a capital up to which it is no title of a work."""


def unclaimed(
    text: str, words: Words, claimed: Iterable[Attribution], spoken: Truths
) -> Iterator[Attribution]:
    """The statements in quotation marks of which nobody is found to have any word.

    They have neither cue nor source. One in parentheses is a title or a note, and one that is never
    closed may end anywhere.
    """
    taken = [span for attribution in claimed for span in attribution.content]
    for run in quoted_runs(text, words):
        content = tuple(_span(words, part) for part in run)
        free = not any(span.overlap(other) for span in content for other in taken)
        if free and is_closed(words, run) and _is_sentence(text, words, run[0], spoken):
            yield Attribution(content, None, None, None, "direct", UNCLAIMED_CHANCE)


def _span(words: Words, part: Numbers) -> Span:
    return words.span(int(part[0]), int(part[-1]))


def _is_sentence(text: str, words: Words, part: Numbers, spoken: Truths) -> bool:
    """Whether it is a clause that begins with a capital, unlike the other words of it."""
    if not is_clause(words, part, spoken):
        return False
    first = int(part[0])
    starts = words.starts[part[spoken[part]]]
    capitals = [text[start].isupper() for start in starts.tolist()]
    opened = text[: words.starts[first]].rstrip()[-1:]
    return capitals[0] and opened != "(" and bool(np.mean(capitals) <= MOST_CAPITALS_SHARE)
