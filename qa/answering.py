"""The way of a question: understand, resolve the speaker, retrieve, read, rank, cite or refuse."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from operator import attrgetter

from index import Attribution, Span, Speaker
from index.indexed import IndexedArticle
from index.speakers.quote_sheet import quote_sheet
from index.store import Store
from qa.candidates import Candidate, Finding, Place
from qa.citing.answers import Answer
from qa.citing.citations import citation, cite
from qa.citing.extracts import key_points, opening
from qa.citing.said_by import (
    answered_by_speaker,
    answered_by_statement,
    is_anothers,
    is_said,
    is_stated,
    is_unsaid,
)
from qa.comprehension.calibration import default_calibration
from qa.comprehension.models import Models, default_models
from qa.ranking import ranked_sentences
from qa.retrieval import passages_to_read
from qa.settings import Settings
from qa.understanding.manners import REPLIES, manner_of
from qa.understanding.question import About, Question, checked, speaker_matching, understood
from qa.understanding.spelling import Spelling
from qa.understanding.talk import (
    FollowUp,
    Turn,
    article_of,
    as_read,
    built_upon,
    follow_up,
    questions_in,
)
from qa.understanding.whose_words import WhoseWords, whose_words

OPENED = 100
"""Articles that are opened to cite what each states: an answer cites fewer."""


def answer(
    store: Store,
    spelling: Spelling | None,
    question: str,
    *,
    speaker: str | None,
    article: str | None,
    talk: Sequence[Turn],
    models: Models | None,
    settings: Settings,
) -> Answer:
    """What the articles of a store answer; falsy when they do not.

    `spelling` is that of the articles, and without it the question is taken as it was typed;
    `speaker` names somebody whose statements alone count; `article` is the id of the one that is
    before the reader; `talk` are the turns before. Without `models`, those that come with the
    program are loaded once something must be read. Raises QuestionError for what is no question.
    """
    asked = checked(question)
    manner = manner_of(asked, store.encoder) if spelling else None
    if manner in REPLIES:
        return Answer(asked, asked, reply=REPLIES[manner])
    meant = FollowUp(spelling.corrected(asked) if spelling else asked)
    known = store.speakers("\n".join([meant.text, speaker or "", *_words_of(talk)]))
    if spelling:
        meant = follow_up(meant.text, talk, known)
    chosen = speaker_matching(speaker, known) if speaker else None
    if manner == "summary":
        findings = [Finding(stated=_summary(store, chosen, settings))]
    else:
        parts = questions_in(meant.text, known)
        askable = [part for part in parts if part.about or chosen or not speaker]
        before = built_upon(talk) if meant.leans else []
        reading = _Reading(
            store,
            known,
            before,
            as_read(before) if meant.about else (),
            article or article_of(before),
            models,
            settings,
        )
        findings = [_finding(reading, part, chosen) for part in askable]
    least, sure = _least(findings, models, settings)
    if meant.otherwise:
        whose = whose_words(understood(meant.otherwise), known, chosen)
        if not any(found.probability >= least and _is_told(found, whose) for found in findings):
            meant, sure = FollowUp(meant.otherwise), True
            findings = [Finding(stated=_statements(store, whose))]
    citations = cite([found for found in findings if found.probability >= least], least, settings)
    likeliest = max(findings, key=attrgetter("probability"), default=Finding())
    read = any(finding.candidates for finding in findings)
    foreign = any(not cited.article.is_english for cited in citations)
    closest = None if citations else _closest(store, meant.text, likeliest)
    return Answer(
        asked,
        meant.shown,
        citations,
        probability=likeliest.probability,
        closest=citation(closest, 0, longest=settings.extract_words) if closest else None,
        perhaps=not sure or (read and foreign),  # the networks were trained and measured on English
        about=meant.about,
    )


def _words_of(talk: Sequence[Turn]) -> Iterator[str]:
    for turn in talk:
        yield from filter(None, (turn.question, turn.answer, turn.speaker, turn.asked, turn.about))


def _is_told(found: Finding, whose: WhoseWords) -> bool:
    """Whether what was found is said by whoever the question names, if it names anybody."""
    if not whose.named or not found.candidates:
        return True
    place = found.candidates[0].place
    said = place.indexed.statements_in(place.span)
    return any(statement.speaker and whose.include(statement.speaker) for statement in said)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What questions are read with: the articles, the turns before, models and settings.

    `known` are the speakers whom the questions and the turns can name. The reader is given a
    `talk` only where the question does not stand alone; `leans_on` is the id of the article that
    the questions are about, where that is known.
    """

    store: Store
    known: tuple[Speaker, ...]
    before: Sequence[Turn]
    talk: Sequence[str]
    leans_on: str | None
    models: Models | None
    settings: Settings

    def candidates(self, question: Question, whose: WhoseWords) -> tuple[Candidate, ...]:
        """The sentences that may answer, the likeliest first, with their exact words."""
        models = self.models or default_models()
        passages = passages_to_read(
            self.store,
            question,
            whose.chosen,
            self.settings.passages_read,
            leans_on=self.leans_on,
        )

        def ranked(text: str) -> list[Candidate]:
            return ranked_sentences(self.store, text, passages, models, whose=whose, talk=self.talk)

        found = ranked(question.text)
        if question.claim:
            claimed = ranked(question.claim)
            stated = [candidate for candidate in claimed if is_stated(candidate.place)]
            if stated and stated[0].probability >= models.calibration.threshold:
                found = stated  # also where a pronoun stands for who said it
        return tuple(
            replace(candidate, place=_with_exact_words(candidate.place, question, whose))
            for candidate in found
            if _suits(candidate.place, question, whose)
        )


def _suits(place: Place, question: Question, whose: WhoseWords) -> bool:
    """Whether a place can answer, as far as that is told by who says something there."""
    if question.asks_denial:
        return True
    if question.who_spoke:
        return is_said(place)
    if (question.asks_what or question.asks_whether_said) and whose.restricts:
        return not is_unsaid(place) and not is_anothers(place, whose.include)
    return True


def _finding(reading: _Reading, part: Question, chosen: Speaker | None) -> Finding:
    """What answers one question: what the articles state, all that somebody says, or candidates."""
    whose = whose_words(part, reading.known, chosen)
    if part.about:
        found = Finding(stated=_stated(reading.store, part.about, reading.settings))
    elif part.asks_for_all and (statements := _statements(reading.store, whose)):
        found = Finding(stated=statements)
    else:
        found = Finding(candidates=reading.candidates(part, whose))
    return _without(reading.before, found) if part.asks_for_others else found


def _without(before: Sequence[Turn], found: Finding) -> Finding:
    """What was found, without what earlier turns cited."""
    cited = [place for turn in before for place in turn.cited]

    def new(place: Place) -> bool:
        article = place.indexed.article.id
        return not any(known == article and span.overlap(place.span) for known, span in cited)

    return Finding(
        tuple(filter(new, found.stated)),
        tuple(candidate for candidate in found.candidates if new(candidate.place)),
    )


def _stated(store: Store, about: About, settings: Settings) -> tuple[Place, ...]:
    """Where the articles state their title, byline or date, or tell what they are about."""
    if about == "lead":
        return tuple(
            Place(indexed, opening(indexed, settings.extract_words))
            for indexed in islice(store, OPENED)
        )
    if about == "speakers":
        return _first_statements(store)
    return tuple(
        Place(indexed, span, span)
        for indexed in islice(store, OPENED)
        for span in indexed.article.spans(about)
    )


def _statements(store: Store, whose: WhoseWords) -> tuple[Place, ...]:
    """All that one speaker says, in the order of the articles; nothing where two are meant."""
    meant = whose.fitting
    if whose.chosen:
        meant = frozenset({whose.chosen}) & (meant or {whose.chosen})
    if len(meant) != 1:
        return ()
    return tuple(
        _place_of(indexed, said, max(said.content, key=len))
        for indexed in islice(store.said_by(meant), OPENED)
        for said in indexed.attributions
        if said.is_statement and said.speaker and said.speaker in meant
    )


def _summary(store: Store, chosen: Speaker | None, settings: Settings) -> tuple[Place, ...]:
    """What articles sum up themselves or open with, and the first statement of each speaker."""
    statements = [
        (entry.speaker, _place_of(indexed, said, max(said.content, key=len)))
        for indexed in islice(store, OPENED)
        for entry in quote_sheet(indexed.attributions)
        for said in entry.statements[: None if chosen else 1]
    ]
    if chosen:
        return tuple(place for speaker, place in statements if speaker == chosen)
    leads = [
        Place(indexed, span)
        for indexed in islice(store, OPENED)
        for span in key_points(indexed) or [opening(indexed, settings.extract_words)]
    ]
    return (*leads, *(place for _, place in statements))


def _first_statements(store: Store) -> tuple[Place, ...]:
    """The first statement of each speaker, with the words that name who speaks."""
    first: dict[Speaker, Place] = {}
    for indexed in islice(store, OPENED):
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


def _with_exact_words(place: Place, question: Question, whose: WhoseWords) -> Place:
    if question.who_spoke:
        return answered_by_speaker(place)
    if question.asks_what:
        return answered_by_statement(place, whose.include)
    return place


def _least(
    findings: Sequence[Finding], models: Models | None, settings: Settings
) -> tuple[float, bool]:
    """How probable a finding must be to be cited, and whether what is cited then answers for sure.

    What only may answer is cited where nothing else is.
    """
    calibration = models.calibration if models else default_calibration()
    plain = calibration.threshold if settings.threshold is None else settings.threshold
    perhaps = calibration.perhaps if settings.perhaps is None else settings.perhaps
    sure = any(finding.probability >= plain for finding in findings)
    return (plain if sure else min(plain, perhaps)), sure


def _closest(store: Store, searched: str, likeliest: Finding) -> Place | None:
    """Where to look when nothing answers: the likeliest sentence, or the nearest in meaning."""
    if likeliest.candidates:
        return likeliest.candidates[0].place
    passages = store.search(searched, 1)
    if not passages:
        return None
    nearest = max(passages[0].sentences, key=attrgetter("dense"))
    return Place(store[passages[0].passage.article.id], nearest.span)
