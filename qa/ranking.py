"""Which sentence answers: what the networks find in the passages, weighed with the search."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from index import Span
from index.indexed import IndexedArticle
from index.lexical import stems
from index.store import ScoredPassage, ScoredSentence, Store
from qa.candidates import Candidate, Place
from qa.comprehension.calibration import Calibration, Evidence
from qa.comprehension.models import Models
from qa.comprehension.reader import Reads, SentenceReading, TextToRead
from qa.understanding.whose_words import WhoseWords


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence with the likeliest answer in it, and what is known of it."""

    indexed: IndexedArticle
    sentence: Span
    answer: Span
    evidence: Evidence

    def candidate(self, calibration: Calibration) -> Candidate:
        """The sentence with its rank and its chance."""
        return Candidate(
            Place(self.indexed, self.sentence, self.answer),
            calibration.rank(self.evidence),
            calibration.probability(self.evidence),
        )


def ranked_sentences(
    store: Store,
    question: str,
    passages: Sequence[ScoredPassage],
    models: Models,
    *,
    whose: WhoseWords,
    talk: Sequence[str] = (),
) -> list[Candidate]:
    """The sentences of the passages, each once, the likeliest answer first."""
    read = best_read(store, question, passages, models, whose=whose, talk=talk)
    return [sentence.candidate(models.calibration) for sentence in read]


def best_read(
    store: Store,
    question: str,
    passages: Sequence[ScoredPassage],
    models: Models,
    *,
    whose: WhoseWords,
    talk: Sequence[str] = (),
) -> list[ReadSentence]:
    """The sentences of the passages, each by its best reading, the likeliest answer first."""
    rank = models.calibration.rank
    best: dict[tuple[str, Span], ReadSentence] = {}
    for passage, sentence, reading in _readings(question, passages, models.reader, talk):
        article = passage.passage.article
        if _repeats(sentence.span.of(article.text), question):
            continue
        indexed = store[article.id]
        said = _said(indexed, sentence.span, whose)
        read = ReadSentence(
            indexed,
            sentence.span,
            _moved(reading.answer, passage.passage.span.start),
            Evidence(reading.score, sentence.dense, sentence.lexical, passage.score, said),
        )
        known = best.setdefault((article.id, sentence.span), read)
        if rank(known.evidence) < rank(read.evidence):
            best[article.id, sentence.span] = read
    return sorted(best.values(), key=lambda read: -rank(read.evidence))


def _said(indexed: IndexedArticle, sentence: Span, whose: WhoseWords) -> float:
    """Whether whoever the question names speaks in a sentence, or others alone do."""
    if not whose.restricts:
        return 0.0
    said = indexed.statements_in(sentence)
    speakers = [statement.speaker for statement in said if statement.speaker]
    if any(map(whose.include, speakers)):
        return 1.0
    return -1.0 if speakers else 0.0


def _repeats(sentence: str, question: str) -> bool:
    """Whether a sentence asks what the question asks, and says no more."""
    if "?" not in sentence:
        return False
    said, asked = map(set, stems([sentence, question]))
    return said <= asked


def _readings(
    question: str, passages: Sequence[ScoredPassage], reader: Reads, talk: Sequence[str]
) -> Iterator[tuple[ScoredPassage, ScoredSentence, SentenceReading]]:
    """Every sentence of the passages with what the reader finds in it."""
    by_article = sorted(passages, key=attrgetter("passage.article.id"))
    for article, group in groupby(by_article, key=attrgetter("passage.article")):
        theirs = list(group)
        texts = [
            TextToRead(
                passage.passage.text,
                tuple(_moved(s.span, -passage.passage.span.start) for s in passage.sentences),
            )
            for passage in theirs
        ]
        readings = reader.read(question, texts, article.title, talk)
        for passage, of_text in zip(theirs, readings, strict=True):
            for sentence, reading in zip(passage.sentences, of_text, strict=True):
                yield passage, sentence, reading


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
