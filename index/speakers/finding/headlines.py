"""Headlines: what they say that somebody said, by quotation marks, a colon or a verb of saying.

In their short present, "Cinema shows lost film" has the grammar of "Minister denies rift".
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from index.speakers.attribution import Attribution
from index.speakers.quotation_marks import quotations
from index.text import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

SAYING_VERBS = set(
    "accuse acknowledge add admit advise allege announce answer appeal argue ask assure caution "
    "claim comment complain concede conclude confess confirm contend criticise criticize "
    "declare decline demand deny describe disclose dispute explain insist joke maintain note "
    "pledge post predict promise recall refuse reject remark reply report respond say shout "
    "speak state stress tell testify urge vow warn write".split()
)
"""Cues of quotations and of reported speech in `training/pieces` that say that words were said."""
COLONS = ":–—-|"


def told(
    doc: "Doc", found: Iterable[Attribution], headlines: Sequence[Span]
) -> Iterator[Attribution]:
    """The attributions, without those in headlines that nobody is said to have said."""
    marked = [mark.span for mark in quotations(doc.text)] if headlines else []
    for attribution in found:
        inside = [line for line in headlines if line.overlap(attribution.content[0])]
        quoted = any(span.overlap(part) for span in marked for part in attribution.content)
        if not inside or quoted or _is_said(doc, attribution.cue):
            yield attribution


def _is_said(doc: "Doc", cue: Span | None) -> bool:
    phrase = doc.char_span(cue.start, cue.end, alignment_mode="expand") if cue else None
    return any(
        token.lemma_.lower() in SAYING_VERBS or token.text in COLONS for token in phrase or ()
    )
