"""This file is about the sentences that the reader finds best, to learn which of them answers."""

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from index import Article, Span
from index.embedding import default_encoder
from index.errors import ArticleError
from index.indexed import IndexedArticle
from index.networks import tokenizer
from index.passage_index import PassageIndex
from qa.comprehension.judge import input_row
from qa.comprehension.models import default_models
from qa.ranking import best_read
from qa.settings import Settings
from training.reader_data import (
    TokenisedArticle,
    TokenisedQuestion,
    is_tuning,
    read_articles,
    read_nqg,
)
from training.reader_premises import Premises

QUESTIONS = {"shifts_wiki": 5200, "squad2half_para": 4700, "squad2half": 2000, "qed_dev": 1300}
KEPT = 8
FALSE, MOVED, NQG = 0.5, 0.03, 0.5
"""Shares: questions also asked with a false premise, of another article, and of nqg."""

Row = tuple[list[int], int]


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence as the reader ranked it, the one before it, and whether it answers.

    `unclear` says that it has the answer's words in a place that is not judged.
    """

    text: str
    before: str
    answers: bool
    unclear: bool


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A training question with its best sentences, the reader's first choice first."""

    id: str
    text: str
    title: str
    answerable: bool
    sentences: tuple[ReadSentence, ...]


@dataclass(frozen=True, slots=True)
class SentenceGroup:
    """Rows of tokens for one question; the first answers where `answered` is true."""

    rows: tuple[Row, ...]
    answered: bool


def main() -> None:
    """Read the training questions with the shipped reader and keep its best sentences."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("into", type=Path, help="the file to write")
    arguments.add_argument("--data", type=Path, required=True, help="the shared question sets")
    given = arguments.parse_args()
    half = given.into.with_suffix(".part")
    with half.open("w", encoding="utf-8") as lines:
        for name, wanted in QUESTIONS.items():
            for question in _read_set(given.data / "qa" / f"{name}.jsonl.gz", name, wanted):
                lines.write(json.dumps(asdict(question)) + "\n")
    half.replace(given.into)


def load_read(path: Path) -> list[ReadQuestion]:
    """What `main` wrote."""
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        ReadQuestion(**{**row, "sentences": tuple(ReadSentence(**one) for one in row["sentences"])})
        for row in rows
    ]


def one_round(
    read: Sequence[ReadQuestion],
    premises: Premises,
    tokenised: dict[str, tuple[TokenisedArticle, TokenisedQuestion]],
    data: Path,
    seed: int,
) -> list[SentenceGroup]:
    """The groups of one round, shuffled: a fresh draw of rivals and false premises for a seed."""
    rng = random.Random(seed)  # noqa: S311 (a shuffle, not a secret)
    word_pieces = tokenizer()
    groups: list[SentenceGroup] = []
    for question in read:
        asked = _ids(word_pieces, question.text)
        groups += _own(word_pieces, asked, question, rng)
        place = tokenised.get(question.id)
        if question.answerable and place and place[1].answers and rng.random() < FALSE:
            false = premises.false_question(place[0], place[1], rng)
            right = [one for one in question.sentences if one.answers][:1]
            rivals = [one for one in question.sentences if not one.answers][:1]
            if false is not None and right + rivals:
                rows = _rows(word_pieces, false.tolist(), question.title, right + rivals)
                groups.append(SentenceGroup(rows, answered=False))
        if rng.random() < MOVED:
            other = rng.choice(read)
            rows = _rows(word_pieces, asked, other.title, other.sentences[:2])
            groups.append(SentenceGroup(rows, answered=False))
    groups += _single_sentences(word_pieces, data, rng)
    groups = [group for group in groups if group.rows]
    rng.shuffle(groups)
    return groups


def _own(
    pieces: Tokenizer, asked: list[int], question: ReadQuestion, rng: random.Random
) -> Iterator[SentenceGroup]:
    """The right sentence, if there is one, with the reader's best wrong ones and some others."""
    right = [one for one in question.sentences if one.answers][:1]
    if question.answerable and not right:
        return
    wrong = [one for one in question.sentences if not one.answers]
    if question.answerable:
        wrong = [one for one in wrong if not one.unclear]
    few = 4 if question.answerable else 2
    picked = wrong[:2] + rng.sample(wrong[2:6], max(0, min(few - 2, len(wrong[2:6]))))
    title = question.title if rng.random() < 0.8 else ""
    rows = _rows(pieces, asked, title, [*right, *picked])
    yield SentenceGroup(rows, answered=bool(right))


def _single_sentences(pieces: Tokenizer, data: Path, rng: random.Random) -> Iterator[SentenceGroup]:
    """Half of nqg's questions, each with the three neighbours that share most of its words."""
    for article in read_nqg(data / "nqg"):
        lines = article["text"].strip().split("\n")
        for question in article["questions"]:
            if rng.random() > NQG:
                continue
            right, words = question["answers"][0]["text"], set(question["question"].lower().split())
            others = sorted(
                (line for line in lines if line != right),
                key=lambda line: -len(words & set(line.lower().split())),
            )
            sentences = [
                ReadSentence(line, lines[place - 1] if place else "", line == right, False)
                for line in [right, *others[:3]]
                for place in [lines.index(line)]
            ]
            rows = _rows(pieces, _ids(pieces, question["question"]), "", sentences)
            yield SentenceGroup(rows, answered=True)


def _rows(
    pieces: Tokenizer, asked: list[int], title: str, sentences: Sequence[ReadSentence]
) -> tuple[Row, ...]:
    named = _ids(pieces, title)
    return tuple(
        input_row(asked, named, _ids(pieces, one.before), _ids(pieces, one.text))
        for one in sentences
    )


def _ids(pieces: Tokenizer, text: str) -> list[int]:
    return list(pieces.encode(text, add_special_tokens=False).ids)


def _read_set(path: Path, name: str, wanted: int) -> Iterator[ReadQuestion]:
    rng = random.Random(3)  # noqa: S311 (a sample, not a secret)
    rows = [row for row in read_articles(path) if not is_tuning(row["article_id"])]
    asked = [
        (number, question)
        for number, row in enumerate(rows)
        for question in row["questions"]
        if question["answers"] or name == "squad2half_para"
    ]
    rng.shuffle(asked)
    index, current = PassageIndex(default_encoder()), -1
    for done, (number, question) in enumerate(sorted(asked[:wanted], key=lambda pair: pair[0])):
        row = rows[number]
        if number != current:
            current, index = number, PassageIndex(default_encoder())
            try:
                index.add(Article.from_text(row["text"], title=row["title"]), attribute=False)
            except ArticleError as error:
                print(f"{row['article_id']}: {error}", file=sys.stderr)
        if len(index):
            yield _read_question(index, row, question)
        if done % 100 == 0:
            print(f"{name}: {done} of {min(wanted, len(asked))}", file=sys.stderr)


def _read_question(
    index: PassageIndex, row: dict[str, Any], question: dict[str, Any]
) -> ReadQuestion:
    (one,) = index.indexed
    answers = [Span(a["start"], a["start"] + len(a["text"])) for a in question["answers"]]
    found = index.search(question["question"], Settings().passages_read)
    ranked = [
        each.sentence for each in best_read(index, question["question"], found, default_models())
    ]
    kept = ranked[:KEPT]
    if not any(sentence.contains(answer) for sentence in kept for answer in answers):
        missed = (s for s in one.sentences if any(s.contains(answer) for answer in answers))
        kept += list(missed)[:1]
    return ReadQuestion(
        question["id"],
        question["question"],
        row["title"] or "",
        bool(answers),
        tuple(_sentence(one, span, answers) for span in kept),
    )


def _sentence(one: IndexedArticle, span: Span, answers: Sequence[Span]) -> ReadSentence:
    text = one.article.text
    words = span.of(text)
    return ReadSentence(
        words,
        one.before(span),
        any(span.contains(answer) for answer in answers),
        any(answer.of(text).lower() in words.lower() for answer in answers),
    )


if __name__ == "__main__":
    main()
