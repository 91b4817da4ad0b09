"""This file is about counting: what of an article's judged attributions was found, by kind."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from eval.scoring.attribution.names import PERSON_PRONOUNS, phrase_words
from eval.scoring.attribution.statements import (
    PARTIAL,
    Statement,
    carried,
    content_f1,
    distinct_speakers,
    judged_statement,
    names_person,
    pairs,
    predicted_statement,
    same_head,
    same_source,
    same_source_strict,
    shares_source,
)
from eval.scoring.attribution.wording import Wording
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
                    sum(one.kind == kind for one, _ in agreed),
                    sum(other.kind == kind for _, other in agreed),
                    sum(one.kind == kind for one in judged),
                    sum(other.kind == kind for other in found),
                ],
            )

    def add_right(self, measure: str, right: bool) -> None:
        """Adds one that is right or wrong."""
        ok, count = self.right[measure]
        self.right[measure] = [ok + right, count + 1]


def article_counts(
    text: str,
    judged_rows: Sequence[Mapping[str, Any]],
    found_rows: Sequence[Mapping[str, Any]],
) -> Counts:
    """The counts of one article. The measures are told in the README of `eval/`."""
    wording = Wording(text)
    judged = [one for row in judged_rows if (one := judged_statement(wording, row)).content]
    found = [one for row in found_rows if (one := predicted_statement(wording, row)).content]
    counts = Counts()
    exact = pairs(judged, found, lambda one, other: one.content == other.content, 1)
    agreed = pairs(judged, found, content_f1, PARTIAL)
    counts.add_pairs("content exact", exact, judged, found)
    counts.add_pairs("content", agreed, judged, found)
    ours = frozenset[int]().union(*(one.content for one in judged))
    theirs = frozenset[int]().union(*(one.content for one in found))
    both = len(ours & theirs)
    counts.add_found("content words", [both, both, len(ours), len(theirs)])
    for measure, same in (("end to end strict", same_source_strict), ("end to end", same_source)):
        counts.add_pairs(measure, [pair for pair in agreed if same(*pair)], judged, found)
    for one, other in agreed:
        _count_source(counts, one, other)
    for sentence in wording.sentences:
        _count_sentence(counts, carried(sentence, judged), carried(sentence, found))
    return counts


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
        first = bool(found) and any(same_source(one, found[0]) for one in judged)
        counts.add_right("first speaker of a sentence", first)
        counts.add_right(f"first speaker of a sentence, {judged[0].kind}", first)
