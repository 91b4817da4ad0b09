"""Figures and how sure they are: bootstrap intervals and paired differences."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

SEED = 0
"""Of every draw, so that a figure comes again with its interval."""
RESAMPLES, SLOW_RESAMPLES = 1000, 200
"""Draws of an interval, and of one whose statistic takes long."""
FEWEST_ARTICLES = 10
"""Below this many articles, questions are drawn instead: a few articles say nothing of others."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value, its 95 % interval and how many questions (or other items) it rests on."""

    value: float
    low: float
    high: float
    count: int


def mean_figure(values: Sequence[float], groups: Sequence[Hashable] | None = None) -> Figure:
    """The mean of one value a question, with its interval.

    Questions of one article are not independent, so whole articles are drawn (`groups` names
    each question's) where there are at least 10 (a cluster bootstrap, Davison and Hinkley 1997).
    """
    return ratio_figure(values, np.ones(len(values)), groups)


def ratio_figure(
    tops: Sequence[float] | Numbers,
    bottoms: Sequence[float] | Numbers,
    groups: Sequence[Hashable] | None = None,
) -> Figure:
    """The sum of `tops` over the sum of `bottoms`, with its interval: any mean, precision, F1.

    The value is 0 where the bottoms sum to 0.
    """
    rows = np.column_stack([np.asarray(tops, float), np.asarray(bottoms, float)])
    figure = sums_figure(_by_group(rows, groups), lambda sums: divide(sums[0], sums[1]))
    return replace(figure, count=round(float(rows[:, 1].sum())))


def sums_figure(rows: Numbers, formula: Callable[[Numbers], float]) -> Figure:
    """What the formula makes of the sums of the columns, with its interval: rows are drawn."""
    value = formula(rows.sum(axis=0))
    draws = np.random.default_rng(SEED)
    values = [
        formula(rows[draws.integers(0, len(rows), len(rows))].sum(axis=0)) for _ in range(RESAMPLES)
    ]
    low, high = np.quantile(values, [0.025, 0.975])
    return Figure(value, float(low), float(high), len(rows))


def divide(top: float, bottom: float) -> float:
    """The quotient, or 0 where there is nothing to divide by."""
    return float(top / bottom) if bottom else 0.0


def statistic_figure(
    statistic: Callable[[Numbers, Numbers], float | None],
    first: Sequence[float],
    second: Sequence[float],
) -> Figure | None:
    """A statistic of two lists, each drawn again by itself; None where the statistic is None."""
    ours, theirs = np.asarray(first, float), np.asarray(second, float)
    value = statistic(ours, theirs)
    if value is None:
        return None
    draws = np.random.default_rng(SEED)
    values = [
        statistic(draws.choice(ours, len(ours)), draws.choice(theirs, len(theirs)))
        for _ in range(SLOW_RESAMPLES)
    ]
    low, high = np.quantile(np.asarray(values, float), [0.025, 0.975])
    return Figure(value, float(low), float(high), len(ours) + len(theirs))


def quantile_figure(values: Sequence[float], share: float) -> Figure:
    """The value under which this share of the values lie, with its interval."""
    numbers = np.asarray(values, float)
    draws = np.random.default_rng(SEED)
    quantiles = [
        np.quantile(draws.choice(numbers, len(numbers)), share) for _ in range(SLOW_RESAMPLES)
    ]
    low, high = np.quantile(quantiles, [0.025, 0.975])
    return Figure(float(np.quantile(numbers, share)), float(low), float(high), len(numbers))


def paired_difference(before: Sequence[float], after: Sequence[float]) -> Figure:
    """The mean of `after` minus `before` over the same questions, with its interval."""
    differences = np.asarray(after, float) - np.asarray(before, float)
    return mean_figure(list(differences))


def _by_group(rows: Numbers, groups: Sequence[Hashable] | None) -> Numbers:
    """The sums of the rows of each group; the rows as they are where groups are few."""
    if groups is None or len(set(groups)) < FEWEST_ARTICLES:
        return rows
    places = {group: place for place, group in enumerate(dict.fromkeys(groups))}
    sums = np.zeros((len(places), rows.shape[1]))
    np.add.at(sums, [places[group] for group in groups], rows)
    return sums
