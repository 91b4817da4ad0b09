"""The way of a question: understand, resolve the speaker, retrieve, read, rank, cite or refuse."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from index import Speaker
from index.store import Store
from qa.candidates import Candidate, Finding, Place
from qa.citing.answers import Answer
from qa.citing.citations import citation, cite
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
from qa.stated import stated, statements_of, summary
from qa.understanding.manners import REPLIES, manner_of, wordless
from qa.understanding.question import Question, checked_question, speaker_matching, understood
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


def answer(
    store: Store,
    spelling: Spelling,
    question: str,
    *,
    as_typed: bool,
    speaker: str | None,
    likely_article: str | None,
    talk: Sequence[Turn],
    models: Models | None,
    settings: Settings,
) -> Answer:
    """What the articles of a store answer; truthy only when they plainly do.

    `spelling` is that of the articles; a question `as_typed` is not corrected, leans on no turn
    before, and is never thanks or a greeting. What has no word gets one in reply. `speaker` names
    somebody whose statements alone count; `likely_article` is the id of the one that the question
    is likely about, such as that before the reader; `talk` are the turns before. Without `models`,
    those that come with the program are loaded once something must be read. Raises QuestionError
    when the question is empty, too long or no text.
    """
    asked = checked_question(question)
    if wordless(asked):
        return Answer(asked, asked, reply=REPLIES["nothing"])
    manner = None if as_typed else manner_of(asked, store.encoder)
    if manner in REPLIES:
        return Answer(asked, asked, reply=REPLIES[manner])
    request = _understood(
        store,
        spelling,
        asked,
        talk,
        as_typed=as_typed,
        speaker=speaker,
        likely_article=likely_article,
    )
    if manner == "summary":
        findings = [Finding(stated=summary(store, request.chosen, settings))]
    else:
        findings = [_found(request, part, models, settings) for part in _parts(request)]
    return _answered(_judged(request, findings, models, settings), settings)


@dataclass(frozen=True, slots=True)
class _Request:
    """A question as it is understood among the articles and after the turns before it.

    `known` are the speakers whom the question and the turns can name; `speaker` names the one whose
    statements alone count, who is `chosen` if the articles know them. `talk` is what the reader is
    given of the turns before, as it was trained; `before` are those that the question leans on, and
    `leans_on` is the id of the article that it is about, where that is known.
    """

    store: Store
    asked: str
    meant: FollowUp
    known: tuple[Speaker, ...]
    speaker: str | None
    chosen: Speaker | None
    talk: Sequence[str]
    before: Sequence[Turn]
    leans_on: str | None


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What was found for a request, how probable it must be to be cited, and whether that is sure.

    `meant` is what was asked in the end, where the request could be meant otherwise.
    """

    request: _Request
    meant: FollowUp
    findings: Sequence[Finding]
    least: float
    sure: bool


def _understood(
    store: Store,
    spelling: Spelling,
    asked: str,
    talk: Sequence[Turn],
    *,
    as_typed: bool,
    speaker: str | None,
    likely_article: str | None,
) -> _Request:
    """The question as it was meant, and whose words it asks for; both are decided here alone."""
    if as_typed:
        talk, meant = (), FollowUp(asked)
        known = _nameable(store, asked, speaker, talk)
    else:
        text = spelling.corrected(asked)
        known = _nameable(store, text, speaker, talk)
        meant = follow_up(text, talk, known)
    before = built_upon(talk) if meant.leans else []
    return _Request(
        store,
        asked,
        meant,
        known,
        speaker,
        speaker_matching(speaker, known) if speaker else None,
        as_read(built_upon(talk)),
        before,
        likely_article or article_of(before),
    )


def _parts(request: _Request) -> list[Question]:
    """The questions that a question asks, without those for a speaker whom nobody knows."""
    parts = questions_in(request.meant.text, request.known)
    return [part for part in parts if part.about or request.chosen or not request.speaker]


def _found(request: _Request, part: Question, models: Models | None, settings: Settings) -> Finding:
    """What answers one question: what the articles state, all that somebody says, or candidates."""
    whose = whose_words(part, request.known, request.chosen)
    if part.about:
        found = Finding(stated=stated(request.store, part.about, settings))
    elif part.asks_for_all and (statements := statements_of(request.store, whose)):
        found = Finding(stated=statements)
    else:
        models = models or default_models()
        found = Finding(candidates=_candidates(request, part, whose, models, settings))
    return _without(request.before, found) if part.asks_for_others else found


def _candidates(
    request: _Request, question: Question, whose: WhoseWords, models: Models, settings: Settings
) -> tuple[Candidate, ...]:
    """The sentences that may answer, the likeliest first, with their exact words."""
    store, talk = request.store, request.talk
    passages = passages_to_read(
        store, question, whose.chosen, settings.passages_read, leans_on=request.leans_on
    )

    def ranked(text: str) -> list[Candidate]:
        return ranked_sentences(store, text, passages, models, whose=whose, talk=talk)

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


def _judged(
    request: _Request, findings: Sequence[Finding], models: Models | None, settings: Settings
) -> _Outcome:
    """What was found, or all that a speaker says where a question of that name finds nothing."""
    least, sure = _least(findings, models, settings)
    if otherwise := request.meant.otherwise:
        whose = whose_words(understood(otherwise), request.known, request.chosen)
        if not any(found.probability >= least and _is_told(found, whose) for found in findings):
            said = Finding(stated=statements_of(request.store, whose))
            return _Outcome(request, FollowUp(otherwise), [said], least, sure=True)
    return _Outcome(request, request.meant, findings, least, sure)


def _answered(outcome: _Outcome, settings: Settings) -> Answer:
    """The citations of what is probable enough, or a refusal with the place to look at."""
    findings, least = outcome.findings, outcome.least
    citations = cite([found for found in findings if found.probability >= least], least, settings)
    likeliest = max(findings, key=attrgetter("probability"), default=Finding())
    read = any(finding.candidates for finding in findings)
    foreign = any(not cited.article.is_english for cited in citations)
    closest = None
    if not citations:
        closest = _closest(outcome.request.store, outcome.meant.text, likeliest)
    return Answer(
        outcome.request.asked,
        outcome.meant.shown,
        citations,
        probability=likeliest.probability,
        closest=citation(closest, 0, longest=settings.extract_words) if closest else None,
        # The networks were trained and measured on English.
        perhaps=not outcome.sure or (read and foreign),
        about=outcome.meant.about,
    )


def _nameable(
    store: Store, question: str, speaker: str | None, talk: Sequence[Turn]
) -> tuple[Speaker, ...]:
    """The speakers whom a question, the name beside it or the turns before can mean."""
    return store.speakers("\n".join([question, speaker or "", *_words_of(talk)]))


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


def _suits(place: Place, question: Question, whose: WhoseWords) -> bool:
    """Whether a place can answer, as far as that is told by who says something there."""
    if question.asks_denial:
        return True
    if question.who_spoke:
        return is_said(place)
    if (question.asks_what or question.asks_whether_said) and whose.restricts:
        return not is_unsaid(place) and not is_anothers(place, whose.include)
    return True


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
