"""Values that belong to spans of a text, found by the places where they overlap."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from operator import itemgetter
from typing import Generic, TypeVar

from index.text import Span

Value = TypeVar("Value")


class SpanMap(Generic[Value]):
    """Pairs of a span and a value; the spans may overlap and nest, and come in any order."""

    def __init__(self, pairs: Iterable[tuple[Span, Value]]) -> None:
        self._pairs = sorted(pairs, key=itemgetter(0))
        self._starts = [span.start for span, _ in self._pairs]
        # No span before a place reaches further than this: it grows, so it can be bisected too.
        self._reach = list(accumulate((span.end for span, _ in self._pairs), max))

    def overlapping(self, span: Span) -> Iterator[tuple[Span, Value]]:
        """The pairs whose span shares a character with this one, in the order of the text.

        >>> said = SpanMap([(Span(4, 9), "indirect"), (Span(0, 5), "direct")])
        >>> list(said.overlapping(Span(3, 4)))
        [(Span(start=0, end=5), 'direct')]
        """
        first = bisect_right(self._reach, span.start)
        last = bisect_left(self._starts, span.end)
        return (pair for pair in self._pairs[first:last] if pair[0].overlap(span))
