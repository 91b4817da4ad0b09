"""Statements as they are compared: attributions, found or judged, by their words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.scoring.attribution.wording import Range, Tokens, Wording
from index import Attribution
from index.speakers import Kind, Polarity


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution by its words, found or judged."""

    content: Tokens
    kind: Kind
    source: Tokens
    source_text: str
    names: tuple[str, ...]
    polarity: Polarity | None = None
    speaker: str | None = None

    @property
    def has_source(self) -> bool:
        """Whether anybody is named."""
        return bool(self.source or self.source_text or self.names)


def judged_statement(wording: Wording, row: Mapping[str, Any]) -> Statement:
    """A judged attribution: `source`, `content` as lists of [start, end], `source_resolved`.

    `speaker` and `polarity` are judged where the row has them.
    """
    return _statement(
        wording,
        content=_ranges(row["content"]),
        source=_ranges(row.get("source")),
        source_text=row.get("source_text"),
        names=row.get("source_resolved") or row.get("speaker"),
        polarity=row.get("polarity"),
        speaker=row.get("speaker"),
    )


def predicted_statement(wording: Wording, row: Mapping[str, Any]) -> Statement:
    """A predicted attribution: `content_spans`, `source_span`, `source_text`, `speaker`."""
    return _statement(
        wording,
        content=_ranges(row.get("content_spans")),
        source=_ranges(row.get("source_span")),
        source_text=row.get("source_text"),
        names=row.get("speaker"),
        polarity=row.get("polarity", "said"),
        speaker=row.get("speaker"),
    )


def prediction(text: str, attribution: Attribution) -> dict[str, Any]:
    """An attribution of the program in the form of a file of predictions.

    Where nobody is named no source is predicted either: that is what a reader sees.
    """
    known = attribution.speaker is not None
    source = attribution.source if known else None
    return {
        "content_spans": [[span.start, span.end] for span in attribution.content],
        "source_span": [source.start, source.end] if source else None,
        "source_text": source.of(text) if source else None,
        "speaker": attribution.speaker.name if attribution.speaker else None,
        "kind": attribution.kind,
        "polarity": attribution.polarity,
        "confidence": attribution.confidence,
    }


def _statement(
    wording: Wording,
    *,
    content: list[Range],
    source: list[Range],
    source_text: str | None,
    names: str | Sequence[str] | None,
    polarity: Polarity | None,
    speaker: str | None,
) -> Statement:
    words = wording.tokens(content)
    joined = " ".join(wording.text[start:end] for start, end in source)
    return Statement(
        content=words,
        kind=wording.kind(words),
        source=wording.tokens(source),
        source_text=source_text or joined,
        names=(names,) if isinstance(names, str) else tuple(names or ()),
        polarity=polarity,
        speaker=speaker,
    )


def _ranges(value: Any) -> list[Range]:
    if not value:
        return []
    pairs = [value] if isinstance(value[0], int) else value
    return [(start, end) for start, end in pairs]
