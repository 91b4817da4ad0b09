"""The trained reader: which sentence answers, in which exact words."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.networks import frugal_run
from index.text import Span, readable
from qa.comprehension.heads import Heads
from qa.comprehension.networks import READER_FOLDER, reader_network

PIECE_TOKENS, OVERLAP_TOKENS = 320, 64
"""A longer text is read in pieces that overlap, so that no token is left out."""
ANSWER_TOKENS = 40
"""Of the longest exact words, as the reader was trained."""
NO_TOKEN_SCORE = -30.0
"""The log-odds of a sentence without any token."""

Floats = NDArray[np.float32]
Offsets = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """A sentence of a text as read for a question; the spans are in characters of the text.

    `score` is the log-odds that some words of the sentence answer, against no words at all;
    `answer` is the likeliest span within the sentence.
    """

    sentence: Span
    score: float
    answer: Span


@dataclass(frozen=True, slots=True)
class TextToRead:
    """A text and the sentences in it that may answer, in characters of the text."""

    text: str
    sentences: tuple[Span, ...]


class Reads(Protocol):
    """Anything that reads texts for a question, as `Reader` does."""

    def read(
        self,
        question: str,
        texts: Sequence[TextToRead],
        title: str | None = None,
        talk: Sequence[str] = (),
    ) -> list[tuple[SentenceReading, ...]]:
        """For each text a reading of each of its sentences, in order."""
        ...


class Reader:
    """MPNet, trained to score where an answer starts and ends and whether there is none.

    A span's log-odds are start + end - null (Devlin et al. 2019, for SQuAD 2.0), trained so that
    they compare across the texts of one article (Clark and Gardner 2018).
    """

    def __init__(self, folder: Path = READER_FOLDER, *, threads: int = 2) -> None:
        """Loads the weights. Raises EncoderError when they are missing or damaged."""
        self._session, self._tokenizer = reader_network(folder, threads)
        self._heads = Heads(self._tokenizer)
        self._frugal = frugal_run()  # else six passages keep 140 MB, and a crowd of them more

    def read(
        self,
        question: str,
        texts: Sequence[TextToRead],
        title: str | None = None,
        talk: Sequence[str] = (),
    ) -> list[tuple[SentenceReading, ...]]:
        """For each text a reading of each of its sentences, in order.

        Give texts of about 128 tokens; `title` is the article's and may be left out. `talk` has
        the questions before this one, each followed by the words that answered it.
        """
        if not texts:
            return []
        head = self._heads.head(question, talk, self._heads.title(title or ""))
        found = self._tokenizer.encode_batch(
            [readable(to_read.text) for to_read in texts], add_special_tokens=False
        )
        pieces = [
            (number, first, min(len(encoded.ids), first + PIECE_TOKENS))
            for number, encoded in enumerate(found)
            for first in _piece_starts(len(encoded.ids))
        ]
        offsets = [np.array(text.offsets, dtype=np.int64).reshape(-1, 2) for text in found]
        readings: list[list[SentenceReading | None]] = [[None] * len(t.sentences) for t in texts]
        for number, first, last in pieces:
            start, end, null = self._scores(
                [*head, *found[number].ids[first:last], self._heads.separator]
            )
            at = slice(len(head), len(head) + last - first)
            spans = _spans(start[at], end[at]) - null
            for place, sentence in enumerate(texts[number].sentences):
                reading = _in_sentence(spans, offsets[number][first:last], sentence)
                known = readings[number][place]
                if reading and (known is None or known.score < reading.score):
                    readings[number][place] = reading
        return [
            tuple(
                reading or SentenceReading(sentence, NO_TOKEN_SCORE, sentence)
                for reading, sentence in zip(of_text, text.sentences, strict=True)
            )
            for of_text, text in zip(readings, texts, strict=True)
        ]

    def _scores(self, row: Sequence[int]) -> tuple[Floats, Floats, np.float32]:
        """How well an answer starts and ends at each token of a row, and the score of no answer.

        Rows are read one by one: in 8 bits the network scales together what it is given together,
        so that beside other rows a row would have other scores. It also takes a seventh less time.
        """
        tokens = np.array([row], dtype=np.int64)
        feed = {"tokens": tokens, "attention": np.ones_like(tokens)}
        start, end, null = self._session.run(["start", "end", "null"], feed, self._frugal)
        return start[0], end[0], null[0]


def _piece_starts(length: int) -> range:
    return range(0, max(1, length - OVERLAP_TOKENS), PIECE_TOKENS - OVERLAP_TOKENS)


def _spans(start: Floats, end: Floats) -> Floats:
    """start + end for every span of at most ANSWER_TOKENS tokens (first x last), else -inf."""
    first = np.arange(len(start))[:, None]
    last = np.arange(len(end))[None, :]
    allowed = (first <= last) & (last < first + ANSWER_TOKENS)
    return np.where(allowed, start[:, None] + end[None, :], np.float32(-np.inf))


def _in_sentence(spans: Floats, offsets: Offsets, sentence: Span) -> SentenceReading | None:
    """What tokens at these places say of a sentence; None when none of them stands in it."""
    inside = np.flatnonzero((offsets[:, 0] >= sentence.start) & (offsets[:, 1] <= sentence.end))
    if not len(inside):
        return None
    low, high = int(inside[0]), int(inside[-1]) + 1
    within = spans[low:high, low:high]
    first, last = divmod(int(np.argmax(within)), high - low)
    top = float(within[first, last])
    answer = Span(int(offsets[low + first, 0]), int(offsets[low + last, 1]))
    return SentenceReading(sentence, top + float(np.log(np.exp(within - top).sum())), answer)
