"""Fitting the order of sentences, the probability of an answer and the two thresholds."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from eval.scoring.measures import auroc, word_f1
from index import Span
from qa.comprehension.calibration import Calibration, Evidence
from qa.comprehension.reader import Reader
from training.reader_cases import ReadCase, load_read_cases

Floats = NDArray[np.float64]
DESCENT_STEPS, DESCENT_RATE = 400, 0.2
EVIDENCE_SCALE = np.array([3.0, 0.2, 0.3, 0.2, 1.0])
PART_WEIGHTS = {"news_hand": 3.0, "tune": 2.0, "wiki": 1.0, "moved": 1.0, "paragraphs": 1.0}
"""The parts that are fitted on, weighted as the use is: questions on news above all."""
PLAIN_SHARE, PERHAPS_SHARE = 0.88, 0.98
"""Answerable questions that are answered plainly, and at least perhaps."""


def main() -> None:
    """Print what the fit gives, each article by a fit on the others; store the fit on all."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("weights", type=Path, help="folder with the reader")
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--readings", type=Path, required=True, help="folder kept between runs")
    arguments.add_argument("--parts", nargs="*", default=[*PART_WEIGHTS, "newsqa_tune", "wikiqa"])
    arguments.add_argument("--store", action="store_true", help="into the folder's weights.json")
    given = arguments.parse_args()
    reader = Reader(given.weights, threads=1)
    read = load_read_cases(given.data, given.parts, reader, given.readings, print)
    read = [case for case in read if case.sentences]
    articles = sorted({case.case.article for case in read})
    fold = {article: number % 5 for number, article in enumerate(articles)}
    judged = []
    for held in range(5):
        fit = fit_all([case for case in read if fold[case.case.article] != held])
        judged += [(case, fit) for case in read if fold[case.case.article] == held]
    for part in given.parts:
        print(json.dumps({part: report([pair for pair in judged if pair[0].case.part == part])}))
    final = fit_all(read)
    print(final)
    if given.store:
        path = given.weights / "weights.json"
        known = json.loads(path.read_text())
        known["calibration"] = final.stored()
        path.write_text(json.dumps(known, indent=2) + "\n")


def fit_all(read: Sequence[ReadCase]) -> Calibration:
    """The order first, then the probability of the sentence that it puts first."""
    fitted_on = [case for case in read if case.case.part in PART_WEIGHTS]
    order = tuple(fit_order([case for case in fitted_on if case.case.answers]).tolist())
    ordered = Calibration(order, 0.0, (0.0,) * len(EVIDENCE_SCALE), 0.5, 0.5)
    tops = [top(case, ordered) for case in fitted_on]
    rows = np.array([evidence.values for _, _, evidence in tops])
    # What counts is whether the best sentence answers: a wrong one is no answer either.
    answered = np.array([case.right(top[0]) for case, top in zip(fitted_on, tops, strict=True)])
    counts = {part: sum(case.case.part == part for case in fitted_on) for part in PART_WEIGHTS}
    weights = np.array(
        [PART_WEIGHTS[case.case.part] / counts[case.case.part] for case in fitted_on]
    )
    model = LogisticRegression(C=1.0)
    model.fit(rows / EVIDENCE_SCALE, answered, sample_weight=weights / weights.mean())
    slopes = tuple((model.coef_[0] / EVIDENCE_SCALE).tolist())
    fitted = Calibration(order, float(model.intercept_[0]), slopes, 0.5, 0.5)
    chances = np.array(
        [
            (fitted.probability(evidence), weight)
            for case, (_, _, evidence), weight in zip(fitted_on, tops, weights, strict=True)
            if case.case.answers
        ]
    )
    return replace(
        fitted,
        threshold=_quantile(chances, 1 - PLAIN_SHARE),
        perhaps=_quantile(chances, 1 - PERHAPS_SHARE),
    )


def fit_order(read: Sequence[ReadCase]) -> Floats:
    """Weights of a listwise softmax over each question's sentences, by gradient descent."""
    lists = []
    for case in read:
        rows = np.array([evidence.values for _, _, evidence in case.sentences]) / EVIDENCE_SCALE
        right = np.array([case.right(sentence) for sentence, _, _ in case.sentences])
        if right.any() and not right.all():
            lists.append((rows, right, PART_WEIGHTS[case.case.part]))
    total = sum(weight for _, _, weight in lists)
    weights = np.array([3.0, 0.1, 0.1, 0.1, 0.1])
    for _ in range(DESCENT_STEPS):
        slope = 0.002 * weights
        for rows, right, weight in lists:
            scores = rows @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            wanted = shares * right / max(1e-12, float((shares * right).sum()))
            slope += (shares - wanted) @ rows * weight / total
        weights -= DESCENT_RATE * slope
    fitted: Floats = weights / EVIDENCE_SCALE
    return fitted


def report(judged: Sequence[tuple[ReadCase, Calibration]]) -> dict[str, float]:
    """Shares of the questions: hits, kept, refused, and F1 of the exact words."""
    hits: dict[int, list[bool]] = {1: [], 3: []}
    f1: list[float] = []
    chances: dict[bool, list[float]] = {True: [], False: []}
    plainly: dict[bool, list[bool]] = {True: [], False: []}
    for case, fit in judged:
        ranked = sorted(case.sentences, key=lambda found: -fit.rank(found[2]))
        answerable = bool(case.case.answers)
        chances[answerable].append(fit.probability(ranked[0][2]))
        plainly[answerable].append(chances[answerable][-1] >= fit.threshold)
        if answerable:
            for first, found in hits.items():
                found.append(any(case.right(sentence) for sentence, _, _ in ranked[:first]))
            if case.case.exact:
                words = ranked[0][1].of(case.case.text)
                f1.append(max(word_f1(words, exact) for exact in case.case.exact))
    measured = {
        "questions": len(judged),
        "hit@1": _mean(hits[1]),
        "hit@3": _mean(hits[3]),
        "auroc": auroc(chances[True], chances[False]),
        "kept": _mean(plainly[True]),
        "refused": 1 - _mean(plainly[False]) if plainly[False] else None,
        "f1": _mean(f1),
    }
    return {name: round(float(value), 4) for name, value in measured.items() if value is not None}


def top(case: ReadCase, fit: Calibration) -> tuple[Span, Span, Evidence]:
    """The sentence that the fit puts first."""
    return max(case.sentences, key=lambda found: fit.rank(found[2]))


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values)) if values else float("nan")


def _quantile(chances: Floats, share: float) -> float:
    ordered = chances[np.argsort(chances[:, 0])]
    below = np.cumsum(ordered[:, 1]) / ordered[:, 1].sum()
    return float(ordered[int(np.searchsorted(below, share)), 0])


if __name__ == "__main__":
    main()
