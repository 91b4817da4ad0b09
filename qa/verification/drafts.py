"""The quotations of a draft, each with the name that the draft gives it."""

from collections.abc import Iterator
from dataclasses import dataclass

from index import Article, Span, attribute_quotations
from index.indexed import AttributionMap
from index.speakers.quotation_marks import quotations
from qa.verification.results import Verification
from qa.verification.whose import attribution_of_words
from qa.verification.words import words_of


@dataclass(frozen=True, slots=True)
class DraftQuotation:
    """Words between quotation marks in a draft, and whom it gives them to; None for nobody."""

    span: Span
    speaker: str | None


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """Where a quotation stands in a draft, and what the articles say of it."""

    span: Span
    verification: Verification


def quotations_of(draft: Article) -> Iterator[DraftQuotation]:
    """The quotations in the title and body of a draft, in order; none that stands in another.

    >>> draft = Article.from_text("“It cost too much,” Ann Lee said. The price was called “fair”.")
    >>> [(found.span.of(draft.text), found.speaker) for found in quotations_of(draft)]
    [('“It cost too much,”', 'Ann Lee'), ('“fair”', None)]
    """
    said = AttributionMap(attribute_quotations(draft))
    written = [*draft.spans("title"), *draft.spans("body")]
    end = 0
    for quotation in quotations(draft.text):
        span = quotation.span
        inside = any(block.contains(span) for block in written)
        if span.start < end or not inside or not any(words_of(draft.text, span)):
            continue
        end = span.end
        attribution = attribution_of_words(said, [span])
        speaker = attribution.speaker if attribution else None
        yield DraftQuotation(span, speaker.name if speaker else None)
