"""This file is about fitting the order of sentences and the probability of an answer."""

import argparse
import json
import pickle
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from eval.scoring.measures import auroc
from qa.comprehension.calibration import Calibration, Evidence
from training.evaluate_reader import ARTICLES, ReadCase, ReadSentence, hits, measures

Floats = NDArray[np.float64]
STEPS, RATE = 600, 0.05
SCALE = np.array([3.0, 0.2, 0.3, 0.2, 3.0])
KEPT = 0.93


def main() -> None:
    """Print what the fit gives, each article by a fit on the others; store the fit on all."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("readings", type=Path, help="kept by training.evaluate_reader")
    arguments.add_argument("--store", type=Path, help="weights.json to write the fit to")
    given = arguments.parse_args()
    read: list[ReadCase] = pickle.loads(given.readings.read_bytes())  # noqa: S301 (our own file)
    every = [one for one in read if one.sentences]
    read = [one for one in every if one.case.part != "wikiqa"]  # which is only measured
    titles = sorted({one.case.title for one in read})
    judged: list[tuple[ReadCase, Calibration]] = []
    for fold in range(4):
        held = set(titles[fold::4])
        fit = fit_all([one for one in read if one.case.title not in held])
        judged += [(one, fit) for one in read if one.case.title in held]
    report(judged)
    final = fit_all(read)
    print(final)
    print(json.dumps(measures(every, _rank(final), _sure(final)), indent=1))
    if given.store:
        known = json.loads(given.store.read_text())
        known["calibration"] = {
            "order": [round(weight, 4) for weight in final.order],
            "intercept": round(final.intercept, 4),
            "slopes": [round(slope, 4) for slope in final.slopes],
            "threshold": round(final.threshold, 4),
        }
        given.store.write_text(json.dumps(known, indent=2) + "\n")


def fit_all(read: Sequence[ReadCase]) -> Calibration:
    """The order first, then the probability of the sentence that it puts first."""
    order = tuple(fit_order([one for one in read if one.case.part in ARTICLES]).tolist())
    ordered = Calibration(order, 0.0, (0.0,) * len(SCALE), 0.5)
    rows = np.array([top(one, ordered).values for one in read])
    answered = np.array([bool(one.case.answers) for one in read])
    parts = np.array([one.case.part if one.case.part not in ARTICLES else "a" for one in read])
    weights = np.zeros(len(read))
    for part, wanted in (("a", 2.0), ("moved", 1.0), ("paragraphs", 2.0)):
        of_part = parts == part
        weights[of_part] = wanted / max(1, of_part.sum())
    model = LogisticRegression(C=1.0).fit(rows / SCALE, answered, sample_weight=weights * len(read))
    slopes = tuple((model.coef_[0] / SCALE).tolist())
    fitted = Calibration(order, float(model.intercept_[0]), slopes, 0.5)
    kept = [fitted.probability(top(one, fitted)) for one in read if one.case.part in ARTICLES]
    return replace(fitted, threshold=float(np.quantile(kept, 1 - KEPT)))


def fit_order(read: Sequence[ReadCase]) -> Floats:
    """Weights of a listwise softmax over each question's sentences, by gradient descent."""
    lists = []
    for one in read:
        rows = np.array([sentence.evidence.values for sentence in one.sentences]) / SCALE
        right = np.array([_answers(one, sentence) for sentence in one.sentences])
        if right.any() and not right.all():
            lists.append((rows, right))
    weights = np.array([1.0, 0.1, 0.1, 0.1, 0.5])
    for _ in range(STEPS):
        slope = 0.002 * weights
        for rows, right in lists:
            scores = rows @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            wanted = shares * right / max(1e-12, float((shares * right).sum()))
            slope += (shares - wanted) @ rows / len(lists)
        weights -= RATE * slope * 4
    fitted: Floats = weights / SCALE
    return fitted


def report(judged: Sequence[tuple[ReadCase, Calibration]]) -> None:
    """Print hits, and what is kept and refused at each fit's own threshold."""
    for part in ARTICLES:
        of_part = [(one, fit) for one, fit in judged if one.case.part == part]
        for first in (1, 3):
            share = np.mean([hits([one], _rank(fit), first) for one, fit in of_part])
            print(f"{part} hit@{first} {share:.4f}")
    chance = {
        part: np.array([fit.probability(top(one, fit)) for one, fit in judged if _is(one, part)])
        for part in ("answerable", "moved", "para answerable", "para unanswerable")
    }
    passed = {
        part: np.mean(
            [
                fit.probability(top(one, fit)) >= fit.threshold
                for one, fit in judged
                if _is(one, part)
            ]
        )
        for part in chance
    }
    print({part: round(float(share), 4) for part, share in passed.items()}, "above the threshold")
    print("moved auroc", auroc(chance["answerable"], chance["moved"]))
    print("paragraphs auroc", auroc(chance["para answerable"], chance["para unanswerable"]))


def top(one: ReadCase, fit: Calibration) -> Evidence:
    """The evidence for the sentence that the fit puts first."""
    return max((sentence.evidence for sentence in one.sentences), key=fit.rank)


def _answers(one: ReadCase, sentence: ReadSentence) -> bool:
    return any(sentence.sentence.contains(answer) for answer in one.case.answers)


def _rank(fit: Calibration) -> Callable[[ReadSentence], float]:
    return lambda sentence: fit.rank(sentence.evidence)


def _sure(fit: Calibration) -> Callable[[ReadSentence], float]:
    return lambda sentence: fit.probability(sentence.evidence)


def _is(one: ReadCase, part: str) -> bool:
    return part == {
        "moved": "moved",
        "paragraphs": "para answerable" if one.case.answers else "para unanswerable",
    }.get(one.case.part, "answerable")


if __name__ == "__main__":
    main()
