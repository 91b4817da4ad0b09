"""The way of a question: understand, resolve the speaker, retrieve, read, rank, cite or refuse."""

from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from index import Attribution, Span, Speaker
from index.indexed import IndexedArticle
from index.passage_index import PassageIndex
from index.speakers.quote_sheet import quote_sheet
from qa.candidates import Candidate, Finding, Place
from qa.citing.answers import Answer
from qa.citing.citations import citation, cite
from qa.citing.extracts import opening
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
from qa.understanding.question import About, Question, checked, speaker_matching
from qa.understanding.spelling import Spelling
from qa.understanding.talk import Turn, questions_in, standalone
from qa.understanding.whose_words import WhoseWords, whose_words


def answer(
    index: PassageIndex,
    spelling: Spelling,
    question: str,
    *,
    speaker: str | None,
    talk: Sequence[Turn],
    models: Models | None,
    settings: Settings,
) -> Answer:
    """What the articles of an index answer; falsy when they do not.

    `spelling` is that of the articles, `speaker` names somebody whose statements alone count, and
    `talk` are the turns before. Without `models`, those that come with the program are loaded once
    something must be read. Raises QuestionError for what is no question.
    """
    asked = checked(question)
    manner = manner_of(asked, index.encoder)
    if manner in REPLIES:
        return Answer(asked, asked, reply=REPLIES[manner])
    names = [known.name for known in index.speakers]
    searched = standalone(spelling.corrected(asked), talk, names)
    chosen = speaker_matching(speaker, index.speakers) if speaker else None
    findings = []
    for part in questions_in(searched, names):
        whose = whose_words(part, index.speakers, chosen)
        if manner == "summary":
            findings.append(Finding(stated=_statements(index, whose) or _summary(index, settings)))
        elif part.about:
            findings.append(Finding(stated=_stated(index, part.about, settings)))
        elif part.asks_for_all and (statements := _statements(index, whose)):
            findings.append(Finding(stated=statements))
        elif chosen or not speaker:
            found = _read(index, part, whose, models or default_models(), settings)
            findings.append(Finding(candidates=found))
    least, sure = _least(findings, models, settings)
    citations = cite([found for found in findings if found.probability >= least], least, settings)
    likeliest = max(findings, key=attrgetter("probability"), default=Finding())
    closest = None if citations else _closest(index, searched, likeliest)
    return Answer(
        asked,
        searched,
        citations,
        probability=likeliest.probability,
        closest=citation(closest, 0, longest=settings.extract_words) if closest else None,
        perhaps=not sure,
    )


def _stated(index: PassageIndex, about: About, settings: Settings) -> tuple[Place, ...]:
    """Where the articles state their title, byline or date, or tell what they are about."""
    if about == "lead":
        return tuple(
            Place(indexed, opening(indexed, settings.extract_words)) for indexed in index.indexed
        )
    if about == "speakers":
        return _first_statements(index)
    return tuple(
        Place(indexed, span, span)
        for indexed in index.indexed
        for span in indexed.article.spans(about)
    )


def _statements(index: PassageIndex, whose: WhoseWords) -> tuple[Place, ...]:
    """All that one speaker says, in the order of the articles; nothing where two are meant."""
    meant = whose.fitting or {whose.chosen}
    if whose.chosen and meant > {whose.chosen}:
        meant = {whose.chosen}
    if len(meant) != 1 or (whose.chosen and whose.chosen not in meant):
        return ()
    return tuple(
        _place_of(indexed, said, max(said.content, key=len))
        for indexed in index.indexed
        for said in indexed.attributions
        if said.is_statement and said.speaker and said.speaker in meant
    )


def _summary(index: PassageIndex, settings: Settings) -> tuple[Place, ...]:
    """The openings, and the first statement of each speaker, who says most first."""
    statements = [
        _place_of(indexed, said, max(said.content, key=len))
        for indexed in index.indexed
        for said in (entry.statements[0] for entry in quote_sheet(indexed.attributions))
    ]
    return _stated(index, "lead", settings) + tuple(statements)


def _first_statements(index: PassageIndex) -> tuple[Place, ...]:
    """The first statement of each speaker, with the words that name who speaks."""
    first: dict[Speaker, Place] = {}
    for indexed in index.indexed:
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


def _read(
    index: PassageIndex, question: Question, whose: WhoseWords, models: Models, settings: Settings
) -> tuple[Candidate, ...]:
    """The sentences that may answer, the likeliest first, with their exact words."""
    passages = passages_to_read(index, question, whose.chosen, settings.passages_read)
    ranked = ranked_sentences(index, question.text, passages, models, whose=whose)
    if question.claim:
        claimed = ranked_sentences(index, question.claim, passages, models, whose=whose)
        stated = [candidate for candidate in claimed if is_stated(candidate.place)]
        if stated and stated[0].probability >= models.calibration.threshold:
            ranked = stated  # also where a pronoun stands for who said it
    if not question.asks_denial:
        if question.who_spoke:
            ranked = [candidate for candidate in ranked if is_said(candidate.place)]
        elif question.asks_what and whose.restricts:
            ranked = [
                candidate
                for candidate in ranked
                if not is_unsaid(candidate.place)
                and not is_anothers(candidate.place, whose.include)
            ]
    return tuple(
        replace(candidate, place=_with_exact_words(candidate.place, question, whose))
        for candidate in ranked
    )


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


def _closest(index: PassageIndex, searched: str, likeliest: Finding) -> Place | None:
    """Where to look when nothing answers: the likeliest sentence, or the nearest in meaning."""
    if likeliest.candidates:
        return likeliest.candidates[0].place
    passages = index.search(searched, 1)
    if not passages:
        return None
    nearest = max(passages[0].sentences, key=attrgetter("dense"))
    return Place(index[passages[0].passage.article.id], nearest.span)
