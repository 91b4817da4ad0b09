"""Measures of single answers and of sums: is an extract right, which words, how well refused."""

import re
import string
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from eval.data.sets import Match
from eval.reporting.intervals import Numbers, divide
from index import Span
from index.text import WORD_OR_SYMBOL_RUN

ENGLISH_ARTICLE = re.compile(r"\b(a|an|the)\b")
NO_PUNCTUATION = str.maketrans("", "", string.punctuation)
RANKS_COUNTED = 10
CURVE_POINTS = 101
RELIABILITY_BINS = 10


def is_right(extract: Span, answers: Sequence[Span], match: Match = "inside") -> bool:
    """Whether an extract gives one of the answers.

    >>> is_right(Span(0, 40), [Span(10, 20)]), is_right(Span(15, 40), [Span(10, 20)])
    (True, False)
    """
    if match == "inside":
        return any(extract.contains(answer) for answer in answers)
    return any(
        (shared := extract.overlap(answer)) > 0 and 2 * shared >= min(len(extract), len(answer))
        for answer in answers
    )


def reciprocal_rank(right: Sequence[bool]) -> float:
    """One over the rank of the first right extract; 0 where none of the first ten is right."""
    return next((1 / rank for rank, good in enumerate(right[:RANKS_COUNTED], 1) if good), 0.0)


def first_words(text: str, extracts: Sequence[Span], budget: int) -> Iterator[Span]:
    """The extracts in order, cut where `budget` words are used up."""
    for extract in extracts:
        if budget <= 0:
            return
        end = extract.start
        for word in WORD_OR_SYMBOL_RUN.finditer(text, extract.start, extract.end):
            end = word.end()
            budget -= 1
            if not budget:
                break
        yield Span(extract.start, end)


def normal_words(text: str) -> list[str]:
    """The words that exact answers are compared by: no case, punctuation or a, an, the (SQuAD).

    >>> normal_words("The “Kremlin's” call.")
    ['“kremlins”', 'call']
    """
    return ENGLISH_ARTICLE.sub(" ", text.lower().translate(NO_PUNCTUATION)).split()


def word_f1(given: str, expected: str) -> float:
    """F1 of the words of an exact answer, as SQuAD defines it (Rajpurkar et al., 2016).

    >>> word_f1("an hour", "almost an hour")
    0.6666666666666666
    """
    ours, theirs = normal_words(given), normal_words(expected)
    if not ours or not theirs:
        return float(ours == theirs)
    shared = (Counter(ours) & Counter(theirs)).total()
    return 2 * shared / (len(ours) + len(theirs))


def auroc(positive: Sequence[float] | Numbers, negative: Sequence[float] | Numbers) -> float | None:
    """The chance that a positive scores above a negative; a tie is half. None where one is empty.

    >>> auroc([0.9, 0.4], [0.4, 0.1])
    0.875
    """
    if not len(positive) or not len(negative):
        return None
    below = np.sort(np.asarray(negative, float))
    scores = np.asarray(positive, float)
    under = np.searchsorted(below, scores, "left")
    not_over = np.searchsorted(below, scores, "right")
    return float((under + not_over).mean() / (2 * len(below)))


def refused_at_kept(
    answerable: Sequence[float] | Numbers, silent: Sequence[float] | Numbers, kept: float
) -> float | None:
    """The share of unanswerable questions under the score that keeps this share of answerable.

    None where there are no questions of one kind.
    """
    if not len(answerable) or not len(silent):
        return None
    threshold = np.quantile(np.asarray(answerable, float), 1 - kept)
    return float(np.mean(np.asarray(silent, float) < threshold))


def refusal_curve(
    answerable: Sequence[float] | Numbers, silent: Sequence[float] | Numbers
) -> list[tuple[float, float]]:
    """(share of answerable kept, share of unanswerable refused) over every threshold, thinned."""
    if not len(answerable) or not len(silent):
        return []
    good, bad = np.sort(np.asarray(answerable, float)), np.sort(np.asarray(silent, float))
    thresholds = np.unique(np.concatenate([good, bad, [np.inf]]))
    chosen = np.unique(np.linspace(0, len(thresholds) - 1, CURVE_POINTS).astype(int))
    at: Numbers = thresholds[chosen]
    kept = 1 - np.searchsorted(good, at, "left") / len(good)
    refused = np.searchsorted(bad, at, "left") / len(bad)
    return [(float(k), float(r)) for k, r in zip(kept, refused, strict=True)]


def reliability(
    probabilities: Sequence[float] | Numbers, true: Sequence[bool]
) -> list[tuple[float, float, int]]:
    """(mean probability, share that was true, how many) for each tenth of the scale in use."""
    scores, truth = np.asarray(probabilities, float), np.asarray(true, float)
    places = np.minimum((scores * RELIABILITY_BINS).astype(int), RELIABILITY_BINS - 1)
    return [
        (float(scores[here].mean()), float(truth[here].mean()), int(here.sum()))
        for place in range(RELIABILITY_BINS)
        if (here := places == place).any()
    ]


def same_name(given: str | None, expected: str) -> bool:
    """Whether two names can be the same speaker's: the words of one are all in the other.

    >>> same_name("Dmitry Peskov", "Peskov"), same_name("Vladimir Putin", "Donald Trump")
    (True, False)
    """
    ours, theirs = set(normal_words(given or "")), set(normal_words(expected))
    return bool(ours) and bool(theirs) and (ours <= theirs or theirs <= ours)


def precision(sums: Numbers) -> float:
    """The share of what was found that is right.

    `sums` are, here and below: judged that were found, found that were right, judged, found.
    """
    return divide(sums[1], sums[3])


def recall(sums: Numbers) -> float:
    """The share of what is judged that was found."""
    return divide(sums[0], sums[2])


def f1(sums: Numbers) -> float:
    """The harmonic mean of precision and recall.

    >>> f1(np.array([3.0, 3.0, 4.0, 6.0]))
    0.6
    """
    p, r = precision(sums), recall(sums)
    return divide(2 * p * r, p + r)
