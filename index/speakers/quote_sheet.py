"""The quote sheet: every speaker of an article and what each of them said."""

from collections.abc import Iterable
from dataclasses import dataclass

from index.speakers.attribution import Attribution, Speaker


@dataclass(frozen=True, slots=True)
class SpeakerStatements:
    """A speaker and the statements of that speaker, in the order of the text."""

    speaker: Speaker
    statements: tuple[Attribution, ...]


def quote_sheet(attributions: Iterable[Attribution]) -> list[SpeakerStatements]:
    """Every speaker with all statements, who said most first, else in the order of speaking.

    Statements whose speaker is unsure are left out, and so is what was not said.

    >>> from index.text import Span
    >>> said = Attribution((Span(0, 5),), Speaker("Ann Lee"), None, None, "direct", 0.9)
    >>> [(entry.speaker.name, len(entry.statements)) for entry in quote_sheet([said, said])]
    [('Ann Lee', 2)]
    """
    statements: dict[Speaker, list[Attribution]] = {}
    for attribution in attributions:
        if attribution.speaker is not None and attribution.is_statement:
            statements.setdefault(attribution.speaker, []).append(attribution)
    sheet = [SpeakerStatements(speaker, tuple(said)) for speaker, said in statements.items()]
    return sorted(sheet, key=lambda entry: -len(entry.statements))
