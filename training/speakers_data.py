"""The annotated articles that the speaker models learn from."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.tokens import Doc, DocBin

from index.speakers.finding.readings import Part
from index.speakers.finding.windows import pair_features, window
from index.speakers.finding.words import TAGS, Feature, Numbers, Words, words_of
from index.speakers.parsing import parse, vocabulary
from index.text import Span

Record = dict[str, Any]

CUE_HEAD, CUE_REST = 1, 2


@dataclass(frozen=True, slots=True)
class GoldCue:
    """A cue with its window: `parts` says of each word what it is to this cue."""

    word: int
    first: int
    last: int
    pairs: Numbers
    parts: Numbers


@dataclass(frozen=True, slots=True)
class Example:
    """An annotated article: `cues` numbers each word's class, `roles` is words x 2."""

    id: str
    text: str
    words: Words
    cues: Numbers
    roles: Numbers
    gold: tuple[GoldCue, ...]


def read_examples(path: Path, parsed: Path) -> list[Example]:
    """The articles of a .jsonl or .jsonl.gz file, parsed once and kept at `parsed`."""
    articles = list(read_articles(path))
    if not parsed.exists():
        store = DocBin(
            attrs=["ORTH", "SPACY", "TAG", "DEP", "HEAD", "ENT_TYPE", "ENT_IOB", "SENT_START"]
        )
        for number, article in enumerate(articles, 1):
            store.add(parse(article["text"]))
            if number % 50 == 0:
                print(f"parsed {number} of {len(articles)} articles of {path.name}", flush=True)
        store.to_disk(parsed)
    docs = DocBin().from_disk(parsed).get_docs(vocabulary())
    return [example_of(article, doc) for article, doc in zip(articles, docs, strict=True)]


def read_articles(path: Path) -> Iterator[Record]:
    """The lines of a .jsonl or .jsonl.gz file."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def example_of(article: Record, doc: Doc) -> Example:
    """The labels of an article's words."""
    words = words_of(doc)
    cues = np.zeros(len(words), dtype=np.int64)
    roles = np.zeros((len(words), 2), dtype=np.int64)
    gold = []
    for attribution in outermost(article["attributions"]):
        content, source, cue = (
            words_in(words, spans_of(attribution[name])) for name in ("content", "source", "cue")
        )
        roles[content, 0] = 1
        roles[source, 1] = 1
        if not len(cue):
            continue
        head = head_of(words, cue)
        cues[cue] = np.where(cues[cue] == CUE_HEAD, CUE_HEAD, CUE_REST)
        cues[head] = CUE_HEAD
        first, last = window(words, head)
        parts = np.zeros(len(words), dtype=np.int64)
        parts[content], parts[source], parts[cue] = Part.CONTENT, Part.SOURCE, Part.CUE
        pairs = pair_features(words, head, first, last)
        gold.append(GoldCue(head, first, last, pairs, parts[first:last]))
    return Example(article["id"], article["text"], words, cues, roles, tuple(gold))


def outermost(attributions: list[Record]) -> list[Record]:
    """Those whose cue is in no other's content: what is quoted may quote, which is not learned."""
    contents = [(row, span) for row in attributions for span in spans_of(row["content"])]
    return [
        attribution
        for attribution in attributions
        if not any(
            span.overlap(cue)
            for other, span in contents
            for cue in spans_of(attribution["cue"])
            if other is not attribution
        )
    ]


def spans_of(value: list[Any] | None) -> list[Span]:
    """A [start, end], or a list of them, as spans."""
    if not value:
        return []
    return [Span(*pair) for pair in ([value] if isinstance(value[0], int) else value)]


def words_in(words: Words, spans: list[Span]) -> Numbers:
    """The numbers of the words that overlap any of the spans."""
    found = [words.within(span) for span in spans]
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def head_of(words: Words, cue: Numbers) -> int:
    """The word of a cue that governs the others: a verb before any other word."""
    inside = set(cue.tolist())
    tops = [
        word
        for word in cue.tolist()
        if words.heads[word] == word or words.heads[word] not in inside
    ]
    tags = words.features[:, Feature.TAG]
    verbs = [word for word in tops if tags[word] and TAGS[tags[word] - 1].startswith("VB")]
    head: int = (verbs or tops or cue.tolist())[0]
    return head
