"""This file is about how well a trained reader ranks, marks and refuses on the tuning questions."""

import argparse
import json
import pickle
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from eval.scoring.measures import auroc, reciprocal_rank, refused_at_kept, word_f1
from index import Span
from index.passage_index import ScoredSentence
from index.text import paragraphs, sentences
from qa.comprehension.calibration import Evidence, default_calibration
from qa.comprehension.judge import CrossEncoder, SentenceToJudge
from qa.comprehension.reader import Reader, SentenceReading, TextToRead
from qa.ranking import SENTENCES_JUDGED
from training.reader_cases import Case, CasePassage, load_cases

ARTICLES = ("shifts_wiki", "squad2half")


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence of a case as read and as retrieved; spans are in characters of the article."""

    sentence: Span
    answer: Span
    score: float
    answer_score: float
    dense: float
    lexical: float
    passage: float
    cross: float = 0.0

    @property
    def evidence(self) -> Evidence:
        """What calibration weighs of it."""
        return Evidence(self.score, self.dense, self.lexical, self.passage, self.cross)


@dataclass(frozen=True, slots=True)
class ReadCase:
    """A case and each of its sentences, once, with its best reading."""

    case: Case
    sentences: tuple[ReadSentence, ...]


def main() -> None:
    """Print the measures of every part; keep the readings for calibration."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("weights", type=Path)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--cases", type=Path, required=True, help="cache of retrieved passages")
    arguments.add_argument("--keep", type=Path, help="where the readings go")
    arguments.add_argument("--share", type=float, default=1.0, help="of the questions to read")
    arguments.add_argument("--passages", type=int, default=6)
    arguments.add_argument("--untitled", action="store_true")
    given = arguments.parse_args()
    cases = load_cases(given.data, given.cases)
    if given.share < 1:
        rng = random.Random(5)  # noqa: S311 (a sample, not a secret)
        cases = [case for case in cases if rng.random() < given.share]
    reader, judge = Reader(given.weights, threads=1), CrossEncoder(given.weights, threads=1)
    read = [read_case(reader, case, given.passages, titled=not given.untitled) for case in cases]
    read = [judged_case(judge, case) for case in read]
    if given.keep:
        given.keep.write_bytes(pickle.dumps(read))
    json.dump(measures(read), sys.stdout, indent=1)
    print()


def read_case(reader: Reader, case: Case, passages: int, *, titled: bool = True) -> ReadCase:
    """Each sentence of the best passages, read once or twice, by its better reading."""
    kept = case.passages[:passages]
    texts = [
        TextToRead(
            passage.span.of(case.text),
            tuple(
                Span(scored.span.start - passage.span.start, scored.span.end - passage.span.start)
                for scored in passage.sentences
            ),
        )
        for passage in kept
    ]
    best: dict[Span, ReadSentence] = {}
    readings = reader.read(case.question, texts, case.title if titled else None)
    for passage, of_passage in zip(kept, readings, strict=True):
        for scored, reading in zip(passage.sentences, of_passage, strict=True):
            made = _read_sentence(scored, reading, passage)
            known = best.setdefault(scored.span, made)
            if known.score < made.score:
                best[scored.span] = made
    return ReadCase(case, tuple(best.values()))


def judged_case(judge: CrossEncoder, read: ReadCase, judged: int = SENTENCES_JUDGED) -> ReadCase:
    """The case with the cross-encoder's scores of its best sentences; the others get the least."""
    case = read.case
    spans = sorted({s for block in paragraphs(case.text) for s in sentences(case.text, block)})
    before = dict(zip(spans[1:], spans, strict=False))
    rank = default_calibration().rank
    ordered = sorted(read.sentences, key=lambda one: -rank(replace(one, cross=0.0).evidence))
    scores = judge.scores(
        case.question,
        [
            SentenceToJudge(
                one.sentence.of(case.text),
                before[one.sentence].of(case.text) if one.sentence in before else "",
                case.title,
            )
            for one in ordered[:judged]
        ],
    )
    scores += [min(scores, default=0.0)] * (len(ordered) - len(scores))
    return ReadCase(
        case,
        tuple(replace(one, cross=score) for one, score in zip(ordered, scores, strict=True)),
    )


def fused(sentence: ReadSentence) -> float:
    """The baseline: weighted cosine and BM25 share."""
    return 0.7 * sentence.dense + 0.3 * sentence.lexical


def reader_score(sentence: ReadSentence) -> float:
    """The reader's log-odds alone."""
    return sentence.score


def measures(
    read: Sequence[ReadCase],
    rank: Callable[[ReadSentence], float] = reader_score,
    sure: Callable[[ReadSentence], float] = reader_score,
) -> dict[str, float | None]:
    """hit@1, hit@3 and exact words on articles, AUROC against each kind of unanswered question.

    `rank` orders the sentences of a question; `sure` says how likely the first of them answers.
    """

    def confidence(one: ReadCase) -> float:
        return sure(_top(one, rank))

    found: dict[str, float | None] = {}
    answerable = [one for one in read if one.case.part in ARTICLES and one.sentences]
    for part in ARTICLES:
        of_part = [one for one in answerable if one.case.part == part]
        found[f"{part} n"] = len(of_part)
        for name, key in (("", rank), (" fused", fused)):
            found[f"{part}{name} hit@1"] = hits(of_part, key, 1)
            found[f"{part}{name} hit@3"] = hits(of_part, key, 3)
        found[f"{part} f1"] = float(np.mean([_f1(one, rank) for one in of_part]))
        found[f"{part} words@1"] = float(
            np.mean([len(_top(one, rank).sentence.of(one.case.text).split()) for one in of_part])
        )
    kept = [confidence(one) for one in answerable]
    moved = [confidence(one) for one in read if one.case.part == "moved" and one.sentences]
    if moved:
        found["moved auroc"] = auroc(kept, moved)
        found["moved refused at 92% kept"] = refused_at_kept(kept, moved, 0.92)
    for part in ("paragraphs", "wikiqa"):
        of_part = [one for one in read if one.case.part == part and one.sentences]
        positive = [confidence(one) for one in of_part if one.case.answers]
        negative = [confidence(one) for one in of_part if not one.case.answers]
        if positive and negative:
            found[f"{part} auroc"] = auroc(positive, negative)
            answered = [one for one in of_part if one.case.answers]
            found[f"{part} hit@1"] = hits(answered, rank, 1)
            found[f"{part} fused hit@1"] = hits(answered, fused, 1)
    wikiqa = [one for one in read if one.case.part == "wikiqa" and one.case.answers]
    if wikiqa:
        found["wikiqa MRR"] = float(
            np.mean([reciprocal_rank(_right(one, rank), None) for one in wikiqa])
        )
        found["wikiqa MAP"] = float(np.mean([_precision(one, rank) for one in wikiqa]))
    return {name: value if value is None else round(value, 4) for name, value in found.items()}


def hits(read: Sequence[ReadCase], rank: Callable[[ReadSentence], float], first: int) -> float:
    """The share of questions with a right sentence among the first."""
    return float(np.mean([any(_right(one, rank)[:first]) for one in read])) if read else 0.0


def _right(one: ReadCase, rank: Callable[[ReadSentence], float]) -> list[bool]:
    ordered = sorted(one.sentences, key=rank, reverse=True)
    return [any(s.sentence.contains(answer) for answer in one.case.answers) for s in ordered]


def _precision(one: ReadCase, rank: Callable[[ReadSentence], float]) -> float:
    places = [place for place, right in enumerate(_right(one, rank), 1) if right]
    total = max(1, len(one.case.answers))
    return sum(number / place for number, place in enumerate(places, 1)) / total


def _top(one: ReadCase, rank: Callable[[ReadSentence], float]) -> ReadSentence:
    return max(one.sentences, key=rank)


def _f1(one: ReadCase, rank: Callable[[ReadSentence], float]) -> float:
    said = _top(one, rank).answer.of(one.case.text)
    return max(word_f1(said, answer.of(one.case.text)) for answer in one.case.answers)


def _read_sentence(
    scored: ScoredSentence, reading: SentenceReading, passage: CasePassage
) -> ReadSentence:
    at = passage.span.start
    return ReadSentence(
        scored.span,
        Span(reading.answer.start + at, reading.answer.end + at),
        reading.score,
        reading.answer_score,
        scored.dense,
        scored.lexical,
        passage.score,
    )


if __name__ == "__main__":
    main()
