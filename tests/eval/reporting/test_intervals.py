"""Figures and their intervals, by values worked out by hand."""

import pytest

from eval.reporting.intervals import (
    mean_figure,
    paired_difference,
    quantile_figure,
    ratio_figure,
    statistic_figure,
)
from eval.scoring.measures import auroc


def test_mean_and_its_interval() -> None:
    figure = mean_figure([1.0, 0.0] * 50)
    assert figure.value == 0.5
    assert 0.39 < figure.low < 0.43
    assert 0.57 < figure.high < 0.61
    assert figure.count == 100


def test_interval_is_wider_over_articles_that_agree_within_themselves() -> None:
    values = [float(number // 10 % 2) for number in range(200)]
    alone = mean_figure(values)
    grouped = mean_figure(values, [number // 10 for number in range(200)])
    assert grouped.value == alone.value
    assert grouped.high - grouped.low > 2 * (alone.high - alone.low)


def test_ratio_of_nothing_is_zero() -> None:
    assert ratio_figure([0, 0], [0, 0]).value == 0


def test_one_value_is_its_own_interval() -> None:
    figure = mean_figure([1.0])
    assert (figure.low, figure.high) == (1, 1)


def test_quantile_and_statistic() -> None:
    assert quantile_figure(list(range(101)), 0.95).value == 95
    figure = statistic_figure(auroc, [1.0, 0.9, 0.8], [0.1, 0.2])
    assert figure is not None
    assert (figure.value, figure.count) == (1, 5)
    assert statistic_figure(auroc, [], [1.0]) is None


def test_paired_difference_is_surer_than_the_values() -> None:
    before = [0.0, 1.0] * 40
    after = [value + 0.1 for value in before]
    figure = paired_difference(before, after)
    assert figure.value == pytest.approx(0.1)
    assert figure.high - figure.low < 1e-9
