"""Makes the weights that choose who is meant by "he", "the firm", or by no word at all."""

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import numpy as np
from scipy.optimize import minimize

from eval.scoring.attribution.names import same_speaker
from index.speakers.attribution import Attribution, Kind
from index.speakers.naming.anaphors import Anaphor, Evidence, Form
from index.speakers.naming.choosing import WEIGHTS, Candidate, Choice, choose
from index.speakers.naming.people import Entity
from index.speakers.naming.references import References
from index.speakers.parsing import parse
from index.text import Span
from training.speakers_data import Record, read_articles, spans_of

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Phrase

Numbers = np.ndarray[Any, np.dtype[np.float64]]
Weights = dict[Form, dict[str, float]]
Names = dict[int, str | None]
"""Who is meant, by the place of the word; None is somebody whom the article does not name."""

RIDGE_PENALTY = 3.0
"""On how far a weight moves from what it was before."""
FEWEST = 3
"""Choices that have a kind of evidence for it to get a weight."""
NEAR = math.log(3)
"""Of the sentences since somebody was last told of, within which they may be meant."""
UNJUDGED = ""
FORMS: tuple[Form, ...] = ("pronoun", "description", "absent")
"""Which forms of words are fitted unless told otherwise: the others have few judged examples."""
SURE = 0.75
WEIGHT_OF_KEPT = 0.5
"""Of a choice that was sure before, beside one that is judged."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A choice among candidates, which of them are right, and how much it counts."""

    form: Form
    candidates: tuple[Evidence, ...]
    right: tuple[bool, ...]
    weight: float = 1.0


@dataclass(slots=True)
class Keeper:
    """Chooses the likeliest, and notes each sure choice at a place of `asked`, so that it stays."""

    asked: Names
    lessons: list[Lesson] = field(default_factory=list)

    def __call__(self, here: Anaphor, candidates: list[Candidate]) -> Choice:
        """The likeliest of the candidates."""
        choice = choose(here, candidates)
        kept = here.form == "pronoun" and here.place in self.asked
        if kept and choice.chance >= SURE and len(candidates) > 1:
            evidence = tuple(candidate.evidence for candidate in candidates)
            right = tuple(candidate.entity is choice.entity for candidate in candidates)
            self.lessons.append(Lesson(here.form, evidence, right, WEIGHT_OF_KEPT))
        return choice


@dataclass(slots=True)
class Teacher:
    """Chooses as the gold tells, and notes each choice that the gold decides."""

    spoken: Names
    silent: Names
    weight: float = 1.0
    lessons: list[Lesson] = field(default_factory=list)

    def __call__(self, here: Anaphor, candidates: list[Candidate]) -> Choice:
        """The right one of the candidates where that is known, else the likeliest."""
        known = self.silent if here.form == "absent" else self.spoken
        if here.place not in known:
            return choose(here, candidates)
        right = _right(candidates, known[here.place])
        if any(right) and not all(right):
            evidence = tuple(candidate.evidence for candidate in candidates)
            self.lessons.append(Lesson(here.form, evidence, tuple(right), self.weight))
        told = [one for one, good in zip(candidates, right, strict=True) if good]
        return Choice(choose(here, told or candidates).entity, 1.0)


def _right(candidates: Sequence[Candidate], name: str | None) -> list[bool]:
    """Which candidates have a name: where none has, somebody not told of yet.

    Whoever has no name in the article is somebody described near by, where there is anybody.
    """
    nobody = [candidate.entity is None for candidate in candidates]
    if name is None:
        near = [_is_described_near(candidate) for candidate in candidates]
        return near if any(near) else nobody
    right = [_has_name(candidate.entity, name) for candidate in candidates]
    return right if any(right) else nobody


def _is_described_near(candidate: Candidate) -> bool:
    nameless = candidate.entity is not None and not candidate.entity.words
    return nameless and candidate.evidence.get("log of sentences since", 0.0) <= NEAR


def _has_name(entity: Entity | None, name: str) -> bool:
    if entity is None or not entity.words:
        return False
    words, others = (set(phrase.casefold().split()) for phrase in (entity.name, name))
    return same_speaker(entity.name, name) or words <= others or others <= words


def main() -> None:
    """Fit on every file given, from the weights that ship on, and write what is found."""
    parser = argparse.ArgumentParser(description="Fit the choice of who is meant.")
    parser.add_argument("files", type=Path, nargs="+", help="articles with judged speakers")
    parser.add_argument("--keep", type=Path, help="articles in which sure choices stay as they are")
    parser.add_argument(
        "--forms", nargs="+", choices=get_args(Form), default=FORMS, help="what is fitted"
    )
    parser.add_argument("--out", type=Path, required=True, help="the .json file to write")
    options = parser.parse_args()
    lessons = [lesson for file in options.files for lesson in judged_lessons(file)]
    if options.keep:
        lessons += kept_lessons(options.keep)
    before = json.loads(WEIGHTS.read_text("utf-8"))
    lessons = [lesson for lesson in lessons if lesson.form in options.forms]
    found = {**before, **fit(lessons, before)}
    options.out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def judged_lessons(file: Path) -> Iterator[Lesson]:
    """The choices of articles whose attributions have a `speaker`, or a `speaker_resolved`."""
    for row in read_articles(file):
        yield from lessons_of(parse(row["text"]), row["attributions"])


def kept_lessons(file: Path) -> Iterator[Lesson]:
    """The sure choices for the pronouns of sources of whom no speaker is judged."""
    for row in read_articles(file):
        doc = parse(row["text"])
        attributions, spoken, silent = _judged(doc, row["attributions"])
        keeper = Keeper({**silent, **spoken})
        References(doc, attributions, keeper)
        yield from keeper.lessons


def lessons_of(doc: "Doc", judged: Sequence[Record]) -> list[Lesson]:
    """The choices of an article that its judged attributions decide."""
    attributions, spoken, silent = _judged(doc, judged)
    named = {place: name for place, name in spoken.items() if name != UNJUDGED}
    teacher = Teacher(named, silent)
    References(doc, attributions, teacher)
    return teacher.lessons


def _judged(doc: "Doc", judged: Sequence[Record]) -> tuple[list[Attribution], Names, Names]:
    """Attributions without their speakers, and these by the word of a source or of silent words."""
    spoken: Names = {}
    silent: Names = {}
    attributions = []
    for row in sorted(judged, key=lambda row: list(row["content"][0])):
        if row.get("weak"):
            continue
        told = row.get("speaker_resolved") or UNJUDGED
        name = row.get("speaker", told)
        content, source = tuple(spans_of(row["content"])), spans_of(row["source"])
        whole = Span(source[0].start, source[-1].end) if source else None
        attributions.append(Attribution(content, None, whole, None, _kind(row), 1.0))
        phrase = _phrase(doc, whole or content[0])
        if phrase and whole:
            spoken[phrase.root.i] = name
        elif phrase and name and name != UNJUDGED:
            silent[phrase.start] = name
    return attributions, spoken, silent


def _phrase(doc: "Doc", span: Span) -> "Phrase | None":
    return doc.char_span(span.start, span.end, alignment_mode="expand")


def _kind(row: Record) -> Kind:
    if "kind" in row:
        kind: Kind = row["kind"]
        return kind
    return "direct" if row.get("quoted") else "indirect"


def fit(lessons: Sequence[Lesson], before: Weights, penalty: float = RIDGE_PENALTY) -> Weights:
    """For each form the weights of its evidence, near to those before."""
    forms = sorted({lesson.form for lesson in lessons})
    return {
        form: _fit([one for one in lessons if one.form == form], before.get(form, {}), penalty)
        for form in forms
    }


def _fit(lessons: Sequence[Lesson], before: dict[str, float], penalty: float) -> dict[str, float]:
    """The weights with which a softmax over the candidates gives the right ones the most."""
    counts = Counter(name for lesson in lessons for name in set().union(*lesson.candidates))
    names = sorted(name for name, count in counts.items() if count >= FEWEST or name in before)
    start = np.array([before.get(name, 0.0) for name in names])
    column = {name: number for number, name in enumerate(names)}
    total = sum(len(lesson.candidates) for lesson in lessons)
    rows = np.zeros((total, len(names)))
    right = np.zeros(total, dtype=bool)
    starts, at = [], 0
    for lesson in lessons:
        starts.append(at)
        for evidence, good in zip(lesson.candidates, lesson.right, strict=True):
            for name in evidence.keys() & column.keys():
                rows[at, column[name]] = evidence[name]
            right[at] = good
            at += 1
    sizes = np.diff([*starts, total])
    counted = np.array([lesson.weight for lesson in lessons])

    def loss(weights: Numbers) -> tuple[float, Numbers]:
        scores = rows @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, starts), sizes)
        powers = np.exp(scores)
        sums = np.add.reduceat(powers, starts)
        good = np.add.reduceat(powers * right, starts)
        shares, rights = (
            powers * mask / np.repeat(part, sizes) for mask, part in ((1, sums), (right, good))
        )
        slope = rows.T @ ((shares - rights) * np.repeat(counted, sizes))
        value = float(counted @ (np.log(sums) - np.log(good)))
        away = weights - start
        return value + penalty * float(away @ away), slope + 2 * penalty * away

    found = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return dict(zip(names, np.round(found, 3).tolist(), strict=True))


if __name__ == "__main__":
    main()
