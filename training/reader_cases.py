"""Tuning questions with the passages retrieved for them, and what a reader finds in those."""

import json
import pickle
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index import Article, Span
from index.embedding import default_encoder
from index.passage_index import PassageIndex
from index.store import ScoredPassage
from qa.comprehension.calibration import Calibration, Evidence
from qa.comprehension.models import Models
from qa.comprehension.reader import Reads
from qa.ranking import best_read
from qa.settings import Settings
from qa.understanding.question import understood
from qa.understanding.whose_words import whose_words
from training.reader_data import TUNING, Row, read_set

NEWS_PARTS = ("news_hand", "tune", "measure", "newsqa_tune")
"""Where people speak, so that it counts who does."""
UNWEIGHED = Calibration((1.0, 0.0, 0.0, 0.0, 0.0), 0.0, (0.0,) * 5, 0.5, 0.5)
"""The reader's log-odds alone."""
DRAWN_BY_PART = {
    "wiki": 25,
    "moved": 12,
    "news_hand": 21,
    "tune": 21,
    "newsqa_tune": 4,
    "paragraphs": 1,
    "wikiqa": 1,
    "measure": 21,
}
"""Questions drawn of an article of each part."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question on an article; no `answers` where the article does not answer."""

    part: str
    article: str
    id: str
    question: str
    text: str
    answers: tuple[Span, ...]
    exact: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadCase:
    """A case and each sentence of its passages: its span, its likeliest answer, the evidence."""

    case: Case
    sentences: tuple[tuple[Span, Span, Evidence], ...]

    def right(self, sentence: Span) -> bool:
        """Whether a sentence holds words that answer."""
        return any(sentence.overlap(answer) for answer in self.case.answers)


def load_read_cases(
    data: Path, parts: Iterable[str], reader: Reads, cache: Path, tell: Callable[[str], None]
) -> list[ReadCase]:
    """The cases of the parts as a reader reads them; done once, then from the folder `cache`."""
    cache.mkdir(parents=True, exist_ok=True)
    found = []
    for part in parts:
        kept = cache / f"{part}.pickle"
        if not kept.exists():
            read = list(_read(part, data, reader))
            kept.write_bytes(pickle.dumps(read))
            tell(f"{part}: {len(read)} questions read")
        found += pickle.loads(kept.read_bytes())  # noqa: S301 (written above)
    return found


def _read(part: str, data: Path, reader: Reads) -> Iterator[ReadCase]:
    models = Models(reader, UNWEIGHED)
    rng = random.Random(11)  # noqa: S311 (a sample, not a secret)
    passages_read = Settings().passages_read
    index, row = PassageIndex(default_encoder()), None
    for case_row, question in _drawn(part, data, rng):
        if row is not case_row:
            row, index = case_row, PassageIndex(default_encoder())
            article = Article.from_text(row["text"], title=row.get("title"))
            index.add(article, attribute=part in NEWS_PARTS)
        passages: Sequence[ScoredPassage] = index.search(question["question"], passages_read)
        whose = whose_words(understood(question["question"]), index.speakers())
        yield ReadCase(
            _case(part, row, question),
            tuple(
                (sentence.sentence, sentence.answer, sentence.evidence)
                for sentence in best_read(
                    index, question["question"], passages, models, whose=whose
                )
            ),
        )


def _drawn(part: str, data: Path, rng: random.Random) -> Iterator[tuple[Row, Row]]:
    rows = list(_rows(part, data))
    for row in rows:
        asked = row["questions"]
        if part == "moved":
            others = [q for other in rows for q in other["questions"] if other is not row]
            asked = [{**q, "answers": []} for q in others]
        for question in rng.sample(asked, min(DRAWN_BY_PART[part], len(asked))):
            yield row, question


def _rows(part: str, data: Path) -> Iterator[Row]:
    kept = json.loads(TUNING.read_text())
    if part in ("wiki", "moved"):
        for name in ("shifts_wiki", "squad2half"):
            for row in read_set(data, name):
                if row["article_id"] in kept[name]:
                    yield {**row, "questions": [q for q in row["questions"] if q["answers"]]}
    elif part == "paragraphs":
        heads = tuple(f"squad2half_para:{a.split(':')[1]}:" for a in kept["squad2half"])
        for row in read_set(data, "squad2half_para"):
            if row["article_id"].startswith(heads):
                for question in row["questions"][:3]:
                    yield {**row, "questions": [question]}
    elif part == "wikiqa":
        yield from read_set(data, "wikiqa_test")
    else:
        yield from read_set(data, part)


def _case(part: str, row: Row, question: Row) -> Case:
    spans, exact = [], []
    for answer in question["answers"]:
        end = answer.get("end") or answer["start"] + len(answer["text"])
        spans.append(Span(answer["start"], end))
        words = answer.get("exact")
        if isinstance(words, dict):
            exact.append(words["text"])
        elif words:
            exact.append(row["text"][words[0] : words[1]])
        elif part in ("wiki", "paragraphs", "newsqa_tune"):
            exact.append(answer["text"])
    return Case(
        part=part,
        article=row["article_id"],
        id=str(question["id"]),
        question=question["question"],
        text=row["text"],
        answers=tuple(spans),
        exact=tuple(exact),
    )
