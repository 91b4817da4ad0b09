"""A saved library: an index of articles as files, and back."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, TypeVar, get_args

import numpy as np

from index.articles import Article
from index.blocks import Block, Role
from index.embedding import Encoder, Vectors, default_encoder
from index.errors import LibraryError
from index.indexed import IndexedArticle
from index.passage_index import PassageIndex
from index.passages import Passage
from index.speakers import Attribution, Kind, Polarity, Speaker
from index.storage import MANIFEST_FILE, Generation, generations, load_generation, save_generation
from index.structure import Told, Turn
from index.text import Span
from index.vectors import read_vectors, write_vectors

ARTICLES_FILE = "articles.jsonl"
SENTENCE_VECTORS_FILE = "sentences.faiss"
PASSAGE_VECTORS_FILE = "passages.faiss"
FACT_TYPES = {
    "encoder": str,
    "dimension": int,
    "budget": int,
    "articles": int,
    "sentences": int,
    "passages": int,
}

Json = dict[str, Any]
Value = TypeVar("Value")


def save_library(index: PassageIndex, folder: Path) -> None:
    """Saves an index into a folder of its own; a crash leaves what the folder held before.

    Raises LibraryError when the index is empty or the folder cannot be written.
    """
    if not len(index):
        raise LibraryError("There is no article to save: add an article first.")
    indexed = tuple(index)

    def write_files(draft: Path) -> None:
        # JSON joins the escaped halves of a surrogate pair, so that offsets would change.
        with (draft / ARTICLES_FILE).open("w", encoding="utf-8", errors="surrogatepass") as file:
            for entry in indexed:
                file.write(json.dumps(_to_json(entry), ensure_ascii=False) + "\n")
        write_vectors(
            np.concatenate([entry.sentence_vectors for entry in indexed]),
            draft / SENTENCE_VECTORS_FILE,
        )
        write_vectors(
            np.concatenate([entry.passage_vectors for entry in indexed]),
            draft / PASSAGE_VECTORS_FILE,
        )

    facts = {
        "encoder": index.encoder.name,
        "dimension": index.encoder.dimension,
        "budget": index.budget,
        "articles": len(indexed),
        "sentences": sum(len(entry.sentences) for entry in indexed),
        "passages": sum(len(entry.passages) for entry in indexed),
    }
    save_generation(folder, write_files, facts)


def load_library(folder: Path, encoder: Encoder | None = None) -> PassageIndex:
    """The index saved in a folder, or in the folder of one of its generations, verified.

    The default encoder is loaded after the files were read. Raises LibraryError when the library
    is missing, damaged or made by another encoder.
    """
    facts, indexed = load_generation(folder, _read)
    encoder = encoder or default_encoder()
    if (facts["encoder"], facts["dimension"]) != (encoder.name, encoder.dimension):
        raise LibraryError(
            f"{folder} was made with the encoder {facts['encoder']} ({facts['dimension']} numbers) "
            f"and cannot be searched with {encoder.name} ({encoder.dimension}): load it with the "
            "same encoder, or index the articles again."
        )
    return PassageIndex(encoder, indexed, budget=facts["budget"])


def check_library(folder: Path) -> dict[str, Json]:
    """Verifies every generation in a folder: what `article-qa check` prints.

    Comes back with the name of each generation, the newest first, and its facts: encoder,
    dimension, budget, and how many articles, sentences and passages. Needs no encoder. Raises
    LibraryError with the first file that is missing or damaged, and with a generation that is
    whole if there is any.
    """
    load_generation(folder, _read)
    return {name: load_generation(folder / name, _read)[0] for name in generations(folder)}


def _read(saved: Generation) -> tuple[Json, list[IndexedArticle]]:
    facts = dict(saved.facts)
    if {name: type(value) for name, value in facts.items()} != FACT_TYPES:
        raise LibraryError(
            f"{saved.path / MANIFEST_FILE} is not in the right form: index the articles again."
        )
    try:
        return facts, list(_indexed_articles(saved, facts))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise LibraryError(
            f"{saved.path / ARTICLES_FILE} is not in the right form: index the articles again."
        ) from error


def _indexed_articles(saved: Generation, facts: Json) -> Iterator[IndexedArticle]:
    with saved.files[ARTICLES_FILE].open(
        encoding="utf-8", errors="surrogatepass", newline="\n"
    ) as file:
        records = [json.loads(line) for line in file]
    if len(records) != facts["articles"]:
        raise ValueError("the number of articles differs")
    vectors = []
    for file_name, what in (
        (SENTENCE_VECTORS_FILE, "sentences"),
        (PASSAGE_VECTORS_FILE, "passages"),
    ):
        rows = read_vectors(saved.files[file_name], facts["dimension"], facts[what])
        vectors.append(_divided(rows, [len(record[what]) for record in records]))
    for record, sentence_vectors, passage_vectors in zip(records, *vectors, strict=True):
        yield _from_json(record, sentence_vectors, passage_vectors)


def _divided(rows: Vectors, counts: Sequence[int]) -> list[Vectors]:
    ends = [0, *accumulate(counts)]
    if ends[-1] != len(rows):
        raise ValueError("the number of vectors differs")
    return [rows[start:end] for start, end in pairwise(ends)]


def _to_json(indexed: IndexedArticle) -> Json:
    article = indexed.article
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "authors": article.authors,
        "published": article.published.isoformat() if article.published else None,
        "source": article.source,
        "language": article.language,
        "notes": article.notes,
        "pages": article.pages,
        "blocks": [(block.role, *_pair(block.span)) for block in article.blocks],
        "turns": [_turn_to_json(turn) for turn in article.turns],
        "sentences": [_pair(span) for span in indexed.sentences],
        "passages": [_pair(passage.span) for passage in indexed.passages],
        "attributions": [_attribution_to_json(attribution) for attribution in indexed.attributions],
    }


def _turn_to_json(turn: Turn) -> Json:
    return {
        "words": [_pair(span) for span in turn.words],
        "told": turn.told,
        "label": _pair(turn.label) if turn.label else None,
        "asks": turn.asks,
    }


def _attribution_to_json(attribution: Attribution) -> Json:
    speaker = attribution.speaker
    return {
        "content": [_pair(span) for span in attribution.content],
        "speaker": (speaker.name, speaker.role) if speaker else None,
        "source": _pair(attribution.source) if attribution.source else None,
        "cue": _pair(attribution.cue) if attribution.cue else None,
        "kind": attribution.kind,
        "confidence": attribution.confidence,
        "polarity": attribution.polarity,
        "through": attribution.through,
    }


def _pair(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _from_json(record: Json, sentence_vectors: Vectors, passage_vectors: Vectors) -> IndexedArticle:
    span = partial(_span, len(_text(record["text"])))
    article = Article(
        id=_text(record["id"]),
        title=_maybe(_text, record["title"]),
        text=record["text"],
        blocks=tuple(
            Block(_one_of(Role, role), span((start, end))) for role, start, end in record["blocks"]
        ),
        authors=tuple(map(_text, record["authors"])),
        published=_maybe(date.fromisoformat, record["published"]),
        source=_maybe(_text, record["source"]),
        language=_maybe(_text, record["language"]),
        notes=tuple(map(_text, record["notes"])),
        pages=tuple(span((start, start)).start for start in record["pages"]),
        turns=tuple(
            Turn(
                tuple(map(span, turn["words"])),
                _one_of(Told, turn["told"]),
                _maybe(span, turn["label"]),
                asks=bool(turn["asks"]),
            )
            for turn in record.get("turns", ())
        ),
    )
    sentences = tuple(map(span, record["sentences"]))
    passages = tuple(Passage(article, span(pair)) for pair in record["passages"])
    starts, ends = {span.start for span in sentences}, {span.end for span in sentences}
    if (
        not passages
        or list(sentences) != sorted(sentences)
        or not all(
            passage.span.start in starts and passage.span.end in ends for passage in passages
        )
    ):
        raise ValueError("the passages are not made of the sentences")
    return IndexedArticle(
        article=article,
        sentences=sentences,
        passages=passages,
        attributions=tuple(_attribution(facts, span) for facts in record["attributions"]),
        sentence_vectors=sentence_vectors,
        passage_vectors=passage_vectors,
    )


def _attribution(facts: Json, span: Callable[[Sequence[int]], Span]) -> Attribution:
    return Attribution(
        content=tuple(map(span, facts["content"])),
        speaker=_maybe(_speaker, facts["speaker"]),
        source=_maybe(span, facts["source"]),
        cue=_maybe(span, facts["cue"]),
        kind=_one_of(Kind, facts["kind"]),
        confidence=float(facts["confidence"]),
        polarity=_one_of(Polarity, facts["polarity"]),
        through=_maybe(_text, facts.get("through")),
    )


def _speaker(pair: Sequence[Any]) -> Speaker:
    name, role = pair
    return Speaker(_text(name), _maybe(_text, role))


def _span(length: int, pair: Sequence[int]) -> Span:
    start, end = pair
    if not type(start) is type(end) is int or end > length:
        raise ValueError("a span must be two whole numbers inside its text")
    return Span(start, end)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text must be text")
    return value


def _one_of(names: Any, value: Any) -> Any:
    if value not in get_args(names):
        raise ValueError(f"{value} is none of {names}")
    return value


def _maybe(read: Callable[[Any], Value], value: Any) -> Value | None:
    return None if value is None else read(value)
