"""This file is about which sentence answers: what the reader finds and what retrieval says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

from index import Article, Span
from index.indexed import IndexedArticle
from index.lexical import stems
from index.passage_index import PassageIndex, ScoredPassage, ScoredSentence
from qa.comprehension.calibration import Calibration, Evidence, default_calibration
from qa.comprehension.judge import CrossEncoder, Judges, SentenceToJudge
from qa.comprehension.reader import Reader, Reads, SentenceReading, TextToRead

JUDGED = 6
"""Best sentences that the cross-encoder judges. Chosen with the evals: see CONTRIBUTING.md."""


@dataclass(frozen=True, slots=True)
class Models:
    """What reads passages, what judges sentences, and how both are weighed."""

    reader: Reads
    cross_encoder: Judges
    calibration: Calibration


@cache
def default_models() -> Models:
    """Those that come with the program, loaded once. Raises EncoderError for damaged weights."""
    return Models(Reader(), CrossEncoder(), default_calibration())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, the chance that it does, and the exact words.

    `rank` orders the candidates for one question: the greater, the likelier.
    """

    indexed: IndexedArticle
    sentence: Span
    rank: float
    probability: float
    answer_span: Span | None


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence as it was retrieved and read."""

    indexed: IndexedArticle
    sentence: Span
    answer: Span
    evidence: Evidence

    @property
    def to_judge(self) -> SentenceToJudge:
        article, before = self.indexed.article, self.indexed.before(self.sentence)
        return SentenceToJudge(self.sentence.of(article.text), before, article.title or "")


def ranked_sentences(
    index: PassageIndex,
    question: str,
    passages: Sequence[ScoredPassage],
    models: Models,
) -> list[Candidate]:
    """The sentences of the passages, each once, the likeliest answer first.

    The cross-encoder judges the best of those that were read, and no other is taken to be better
    than the worst of them.
    """
    read = best_read(index, question, passages, models)
    scores = models.cross_encoder.scores(question, [one.to_judge for one in read[:JUDGED]])
    scores += [min(scores, default=0.0)] * (len(read) - len(scores))
    judged = [
        _candidate(one, replace(one.evidence, cross=score), models.calibration)
        for one, score in zip(read, scores, strict=True)
    ]
    return sorted(judged, key=lambda candidate: -candidate.rank)


def best_read(
    index: PassageIndex,
    question: str,
    passages: Sequence[ScoredPassage],
    models: Models,
) -> list[Found]:
    """The sentences of the passages, each once, in their order before any is judged alone."""
    rank = models.calibration.rank
    best: dict[tuple[str, Span], Found] = {}
    for passage, sentence, reading in _read(question, passages, models.reader):
        article = passage.passage.article
        if _repeats(sentence.span.of(article.text), question):
            continue
        found = Found(
            index[article.id],
            sentence.span,
            _moved(reading.answer, passage.passage.span.start),
            Evidence(reading.score, sentence.dense, sentence.lexical, passage.score),
        )
        known = best.setdefault((article.id, sentence.span), found)
        if rank(known.evidence) < rank(found.evidence):
            best[article.id, sentence.span] = found
    return sorted(best.values(), key=lambda one: -rank(one.evidence))


def _candidate(one: Found, evidence: Evidence, calibration: Calibration) -> Candidate:
    rank, probability = calibration.rank(evidence), calibration.probability(evidence)
    return Candidate(one.indexed, one.sentence, rank, probability, one.answer)


def _repeats(sentence: str, question: str) -> bool:
    """Whether a sentence asks what the question asks, and says no more."""
    if "?" not in sentence:
        return False
    said, asked = map(set, stems([sentence, question]))
    return said <= asked


def _read(
    question: str, passages: Sequence[ScoredPassage], reader: Reads
) -> Iterator[tuple[ScoredPassage, ScoredSentence, SentenceReading]]:
    """Every sentence of the passages with what the reader finds in it."""

    def article(passage: ScoredPassage) -> Article:
        return passage.passage.article

    for one, group in groupby(sorted(passages, key=lambda p: article(p).id), key=article):
        theirs = list(group)
        texts = [
            TextToRead(
                passage.passage.text,
                tuple(_moved(s.span, -passage.passage.span.start) for s in passage.sentences),
            )
            for passage in theirs
        ]
        for passage, readings in zip(theirs, reader.read(question, texts, one.title), strict=True):
            for sentence, reading in zip(passage.sentences, readings, strict=True):
                yield passage, sentence, reading


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
