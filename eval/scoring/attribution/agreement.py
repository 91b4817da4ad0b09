"""Which statements agree: by their words, by their source and by their speaker's name."""

from collections.abc import Callable, Iterable, Sequence

from eval.scoring.attribution.names import (
    PRONOUNS,
    head,
    phrase_words,
    same_speaker,
    shares_word,
)
from eval.scoring.attribution.statements import Statement
from eval.scoring.attribution.wording import Tokens

LEAST_CONTENT_F1 = 0.5
"""Word F1 from which two contents are the same statement."""

LEAST_CARRIED_SHARE = 0.5
"""The share of a sentence, or of a statement, from which the sentence carries it."""

PRONOUN_WORDS = 60
"""Within which the same pronoun is the same person."""


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
        return any(abs(a - b) <= PRONOUN_WORDS for a in judged.source for b in found.source)
    return any(
        same_speaker(ours, theirs)
        for ours in (judged.source_text, *judged.names)
        for theirs in (found.source_text, *found.names)
    )


def names_person(judged: Statement, found: Statement) -> bool:
    """Whether the name found, or else the source's words, is one of the judged names."""
    given = found.names or (found.source_text,)
    return any(same_speaker(name, phrase) for name in judged.names for phrase in given)


def content_f1(judged: Statement, found: Statement) -> float:
    """F1 of the words of two contents."""
    total = len(judged.content) + len(found.content)
    return 2 * len(judged.content & found.content) / total if total else 0.0


def pairs(
    judged: Sequence[Statement],
    found: Sequence[Statement],
    agreement: Callable[[Statement, Statement], float],
    least: float,
) -> list[tuple[Statement, Statement]]:
    """One-to-one pairs whose agreement is at least `least`, the best taken first."""
    candidates = sorted(
        (-score, i, j)
        for i, ours in enumerate(judged)
        for j, theirs in enumerate(found)
        if (score := agreement(ours, theirs)) >= least
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
        (shared, statement)
        for statement in statements
        if (shared := len(statement.content & sentence))
        and shared >= LEAST_CARRIED_SHARE * min(len(sentence), len(statement.content))
    ]
    return [statement for _, statement in sorted(here, key=lambda item: -item[0])]


def distinct_speakers(statements: Iterable[Statement]) -> list[Statement]:
    """The first statement of each source, which is the same by place, words or names."""
    kept: list[Statement] = []
    for statement in statements:
        if statement.has_source and not any(_same_mention(statement, other) for other in kept):
            kept.append(statement)
    return kept


def _same_mention(first: Statement, second: Statement) -> bool:
    return (
        bool(first.source and first.source == second.source)
        or bool(
            first.source_text
            and phrase_words(first.source_text) == phrase_words(second.source_text)
        )
        or bool(first.names and first.names == second.names)
    )
