"""Which sentence answers: what the networks find in the passages, weighed with the search."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from index import Span
from index.indexed import IndexedArticle
from index.lexical import stems
from index.passage_index import PassageIndex, ScoredPassage, ScoredSentence
from qa.candidates import Candidate, Place
from qa.comprehension.calibration import Calibration, Evidence
from qa.comprehension.judge import Judges, SentenceToJudge
from qa.comprehension.models import Models
from qa.comprehension.reader import Reads, SentenceReading, TextToRead

SENTENCES_JUDGED = 6
"""Best sentences that the judge reads: hit@1, cross-validated, is .858 with none and .872 with 6,
for 39 ms. The models' card has the table."""


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence with the likeliest answer in it, and what is known of it."""

    indexed: IndexedArticle
    sentence: Span
    answer: Span
    evidence: Evidence

    @property
    def to_judge(self) -> SentenceToJudge:
        """The sentence as a judge reads it."""
        article, before = self.indexed.article, self.indexed.before(self.sentence)
        return SentenceToJudge(self.sentence.of(article.text), before, article.title or "")

    def candidate(self, calibration: Calibration) -> Candidate:
        """The sentence with its rank and its chance."""
        return Candidate(
            Place(self.indexed, self.sentence, self.answer),
            calibration.rank(self.evidence),
            calibration.probability(self.evidence),
        )


def ranked_sentences(
    index: PassageIndex, question: str, passages: Sequence[ScoredPassage], models: Models
) -> list[Candidate]:
    """The sentences of the passages, each once, the likeliest answer first."""
    read = best_read(index, question, passages, models)
    if models.judge:
        read = _judged(question, read, models.judge)
    candidates = [sentence.candidate(models.calibration) for sentence in read]
    return sorted(candidates, key=attrgetter("rank"), reverse=True)


def best_read(
    index: PassageIndex, question: str, passages: Sequence[ScoredPassage], models: Models
) -> list[ReadSentence]:
    """The sentences of the passages, each once, in their order before any is judged alone."""
    rank = models.calibration.rank
    best: dict[tuple[str, Span], ReadSentence] = {}
    for passage, sentence, reading in _readings(question, passages, models.reader):
        article = passage.passage.article
        if _repeats(sentence.span.of(article.text), question):
            continue
        read = ReadSentence(
            index[article.id],
            sentence.span,
            _moved(reading.answer, passage.passage.span.start),
            Evidence(reading.score, sentence.dense, sentence.lexical, passage.score),
        )
        known = best.setdefault((article.id, sentence.span), read)
        if rank(known.evidence) < rank(read.evidence):
            best[article.id, sentence.span] = read
    return sorted(best.values(), key=lambda read: -rank(read.evidence))


def _judged(question: str, read: Sequence[ReadSentence], judge: Judges) -> list[ReadSentence]:
    """The sentences with the judge's scores: what it has not read gets the worst of them."""
    scores = judge.scores(question, [sentence.to_judge for sentence in read[:SENTENCES_JUDGED]])
    scores += [min(scores, default=0.0)] * (len(read) - len(scores))
    return [
        replace(sentence, evidence=replace(sentence.evidence, cross=score))
        for sentence, score in zip(read, scores, strict=True)
    ]


def _repeats(sentence: str, question: str) -> bool:
    """Whether a sentence asks what the question asks, and says no more."""
    if "?" not in sentence:
        return False
    said, asked = map(set, stems([sentence, question]))
    return said <= asked


def _readings(
    question: str, passages: Sequence[ScoredPassage], reader: Reads
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
        readings = reader.read(question, texts, article.title)
        for passage, of_text in zip(theirs, readings, strict=True):
            for sentence, reading in zip(passage.sentences, of_text, strict=True):
                yield passage, sentence, reading


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
