"""An indexed article as bytes, and back: all of it but its vectors."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, TypeVar, get_args

from index.articles import Article
from index.blocks import Block, Role
from index.embedding import Vectors
from index.indexed import IndexedArticle
from index.passages import Passage
from index.speakers import Attribution, Kind, Polarity, Speaker
from index.structure import Told, Turn
from index.text import Span

Json = dict[str, Any]
Value = TypeVar("Value")


def record_of(indexed: IndexedArticle) -> bytes:
    """Everything but the vectors."""
    # JSON joins the escaped halves of a surrogate pair, so that offsets would change.
    return json.dumps(_to_json(indexed), ensure_ascii=False).encode("utf-8", "surrogatepass")


def article_of(
    record: bytes, sentence_vectors: Vectors, passage_vectors: Vectors
) -> IndexedArticle:
    """The article of a record. Raises ValueError where the record is not in the right form."""
    try:
        facts = json.loads(record.decode("utf-8", "surrogatepass"))
        return _from_json(facts, sentence_vectors, passage_vectors)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("the record is not in the right form") from error


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
