"""The trained cross-encoder: whether one sentence answers, read by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from index.networks import CLS, SEP, tokenizer
from index.text import readable
from qa.comprehension.networks import WEIGHTS, padded, session

QUESTION_TOKENS, TITLE_TOKENS, BEFORE_TOKENS, SENTENCE_TOKENS = 40, 12, 32, 96


@dataclass(frozen=True, slots=True)
class SentenceToJudge:
    """A sentence, the one before it, and the title of their article; the last two may be empty."""

    sentence: str
    before: str
    title: str


class Judges(Protocol):
    """Anything that judges sentences for a question, as `CrossEncoder` does."""

    def scores(self, question: str, sentences: Sequence[SentenceToJudge]) -> list[float]:
        """For each sentence the log-odds that it answers."""
        ...


class CrossEncoder:
    """MiniLM, trained to tell the sentence that answers from those that the reader takes for it."""

    def __init__(self, folder: Path = WEIGHTS, *, threads: int = 2) -> None:
        """Loads the weights. Raises EncoderError when they are missing or damaged."""
        self._session = session("cross_encoder", folder, threads)
        self._tokenizer = tokenizer()

    def scores(self, question: str, sentences: Sequence[SentenceToJudge]) -> list[float]:
        """For each sentence the log-odds that it answers."""
        if not sentences:
            return []
        asked = self._ids(question)
        rows = [
            input_row(asked, *map(self._ids, (judged.title, judged.before, judged.sentence)))
            for judged in sentences
        ]
        (found,) = self._session.run(["answers"], padded(rows))
        return [float(score) for score in found]

    def _ids(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(readable(text), add_special_tokens=False).ids)


def input_row(
    question: Sequence[int], title: Sequence[int], before: Sequence[int], sentence: Sequence[int]
) -> tuple[list[int], int]:
    """What the network reads, and where the sentence begins in it."""
    head = [CLS, *question[:QUESTION_TOKENS], SEP, *title[:TITLE_TOKENS], SEP]
    head += before[-BEFORE_TOKENS:]
    return [*head, *sentence[:SENTENCE_TOKENS], SEP], len(head)
