"""This file is about a saved library: an index of articles as files, and back."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from index.articles import Article
from index.blocks import Block
from index.build import IndexedArticle
from index.embedding import Encoder, Vectors
from index.errors import LibraryError
from index.passage_index import PassageIndex
from index.passages import Passage
from index.speakers import Attribution, Speaker
from index.storage import Generation, load_generation, save_generation
from index.text import Span
from index.vectors import NearestNeighbours, read_vectors

ARTICLES = "articles.jsonl"
SENTENCES = "sentences.faiss"
PASSAGES = "passages.faiss"

Json = dict[str, Any]


def save_library(index: PassageIndex, folder: Path) -> None:
    """Saves an index into a folder of its own; a crash leaves what the folder held before.

    Raises LibraryError when the index is empty or the folder cannot be written.
    """
    if not len(index):
        raise LibraryError("There is no article to save: add one first.")
    indexed = index.indexed

    def write_files(draft: Path) -> None:
        with (draft / ARTICLES).open("w", encoding="ascii") as file:
            file.writelines(json.dumps(_to_json(one)) + "\n" for one in indexed)
        _stack(one.sentence_vectors for one in indexed).write(draft / SENTENCES)
        _stack(one.passage_vectors for one in indexed).write(draft / PASSAGES)

    facts = {
        "encoder": index.encoder.name,
        "dimension": index.encoder.dimension,
        "budget": index.budget,
        "articles": len(indexed),
        "sentences": sum(len(one.sentences) for one in indexed),
        "passages": sum(len(one.passages) for one in indexed),
    }
    save_generation(folder, write_files, facts)


def load_library(folder: Path, encoder: Encoder, generation: str | None = None) -> PassageIndex:
    """The index saved in a folder, verified; `generation` names one other than the newest.

    Raises LibraryError when it is missing, damaged or made by another encoder.
    """
    saved = load_generation(folder, generation)
    facts = saved.facts
    if (facts.get("encoder"), facts.get("dimension")) != (encoder.name, encoder.dimension):
        raise LibraryError(
            f"{folder} was made with the encoder {facts.get('encoder')} and this one is "
            f"{encoder.name}: load it with the same encoder or index the articles again."
        )
    try:
        return PassageIndex(encoder, _read(saved, encoder.dimension), budget=facts["budget"])
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise LibraryError(
            f"{saved.path / ARTICLES} is not in the right form: index the articles again."
        ) from error


def _read(saved: Generation, dimension: int) -> Iterator[IndexedArticle]:
    facts = saved.facts
    sentences = read_vectors(saved.path / SENTENCES, dimension, facts["sentences"]).matrix()
    passages = read_vectors(saved.path / PASSAGES, dimension, facts["passages"]).matrix()
    with (saved.path / ARTICLES).open(encoding="ascii") as file:
        records = [json.loads(line) for line in file]
    if (
        len(records) != facts["articles"]
        or sum(len(record["sentences"]) for record in records) != len(sentences)
        or sum(len(record["passages"]) for record in records) != len(passages)
    ):
        raise ValueError("the counts differ")
    for record in records:
        counts = len(record["sentences"]), len(record["passages"])
        yield _from_json(record, sentences[: counts[0]].copy(), passages[: counts[1]].copy())
        sentences, passages = sentences[counts[0] :], passages[counts[1] :]


def _to_json(one: IndexedArticle) -> Json:
    article = one.article
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "authors": article.authors,
        "published": article.published.isoformat() if article.published else None,
        "source": article.source,
        "blocks": [(block.role, *_pair(block.span)) for block in article.blocks],
        "sentences": [_pair(span) for span in one.sentences],
        "passages": [_pair(passage.span) for passage in one.passages],
        "attributions": [_attribution_to_json(attribution) for attribution in one.attributions],
    }


def _from_json(record: Json, sentence_vectors: Vectors, passage_vectors: Vectors) -> IndexedArticle:
    length = len(record["text"])
    article = Article(
        id=record["id"],
        title=record["title"],
        text=record["text"],
        blocks=tuple(
            Block(role, _span((start, end), length)) for role, start, end in record["blocks"]
        ),
        authors=tuple(record["authors"]),
        published=date.fromisoformat(record["published"]) if record["published"] else None,
        source=record["source"],
    )
    return IndexedArticle(
        article=article,
        sentences=tuple(_span(pair, length) for pair in record["sentences"]),
        passages=tuple(Passage(article, _span(pair, length)) for pair in record["passages"]),
        attributions=tuple(_attribution(facts, length) for facts in record["attributions"]),
        sentence_vectors=sentence_vectors,
        passage_vectors=passage_vectors,
    )


def _attribution_to_json(attribution: Attribution) -> Json:
    speaker = attribution.speaker
    return {
        "content": [_pair(span) for span in attribution.content],
        "speaker": (speaker.name, speaker.role) if speaker else None,
        "source": _pair(attribution.source) if attribution.source else None,
        "cue": _pair(attribution.cue) if attribution.cue else None,
        "kind": attribution.kind,
        "confidence": attribution.confidence,
    }


def _attribution(facts: Json, length: int) -> Attribution:
    return Attribution(
        content=tuple(_span(pair, length) for pair in facts["content"]),
        speaker=Speaker(*facts["speaker"]) if facts["speaker"] else None,
        source=_span(facts["source"], length) if facts["source"] else None,
        cue=_span(facts["cue"], length) if facts["cue"] else None,
        kind=facts["kind"],
        confidence=float(facts["confidence"]),
    )


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _span(pair: Iterable[int], length: int) -> Span:
    start, end = pair
    if end > length:
        raise ValueError("a span ends after its text")
    return Span(start, end)


def _stack(matrices: Iterable[Vectors]) -> NearestNeighbours:
    return NearestNeighbours(np.concatenate(list(matrices)))
