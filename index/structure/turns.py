"""Who speaks by the form of a text: turns, letters, posts and introduced quotations."""

from collections.abc import Sequence

from index.structure.interviews import interviewed
from index.structure.introductions import headed, introduced
from index.structure.labels import labelled
from index.structure.letters import lettered
from index.structure.lines import lines_of
from index.structure.signatures import posted, signed
from index.structure.voices import Turn, Voices
from index.text import Span

FORMS = (posted, labelled, interviewed, lettered, headed, signed, introduced)
"""The plainest first: what one has found the next leaves alone."""


def find_turns(
    text: str, spans: Sequence[Span], titles: Sequence[Span] = ()
) -> tuple[list[Turn], list[Span]]:
    """The turns among the paragraphs of a text, in order, and the lines that only tell who speaks.

    `titles` are those paragraphs that nobody says.

    >>> from index.text import paragraphs
    >>> text = "ANN LEE: Is it open?\\nBO EK: I saw it.\\nLEE: When?\\nEK: On Monday."
    >>> turns, _ = find_turns(text, paragraphs(text))
    >>> [(turn.label.of(text), turn.words[0].of(text), turn.asks) for turn in turns][:2]
    [('ANN LEE', 'Is it open?', True), ('BO EK', 'I saw it.', False)]
    """
    lines = lines_of(text, spans)
    voices = Voices(lines)
    voices.taken.update(number for number, line in enumerate(lines) if line.span in titles)
    for form in FORMS:
        form(lines, voices)
    return sorted(voices.turns, key=lambda turn: turn.words), sorted(voices.marks)
