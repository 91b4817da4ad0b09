"""Measures by ir-measures: names that it does not know, rankings with nothing in them."""

import pytest

from eval.scoring.ranking_measures import DEFAULT_MEASURES, parse_measures, ranking_measures
from index.errors import EvaluationError


@pytest.mark.parametrize("name", ["nDGC@10", "nDCG@", "import os"])
def test_unknown_measure_is_refused(name: str) -> None:
    with pytest.raises(EvaluationError, match="is not a measure"):
        parse_measures([name])


def test_nothing_found_is_zero() -> None:
    assert set(ranking_measures(DEFAULT_MEASURES, {"d": 1}, []).values()) == {0.0}
