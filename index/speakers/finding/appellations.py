"""Names, titles and nicknames, which stand in quotation marks and are nobody's statement."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from index.speakers.attribution import Attribution
from index.text import WORD

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NAMING_VERBS = set(
    "baptise baptize call christen dub entitle know name nickname style title".split()
)
MOST_NAME_WORDS = 8
"""Words of a name; a longer quotation after "known as" is a motto."""


def without_appellations(doc: "Doc", found: Iterable[Attribution]) -> Iterator[Attribution]:
    """The attributions, without what somebody or something is called by nobody in particular.

    A participle tells that: "was known as the “fox”", "a film called “Rain”". Who calls somebody
    something says so: "Lee called it “a farce”".
    """
    for attribution in found:
        if attribution.kind == "indirect" or not _is_appellation(doc, attribution):
            yield attribution


def _is_appellation(doc: "Doc", attribution: Attribution) -> bool:
    cue, text = attribution.cue, doc.text
    phrase = doc.char_span(cue.start, cue.end, alignment_mode="expand") if cue else None
    words = sum(len(WORD.findall(span.of(text))) for span in attribution.content)
    by_somebody = text.startswith(" by ", attribution.content[-1].end)
    return words <= MOST_NAME_WORDS and not by_somebody and any(map(_is_passive, phrase or ()))


def _is_passive(word: "Token") -> bool:
    """Whether a verb of naming is a participle without an agent: "known as", "was dubbed"."""
    beside = {child.lower_ for child in word.children if child.dep_ in ("agent", "aux")}
    return (
        word.lemma_.lower() in NAMING_VERBS
        and word.tag_ == "VBN"
        and ("been" in beside or not beside & {"by", "have", "has", "had", "'s", "’s", "having"})
    )
