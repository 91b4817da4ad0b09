"""This file is about the question sets that train the reader, cut into tokens and sentences."""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.text import paragraphs, sentences

TUNING = Path(__file__).with_name("tuning_articles.json")
TITLE_TOKENS = 16
UNTITLED = re.compile(r"Amazon Reviews|Filtered Reddit|\w+\.(com|org|net|gov|edu)")
TREEBANK = {"-lrb-": "(", "-rrb-": ")", "-lsb-": "[", "-rsb-": "]", "``": '"', "''": '"'}

Tokens = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class TokenisedQuestion:
    """A question's tokens and where its answers stand, as half-open token ranges of the article.

    `sentences_only` says that the ranges are whole answering sentences, not the exact words.
    """

    id: str
    text: str
    tokens: Tokens
    answers: tuple[tuple[int, int], ...]
    sentences_only: bool = False


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
    questions: tuple[TokenisedQuestion, ...] = field(default=())

    def words(self, first: int, last: int) -> str:
        """The text of the tokens from `first` up to `last`, `last` not included."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def read_articles(path: Path) -> Iterator[dict[str, Any]]:
    """The articles of a shared question set."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def is_tuning(article_id: str) -> bool:
    """Whether an article is kept for tuning; a paragraph goes with its article."""
    kept = json.loads(TUNING.read_text())
    base = article_id.replace("squad2half_para:", "squad2half:")
    return base in kept["shifts_wiki"] or any(
        base == one or base.startswith(one + ":") for one in kept["squad2half"]
    )


def tokenise(
    tokenizer: Tokenizer, row: dict[str, Any], *, whole_sentences: bool
) -> TokenisedArticle:
    """An article of a shared question set as tokens, its answers as token ranges."""
    text = row["text"]
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = np.array(encoding.offsets, dtype=np.int32).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    spans = [s for paragraph in paragraphs(text) for s in sentences(text, paragraph)]
    ranges = [_token_range(starts, ends, span.start, span.end) for span in spans]
    cuts = tuple(found for found in ranges if found[0] < found[1])
    title = "" if UNTITLED.search(row["title"] or "") else (row["title"] or "")
    return TokenisedArticle(
        id=row["article_id"],
        title=np.array(
            tokenizer.encode(title, add_special_tokens=False).ids[:TITLE_TOKENS], dtype=np.int32
        ),
        text=text,
        tokens=np.array(encoding.ids, dtype=np.int32),
        starts=starts,
        ends=ends,
        sentences=cuts,
        questions=tuple(
            _question(tokenizer, question, starts, ends, whole_sentences=whole_sentences)
            for question in row["questions"]
        ),
    )


def read_nqg(folder: Path) -> Iterator[dict[str, Any]]:
    """SQuAD questions on single sentences, put back into runs of eight neighbouring sentences."""
    with (
        gzip.open(folder / "sentences.txt.gz", "rt", encoding="utf-8") as sentence_lines,
        gzip.open(folder / "questions.txt.gz", "rt", encoding="utf-8") as question_lines,
    ):
        pairs = [
            (" ".join(_untreebanked(sentence)), " ".join(_untreebanked(question)))
            for sentence, question in zip(sentence_lines, question_lines, strict=True)
        ]
    distinct = list(dict.fromkeys(sentence for sentence, _ in pairs))
    asked: dict[str, list[str]] = {}
    for sentence, question in pairs:
        asked.setdefault(sentence, []).append(question)
    for first in range(0, len(distinct), 8):
        yield _joined(f"nqg:{first}", distinct[first : first + 8], asked, None)


def read_qamr(folder: Path) -> Iterator[dict[str, Any]]:
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
    ids = [i for i in texts if i in asked]
    for first in range(0, len(ids), 4):
        run = ids[first : first + 4]
        spans: dict[str, list[tuple[str, tuple[int, int]]]] = {}
        shown = []
        for sentence_id in run:
            words = _untreebanked(texts[sentence_id])
            sentence = " ".join(words)
            shown.append(sentence)
            for question, indices in asked[sentence_id]:
                low, high = min(indices), max(indices)
                if high - low < 3 * len(indices) and high < len(words):
                    start = len(" ".join(words[:low])) + (low > 0)
                    spans.setdefault(sentence, []).append(
                        (question, (start, start + len(" ".join(words[low : high + 1]))))
                    )
        yield _joined(f"qamr:{first}", shown, {}, spans)


def _untreebanked(line: str) -> list[str]:
    """The words of a line, with the brackets and quotation marks that treebanks replace."""
    return [TREEBANK.get(word.lower(), word) for word in line.split()]


def _joined(
    article_id: str,
    run: list[str],
    asked: dict[str, list[str]],
    spans: dict[str, list[tuple[str, tuple[int, int]]]] | None,
) -> dict[str, Any]:
    """Sentences on lines of their own, as an article of a shared question set."""
    text, questions = "", []
    for sentence in dict.fromkeys(run):
        at = len(text)
        whole = (0, len(sentence))
        found = spans.get(sentence, []) if spans else [(q, whole) for q in asked.get(sentence, [])]
        questions += [
            {
                "id": f"{article_id}:{at}:{number}",
                "question": question,
                "answers": [{"text": sentence[start:end], "start": at + start}],
            }
            for number, (question, (start, end)) in enumerate(found)
        ]
        text += sentence + "\n"
    return {"article_id": article_id, "title": "", "text": text, "questions": questions}


def _question(
    tokenizer: Tokenizer,
    row: dict[str, Any],
    starts: Tokens,
    ends: Tokens,
    *,
    whole_sentences: bool,
) -> TokenisedQuestion:
    found = {
        _token_range(starts, ends, answer["start"], answer["start"] + len(answer["text"]))
        for answer in row["answers"]
    }
    return TokenisedQuestion(
        id=row["id"],
        text=row["question"],
        tokens=np.array(
            tokenizer.encode(row["question"], add_special_tokens=False).ids, dtype=np.int32
        ),
        answers=tuple(sorted(pair for pair in found if pair[0] < pair[1])),
        sentences_only=whole_sentences,
    )


def _token_range(starts: Tokens, ends: Tokens, start: int, end: int) -> tuple[int, int]:
    """The tokens that touch the characters from `start` up to `end`."""
    first = int(np.searchsorted(ends, start, side="right"))
    last = int(np.searchsorted(starts, end, side="left"))
    return first, last
