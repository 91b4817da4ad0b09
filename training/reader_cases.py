"""This file is about tuning questions with the passages retrieved for them, ready to be read."""

import json
import pickle
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index import Article, Span
from index.embedding import default_encoder
from index.passage_index import PassageIndex, ScoredPassage, ScoredSentence
from training.reader_data import TUNING, read_articles

PASSAGES = 8
ARTICLE_QUESTIONS = 60
PARAGRAPH_QUESTIONS = 800
MOVED_QUESTIONS = 300


@dataclass(frozen=True, slots=True)
class CasePassage:
    """A passage as retrieved: its place, its score and its scored sentences."""

    span: Span
    score: float
    sentences: tuple[ScoredSentence, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A question on an article; no `answers` where the article does not answer."""

    part: str
    id: str
    question: str
    title: str
    text: str
    answers: tuple[Span, ...]
    passages: tuple[CasePassage, ...]


def load_cases(data: Path, cache: Path) -> list[Case]:
    """The cases of every tuning part and of WikiQA, retrieved once and then read from `cache`."""
    if cache.exists():
        found: list[Case] = pickle.loads(cache.read_bytes())  # noqa: S301 (written below)
        return found
    cases = list(_make_cases(data))
    cache.write_bytes(pickle.dumps(cases))
    return cases


def _make_cases(data: Path) -> Iterator[Case]:
    rng = random.Random(11)  # noqa: S311 (a sample, not a secret)
    kept = json.loads(TUNING.read_text())
    rows = [
        (name, row)
        for name in ("shifts_wiki", "squad2half")
        for row in read_articles(data / "qa" / f"{name}.jsonl.gz")
        if row["article_id"] in kept[name]
    ]
    moved = [q for _, row in rows for q in row["questions"] if q["answers"]]
    for name, row in rows:
        index = _indexed(row)
        answerable = [q for q in row["questions"] if q["answers"]]
        for question in rng.sample(answerable, min(ARTICLE_QUESTIONS, len(answerable))):
            yield _case(name, row, question, index)
        own = {q["id"] for q in row["questions"]}
        others = [q for q in moved if q["id"] not in own]
        for question in rng.sample(others, MOVED_QUESTIONS // len(rows)):
            yield _case("moved", row, {**question, "answers": []}, index)
    paragraphs = [
        row
        for row in read_articles(data / "qa" / "squad2half_para.jsonl.gz")
        if any(
            row["article_id"].startswith(f"squad2half_para:{a.split(':')[1]}:")
            for a in kept["squad2half"]
        )
    ]
    yield from _sampled("paragraphs", paragraphs, PARAGRAPH_QUESTIONS, rng)
    wikiqa = list(read_articles(data / "qa" / "wikiqa_test.jsonl.gz"))
    yield from _sampled("wikiqa", wikiqa, len(wikiqa), rng)


def _sampled(part: str, rows: list[Any], wanted: int, rng: random.Random) -> Iterator[Case]:
    asked = [(n, q) for n, row in enumerate(rows) for q in row["questions"]]
    index, current = None, -1
    for number, question in sorted(
        rng.sample(asked, min(wanted, len(asked))), key=lambda pair: pair[0]
    ):
        if index is None or number != current:
            index, current = _indexed(rows[number]), number
        yield _case(part, rows[number], question, index)


def _indexed(row: dict[str, Any]) -> PassageIndex:
    index = PassageIndex(default_encoder())
    index.add(Article.from_text(row["text"], title=row["title"]), attribute=False)
    return index


def _case(part: str, row: dict[str, Any], question: dict[str, Any], index: PassageIndex) -> Case:
    found = index.search(question["question"], PASSAGES)
    return Case(
        part=part,
        id=question["id"],
        question=question["question"],
        title=row["title"] or "",
        text=row["text"],
        answers=tuple(Span(a["start"], a["start"] + len(a["text"])) for a in question["answers"]),
        passages=tuple(_passage(passage) for passage in found),
    )


def _passage(scored: ScoredPassage) -> CasePassage:
    return CasePassage(
        scored.passage.span,
        scored.score,
        scored.sentences,
    )
