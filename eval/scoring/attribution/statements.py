"""This file is about comparing attributions: what was found, what is judged, and which agree."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.scoring.attribution.names import PRONOUNS, head, phrase_words, same_speaker, shares_word
from eval.scoring.attribution.wording import Range, Tokens, Wording
from index.speakers import Attribution, Kind

PARTIAL = 0.5
"""Word F1 from which two contents are the same statement."""

CARRIED = 0.5
"""The share of a sentence, or of a statement, from which the sentence carries it."""

NEAR = 60
"""Words within which the same pronoun is the same person."""


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution by its words, found or judged."""

    content: Tokens
    kind: Kind
    source: Tokens
    source_text: str
    names: tuple[str, ...]

    @property
    def has_source(self) -> bool:
        """Whether anybody is named."""
        return bool(self.source or self.source_text or self.names)


def judged_statement(wording: Wording, row: Mapping[str, Any]) -> Statement:
    """A judged attribution: `source`, `content` as lists of [start, end], `source_resolved`."""
    return _statement(
        wording,
        content=_ranges(row["content"]),
        source=_ranges(row.get("source")),
        source_text=row.get("source_text"),
        names=row.get("source_resolved"),
    )


def predicted_statement(wording: Wording, row: Mapping[str, Any]) -> Statement:
    """A predicted attribution: `content_spans`, `source_span`, `source_text`, `speaker`."""
    return _statement(
        wording,
        content=_ranges(row.get("content_spans")),
        source=_ranges(row.get("source_span")),
        source_text=row.get("source_text"),
        names=row.get("speaker"),
    )


def prediction(text: str, attribution: Attribution) -> dict[str, Any]:
    """An attribution of the program in the form of a file of predictions.

    One whose speaker is unsure predicts no source: that is what a reader sees.
    """
    known = attribution.speaker is not None
    source = attribution.source if known else None
    return {
        "content_spans": [[span.start, span.end] for span in attribution.content],
        "source_span": [source.start, source.end] if source else None,
        "source_text": source.of(text) if source else None,
        "speaker": attribution.speaker.name if attribution.speaker else None,
        "kind": attribution.kind,
        "confidence": attribution.confidence,
    }


def same_source_strict(judged: Statement, found: Statement) -> bool:
    """Whether the same words, or words of the same place, are the source; or neither has one."""
    if not judged.has_source or not found.has_source:
        return judged.has_source == found.has_source
    return shares_source(judged, found)


def shares_source(judged: Statement, found: Statement) -> bool:
    """Whether both sources share a place, or a word where one has no place."""
    if judged.source and found.source:
        return bool(judged.source & found.source)
    return shares_word(judged.source_text, found.source_text)


def same_head(judged: Statement, found: Statement) -> bool:
    """Whether each source holds the main word of the other."""
    ours, theirs = head(judged.source_text), head(found.source_text)
    return (
        bool(ours and theirs)
        and ours in phrase_words(found.source_text)
        and theirs in phrase_words(judged.source_text)
    )


def same_source(judged: Statement, found: Statement) -> bool:
    """Whether both name one speaker, at the same place, elsewhere in the article or by name."""
    if not judged.has_source or not found.has_source:
        return judged.has_source == found.has_source
    if judged.source & found.source:
        return True
    if not found.source and found.source_text and shares_source(judged, found):
        return True
    words = phrase_words(judged.source_text)
    if words and words == phrase_words(found.source_text) and head(judged.source_text) in PRONOUNS:
        return any(abs(a - b) <= NEAR for a in judged.source for b in found.source)
    return any(
        same_speaker(one, other)
        for one in (judged.source_text, *judged.names)
        for other in (found.source_text, *found.names)
    )


def names_person(judged: Statement, found: Statement) -> bool:
    """Whether the name found, or else the source's words, is one of the judged names."""
    given = found.names or (found.source_text,)
    return any(same_speaker(one, other) for one in judged.names for other in given)


def content_f1(one: Statement, other: Statement) -> float:
    """F1 of the words of two contents."""
    total = len(one.content) + len(other.content)
    return 2 * len(one.content & other.content) / total if total else 0.0


def pairs(
    judged: Sequence[Statement],
    found: Sequence[Statement],
    agreement: Callable[[Statement, Statement], float],
    least: float,
) -> list[tuple[Statement, Statement]]:
    """One-to-one pairs whose agreement is at least `least`, the best taken first."""
    candidates = sorted(
        (-score, i, j)
        for i, one in enumerate(judged)
        for j, other in enumerate(found)
        if (score := agreement(one, other)) >= least
    )
    taken: list[tuple[int, int]] = []
    left, right = set(range(len(judged))), set(range(len(found)))
    for _, i, j in candidates:
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            taken.append((i, j))
    return [(judged[i], found[j]) for i, j in taken]


def carried(sentence: Tokens, statements: Iterable[Statement]) -> list[Statement]:
    """The statements that a sentence carries, the one that covers most of it first."""
    here = [
        (shared, one)
        for one in statements
        if (shared := len(one.content & sentence))
        and (shared >= CARRIED * len(sentence) or shared >= CARRIED * len(one.content))
    ]
    return [one for _, one in sorted(here, key=lambda item: -item[0])]


def distinct_speakers(statements: Iterable[Statement]) -> list[Statement]:
    """The statements with a source, one for each that is the same by place, words or names."""
    kept: list[Statement] = []
    for one in statements:
        if one.has_source and not any(_same_mention(one, other) for other in kept):
            kept.append(one)
    return kept


def _same_mention(one: Statement, other: Statement) -> bool:
    return (
        bool(one.source and one.source == other.source)
        or bool(
            one.source_text and phrase_words(one.source_text) == phrase_words(other.source_text)
        )
        or bool(one.names and one.names == other.names)
    )


def _statement(
    wording: Wording,
    *,
    content: list[Range],
    source: list[Range],
    source_text: str | None,
    names: str | Sequence[str] | None,
) -> Statement:
    words = wording.tokens(content)
    joined = " ".join(wording.text[start:end] for start, end in source)
    return Statement(
        content=words,
        kind=wording.kind(words),
        source=wording.tokens(source),
        source_text=source_text or joined,
        names=(names,) if isinstance(names, str) else tuple(names or ()),
    )


def _ranges(value: Any) -> list[Range]:
    if not value:
        return []
    pairs = [value] if isinstance(value[0], int) else value
    return [(start, end) for start, end in pairs]
