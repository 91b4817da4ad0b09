"""This file is about which sentence answers: what the reader finds and what retrieval says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from index import Article, Span
from index.build import IndexedArticle
from index.lexical import stems
from index.passage_index import PassageIndex, ScoredPassage, ScoredSentence
from qa.calibration import Calibration, Evidence
from qa.reader import Reads, SentenceReading, TextToRead


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


def ranked_sentences(
    index: PassageIndex,
    question: str,
    passages: Sequence[ScoredPassage],
    reader: Reads,
    calibration: Calibration,
) -> list[Candidate]:
    """The sentences of the passages, each once, the likeliest answer first."""
    best: dict[tuple[str, Span], Candidate] = {}
    for passage, sentence, reading in _read(question, passages, reader):
        article = passage.passage.article
        if _repeats(sentence.span.of(article.text), question):
            continue
        evidence = Evidence(reading.score, sentence.dense, sentence.lexical, passage.score)
        candidate = Candidate(
            index[article.id],
            sentence.span,
            calibration.rank(evidence),
            calibration.probability(evidence),
            _moved(reading.answer, passage.passage.span.start),
        )
        known = best.setdefault((article.id, sentence.span), candidate)
        if known.rank < candidate.rank:
            best[article.id, sentence.span] = candidate
    return sorted(best.values(), key=lambda candidate: -candidate.rank)


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
