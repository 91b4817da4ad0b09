"""Values looked up by the places where their spans overlap."""

from hypothesis import given
from hypothesis import strategies as st

from index import Span
from index.span_map import SpanMap

PLACES = st.integers(0, 12)
SPANS = st.builds(lambda start, end: Span(min(start, end), max(start, end)), PLACES, PLACES)


@given(st.lists(SPANS, max_size=8), SPANS)
def test_what_overlaps_is_what_a_scan_of_all_spans_finds(spans: list[Span], place: Span) -> None:
    found = SpanMap(enumerated := [(span, number) for number, span in enumerate(spans)])
    assert sorted(found.overlapping(place)) == sorted(
        (span, number) for span, number in enumerated if span.overlap(place)
    )
