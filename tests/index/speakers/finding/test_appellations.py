"""What somebody is called is nobody's statement."""

import pytest

from index.speakers.attribution import Attribution
from index.speakers.finding.appellations import without_appellations
from index.speakers.parsing import parse
from index.text import Span


def kept(text: str, cue: str, content: str) -> bool:
    places = [Span(text.index(words), text.index(words) + len(words)) for words in (cue, content)]
    given = Attribution((places[1],), None, None, places[0], "direct", 0.9)
    return list(without_appellations(parse(text), [given])) == [given]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The tenor was known as the “fox of the fjord”.", "was known as"),
        ("She wrote a song called “Rain on the Fjord”.", "called"),
        ("The bridge was dubbed “the ladder”.", "was dubbed"),
    ],
)
def test_names_and_titles_are_left_out(text: str, cue: str) -> None:
    assert not kept(text, cue, text[text.index("“") : text.index("”") + 1])


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Ann Lee called the bridge “a ladder”.", "called"),
        ("Ann Lee has called it “a ladder”.", "has called"),
        ("It was called “a ladder” by Ann Lee.", "was called"),
        ("She said it was “known to all”.", "said"),
    ],
)
def test_who_calls_it_so_says_it(text: str, cue: str) -> None:
    assert kept(text, cue, text[text.index("“") : text.index("”") + 1])
