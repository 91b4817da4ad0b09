"""What needs no reading: what articles state of themselves, and all that somebody says."""

from itertools import islice

from index import Attribution, Span, Speaker
from index.indexed import IndexedArticle
from index.speakers.quote_sheet import quote_sheet
from index.store import Store
from qa.candidates import Place
from qa.citing.extracts import key_points, opening
from qa.settings import Settings
from qa.understanding.question import About
from qa.understanding.whose_words import WhoseWords

ARTICLES_OPENED = 100
"""Articles that are opened to cite what each states: an answer cites fewer."""


def stated(store: Store, about: About, settings: Settings) -> tuple[Place, ...]:
    """Where the articles state their title, byline or date, or tell what they are about."""
    if about == "lead":
        return tuple(
            Place(indexed, opening(indexed, settings.extract_words))
            for indexed in islice(store, ARTICLES_OPENED)
        )
    if about == "speakers":
        return _first_statements(store)
    return tuple(
        Place(indexed, span, span)
        for indexed in islice(store, ARTICLES_OPENED)
        for span in indexed.article.spans(about)
    )


def statements_of(store: Store, whose: WhoseWords) -> tuple[Place, ...]:
    """All that one speaker says, in the order of the articles; nothing where two are meant."""
    meant = whose.fitting
    if whose.chosen:
        meant = frozenset({whose.chosen}) & (meant or {whose.chosen})
    if len(meant) != 1:
        return ()
    return tuple(
        _place_of(indexed, said, max(said.content, key=len))
        for indexed in islice(store.said_by(meant), ARTICLES_OPENED)
        for said in indexed.attributions
        if said.is_statement and said.speaker and said.speaker in meant
    )


def summary(store: Store, chosen: Speaker | None, settings: Settings) -> tuple[Place, ...]:
    """What articles sum up themselves or open with, and the first statement of each speaker."""
    statements = [
        (entry.speaker, _place_of(indexed, said, max(said.content, key=len)))
        for indexed in islice(store, ARTICLES_OPENED)
        for entry in quote_sheet(indexed.attributions)
        for said in entry.statements[: None if chosen else 1]
    ]
    if chosen:
        return tuple(place for speaker, place in statements if speaker == chosen)
    leads = [
        Place(indexed, span)
        for indexed in islice(store, ARTICLES_OPENED)
        for span in key_points(indexed) or [opening(indexed, settings.extract_words)]
    ]
    return (*leads, *(place for _, place in statements))


def _first_statements(store: Store) -> tuple[Place, ...]:
    """The first statement of each speaker, with the words that name who speaks."""
    first: dict[Speaker, Place] = {}
    for indexed in islice(store, ARTICLES_OPENED):
        for said in indexed.attributions:
            if said.is_statement and said.speaker and said.source:
                first.setdefault(said.speaker, _place_of(indexed, said, said.source))
    return tuple(first.values())


def _place_of(indexed: IndexedArticle, said: Attribution, answer: Span) -> Place:
    """The sentences of a statement and of who makes it; in a title, its very words."""
    spans = [*said.content, answer]
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    sentences = indexed.sentences_in(whole) or (whole,)
    return Place(indexed, Span(sentences[0].start, sentences[-1].end), answer)
