"""The question sets that train the reader, cut into tokens and sentences."""

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.text import Span, paragraphs, sentences
from qa.comprehension.heads import TITLE_TOKENS
from training.exchanged_names import with_exchanged

TUNING = Path(__file__).with_name("tuning_articles.json")
QUESTIONS = Path(__file__).with_name("questions")
"""Questions written by hand on news articles whose texts stand in the shared data."""
TALKS = Path(__file__).with_name("talks")
"""Talks written by hand on the same articles."""
QUOTATIONS = Path(__file__).with_name("quotations") / "news.jsonl"
"""Quotations judged by hand on the same articles."""
NAMES = Path(__file__).with_name("names")
"""Statements and their speakers, marked by hand on news articles."""
NAMES_PARTS = ("names_train", "names_tune", "names_measure")
TALK_PARTS = ("talks_train", "talks_tune", "talks_measure")
NO_TITLE = re.compile(r"Amazon Reviews|Filtered Reddit|\w+\.(com|org|net|gov|edu)")
TREEBANK = {"-lrb-": "(", "-rrb-": ")", "-lsb-": "[", "-rsb-": "]", "``": '"', "''": '"'}

Tokens = NDArray[np.int32]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TokenisedQuestion:
    """A question and where its answers stand, as half-open token ranges of the article.

    `places` are whole answering sentences and `answers` the exact words where they are known;
    `twin` is the question that this one misses by a point; `talk` the turns before it.
    """

    id: str
    text: str
    answers: tuple[tuple[int, int], ...]
    places: tuple[tuple[int, int], ...] = ()
    twin: str | None = None
    talk: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TokenisedArticle:
    """An article as one row of tokens; sentences are half-open token ranges, in order."""

    id: str
    title: Tokens
    text: str
    tokens: Tokens
    starts: Tokens
    ends: Tokens
    sentences: tuple[tuple[int, int], ...]
    questions: tuple[TokenisedQuestion, ...] = ()

    def words(self, first: int, last: int) -> str:
        """The text of the tokens from `first` up to `last`, `last` not included."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a set, one JSON object a line, packed or not."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def is_tuning(article_id: str) -> bool:
    """Whether an article is kept for tuning; a paragraph goes with its article."""
    kept = json.loads(TUNING.read_text())
    base = article_id.replace("squad2half_para:", "squad2half:")
    return base in kept["shifts_wiki"] or any(
        base == article or base.startswith(article + ":") for article in kept["squad2half"]
    )


def read_set(data: Path, name: str) -> Iterator[Row]:
    """The articles of a question set, in the form that `tokenise` reads."""
    if name == "nqg":
        yield from _nqg(data / "nqg")
    elif name == "qamr":
        yield from _qamr(data / "qamr")
    elif name in ("train", "tune", "measure"):
        yield from hand_written(data, QUESTIONS / f"{name}.jsonl")
    elif name == "exchanged":
        for row in (*read_set(data, "newsqa_train"), *read_set(data, "train")):
            near_misses = with_exchanged(row, random.Random(row["article_id"]))  # noqa: S311
            if near_misses:
                yield near_misses
    elif name in TALK_PARTS:
        yield from _talks(data, TALKS / f"{name.removeprefix('talks_')}.jsonl")
    else:
        yield from read_rows(data / "qa" / f"{name}.jsonl.gz")


def hand_written(data: Path, questions: Path) -> Iterator[Row]:
    """Questions written by hand, set beside the texts of their articles."""
    for row, asked in beside_texts(data, questions):
        yield row | {"questions": asked["questions"]}


def _talks(data: Path, talks: Path) -> Iterator[Row]:
    """Turns written by hand as questions after those that were answered before them."""
    for row, asked in beside_texts(data, talks):
        questions: list[Row] = []
        for talk in asked["talks"]:
            turns: list[str] = []
            answers: list[str] = []
            for turn in talk["turns"]:
                questions.append(turn | {"turns": [*turns], "turn_answers": [*answers]})
                if turn["answers"]:
                    turns.append(turn["question"])
                    answers.append(row["text"][slice(*turn["answers"][0]["exact"])])
        yield row | {"questions": questions}


def beside_texts(data: Path, written: Path) -> Iterator[tuple[Row, Row]]:
    """What was written about an article, behind the article: id, title and text."""
    if not written.exists():
        return
    by_id = {row["article_id"]: row for row in read_rows(written)}
    for path in (data / "qa" / "newsqa_train.jsonl.gz", data / "polnear" / "train.jsonl.gz"):
        for row in read_rows(path):
            article_id = row.get("article_id") or row["id"]
            if article_id in by_id:
                known = {"article_id": article_id, "title": row["title"], "text": row["text"]}
                yield known, by_id[article_id]


def tokenise(tokenizer: Tokenizer, row: Row, *, whole_sentences: bool = False) -> TokenisedArticle:
    """An article of a question set as tokens, its answers as token ranges.

    `whole_sentences` says that the set marks answering sentences and not the exact words.
    """
    text = row["text"]
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int32).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    spans = [s for paragraph in paragraphs(text) for s in sentences(text, paragraph)]
    ranges = [_token_range(starts, ends, span) for span in spans]
    title = "" if NO_TITLE.search(row.get("title") or "") else (row.get("title") or "")
    return TokenisedArticle(
        id=row["article_id"],
        title=np.array(
            tokenizer.encode(title, add_special_tokens=False).ids[:TITLE_TOKENS], dtype=np.int32
        ),
        text=text,
        tokens=np.array(encoding.ids, dtype=np.int32),
        starts=starts,
        ends=ends,
        sentences=tuple(found for found in ranges if found[0] < found[1]),
        questions=tuple(
            _question(question, starts, ends, whole_sentences=whole_sentences)
            for question in row["questions"]
        ),
    )


def _question(
    row: Row, starts: Tokens, ends: Tokens, *, whole_sentences: bool
) -> TokenisedQuestion:
    exact, places = [], []
    for answer in row["answers"]:
        span = Span(answer["start"], answer.get("end") or answer["start"] + len(answer["text"]))
        words = answer.get("exact") or (row.get("exact") if len(row["answers"]) == 1 else None)
        if isinstance(words, dict):
            words = (words["start"], words["start"] + len(words["text"]))
        if words:
            exact.append(Span(*words))
        if words or whole_sentences or "end" in answer:
            places.append(span)
        else:
            exact.append(span)
    turns = [
        turn
        for pair in zip(row.get("turns", ()), row.get("turn_answers", ()), strict=True)
        for turn in pair
    ]
    return TokenisedQuestion(
        id=str(row["id"]),
        text=row["question"],
        answers=_ranges(starts, ends, exact),
        places=_ranges(starts, ends, places),
        twin=row.get("twin") or row.get("pair"),
        talk=tuple(turns),
    )


def _ranges(starts: Tokens, ends: Tokens, spans: Iterable[Span]) -> tuple[tuple[int, int], ...]:
    found = dict.fromkeys(_token_range(starts, ends, span) for span in spans)
    return tuple(pair for pair in found if pair[0] < pair[1])


def _token_range(starts: Tokens, ends: Tokens, span: Span) -> tuple[int, int]:
    """The tokens that touch the characters of a span."""
    first = int(np.searchsorted(ends, span.start, side="right"))
    last = int(np.searchsorted(starts, span.end, side="left"))
    return first, last


def _nqg(folder: Path) -> Iterator[Row]:
    """SQuAD questions on single sentences, put back into runs of eight neighbouring sentences."""
    with (
        gzip.open(folder / "sentences.txt.gz", "rt", encoding="utf-8") as sentence_lines,
        gzip.open(folder / "questions.txt.gz", "rt", encoding="utf-8") as question_lines,
    ):
        pairs = [
            (" ".join(_without_treebank(sentence)), " ".join(_without_treebank(question)))
            for sentence, question in zip(sentence_lines, question_lines, strict=True)
        ]
    distinct = list(dict.fromkeys(sentence for sentence, _ in pairs))
    asked: dict[str, list[tuple[str, tuple[int, int]]]] = {}
    for sentence, question in pairs:
        asked.setdefault(sentence, []).append((question, (0, len(sentence))))
    for first in range(0, len(distinct), 8):
        yield _joined(f"nqg:{first}", distinct[first : first + 8], asked)


def _qamr(folder: Path) -> Iterator[Row]:
    """QAMR's questions with their answer words, on runs of a few sentences of one page."""
    with gzip.open(folder / "wiki-sentences.tsv.gz", "rt", encoding="utf-8") as lines:
        texts = dict(line.rstrip("\n").split("\t", 1) for line in lines if "\t" in line)
    asked: dict[str, list[tuple[str, list[int]]]] = {}
    for part in ("dev", "test"):
        with gzip.open(folder / f"{part}.tsv.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                cells = line.rstrip("\n").split("\t")
                if cells[0] in texts and cells[6].strip():
                    asked.setdefault(cells[0], []).append(
                        (cells[5], [int(index) for index in cells[6].split()])
                    )
    ids = [sentence_id for sentence_id in texts if sentence_id in asked]
    for first in range(0, len(ids), 4):
        run, spans = [], {}
        for sentence_id in ids[first : first + 4]:
            words = _without_treebank(texts[sentence_id])
            run.append(" ".join(words))
            spans[run[-1]] = list(_word_spans(words, asked[sentence_id]))
        yield _joined(f"qamr:{first}", run, spans)


def _word_spans(
    words: list[str], asked: Iterable[tuple[str, list[int]]]
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Questions with their answer in characters, where its words stand close together."""
    for question, indices in asked:
        low, high = min(indices), max(indices)
        if high - low < 3 * len(indices) and high < len(words):
            start = len(" ".join(words[:low])) + (low > 0)
            yield question, (start, start + len(" ".join(words[low : high + 1])))


def _without_treebank(line: str) -> list[str]:
    """The words of a line, with the brackets and quotation marks that treebanks replace."""
    return [TREEBANK.get(word.lower(), word) for word in line.split()]


def _joined(
    article_id: str, run: list[str], asked: dict[str, list[tuple[str, tuple[int, int]]]]
) -> Row:
    """Sentences on lines of their own, as an article of a question set."""
    text, questions = "", []
    for sentence in dict.fromkeys(run):
        at = len(text)
        questions += [
            {
                "id": f"{article_id}:{at}:{number}",
                "question": question,
                "answers": [{"text": sentence[start:end], "start": at + start}],
            }
            for number, (question, (start, end)) in enumerate(asked.get(sentence, []))
        ]
        text += sentence + "\n"
    return {"article_id": article_id, "title": "", "text": text, "questions": questions}
