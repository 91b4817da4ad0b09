"""What of an article's judged attributions was found, counted by kind of speech."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from eval.scoring.attribution.agreement import (
    LEAST_CONTENT_F1,
    carried,
    content_f1,
    distinct_speakers,
    names_person,
    pairs,
    same_head,
    same_source,
    same_source_strict,
    shares_source,
)
from eval.scoring.attribution.names import PERSON_PRONOUNS, phrase_words, same_speaker
from eval.scoring.attribution.statements import (
    Statement,
    judged_statement,
    predicted_statement,
)
from eval.scoring.attribution.wording import Tokens, Wording
from index.speakers import Kind

KINDS: tuple[Kind, ...] = get_args(Kind)

Pairs = Sequence[tuple[Statement, Statement]]


@dataclass(frozen=True, slots=True)
class Counts:
    """Sums for one article, by measure.

    `found`: judged statements found, found ones that were right, judged, found; the first two
    differ by kind alone, where a pair can be of two kinds. `right`: how many, of how many.
    """

    found: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0, 0]))
    right: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))

    def add_found(self, measure: str, more: Sequence[int]) -> None:
        """Adds to the four sums of a measure."""
        self.found[measure] = [a + b for a, b in zip(self.found[measure], more, strict=True)]

    def add_pairs(
        self, measure: str, agreed: Pairs, judged: Sequence[Statement], found: Sequence[Statement]
    ) -> None:
        """Adds the sums of statements that agree in pairs, of all kinds and of each."""
        self.add_found(measure, [len(agreed), len(agreed), len(judged), len(found)])
        for kind in KINDS:
            self.add_found(
                f"{measure}, {kind}",
                [
                    sum(ours.kind == kind for ours, _ in agreed),
                    sum(theirs.kind == kind for _, theirs in agreed),
                    sum(statement.kind == kind for statement in judged),
                    sum(statement.kind == kind for statement in found),
                ],
            )

    def add_right(self, measure: str, right: bool) -> None:
        """Adds to a measure what is right or wrong."""
        ok, count = self.right[measure]
        self.right[measure] = [ok + right, count + 1]


def article_counts(
    text: str,
    judged_rows: Sequence[Mapping[str, Any]],
    found_rows: Sequence[Mapping[str, Any]],
) -> Counts:
    """The counts of one article; the README of `eval/` says what each measure is."""
    wording = Wording(text)
    judged = _with_words(judged_statement(wording, row) for row in judged_rows)
    found = _with_words(predicted_statement(wording, row) for row in found_rows)
    counts = Counts()
    exact = pairs(judged, found, lambda ours, theirs: ours.content == theirs.content, 1)
    agreed = pairs(judged, found, content_f1, LEAST_CONTENT_F1)
    counts.add_pairs("content exact", exact, judged, found)
    counts.add_pairs("content", agreed, judged, found)
    judged_words, found_words = _words(judged), _words(found)
    both = len(judged_words & found_words)
    counts.add_found("content words", [both, both, len(judged_words), len(found_words)])
    for measure, same in (("end to end strict", same_source_strict), ("end to end", same_source)):
        counts.add_pairs(measure, [pair for pair in agreed if same(*pair)], judged, found)
    for ours, theirs in agreed:
        _count_source(counts, ours, theirs)
        _count_claim(counts, ours, theirs)
    for sentence in wording.sentences:
        _count_sentence(counts, carried(sentence, judged), carried(sentence, found))
    return counts


def _with_words(statements: Iterable[Statement]) -> list[Statement]:
    return [statement for statement in statements if statement.content]


def _words(statements: Iterable[Statement]) -> Tokens:
    return frozenset[int]().union(*(statement.content for statement in statements))


def _count_source(counts: Counts, judged: Statement, found: Statement) -> None:
    """Whether a statement that was found is under the right source."""
    if not judged.has_source:
        counts.add_right("no source where none is", not found.has_source)
        return
    words = phrase_words(judged.source_text)
    pronoun = bool(words) and PERSON_PRONOUNS.issuperset(words)
    right = {
        "source place": found.has_source and shares_source(judged, found),
        "source head": found.has_source and same_head(judged, found),
        "source": found.has_source and same_source(judged, found),
    }
    for measure, good in right.items():
        for kind in ("", f", {judged.kind}", ", pronoun" if pronoun else ", no pronoun"):
            counts.add_right(f"{measure}{kind}", good)
    if pronoun and judged.names:
        counts.add_right("name for a pronoun", names_person(judged, found))


def _count_claim(counts: Counts, judged: Statement, found: Statement) -> None:
    """Whether a statement that was found is put into the right mouth, and as it was meant."""
    if judged.polarity:
        right = judged.polarity == found.polarity
        counts.add_right("polarity right", right)
        counts.add_right(f"polarity right, {judged.polarity}", right)
    if judged.speaker:
        right = bool(found.speaker) and same_speaker(judged.speaker, found.speaker or "")
        counts.add_right("name right", right)
        counts.add_right("name wrong", bool(found.speaker) and not right)


def _count_sentence(
    counts: Counts, judged_all: list[Statement], found_all: list[Statement]
) -> None:
    """Whether a sentence is under the right speakers."""
    attributed = [bool(judged_all), bool(found_all)]
    counts.add_found("sentence attributed", [all(attributed), all(attributed), *attributed])
    judged, found = distinct_speakers(judged_all), distinct_speakers(found_all)
    for measure, same in (
        ("sentence speaker", same_source),
        ("sentence speaker strict", same_source_strict),
    ):
        counts.add_pairs(measure, pairs(judged, found, same, 1), judged, found)
    if judged:
        first = bool(found) and any(same_source(statement, found[0]) for statement in judged)
        counts.add_right("first speaker of a sentence", first)
        counts.add_right(f"first speaker of a sentence, {judged[0].kind}", first)
