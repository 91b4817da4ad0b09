"""Measuring what a baseline names."""

from pathlib import Path

import pytest

from eval.reporting.baseline import Bounds
from eval.scoring.baseline import measure_baseline
from index.errors import EvaluationError


def test_what_is_no_command_is_refused_before_anything_is_measured() -> None:
    bounds: Bounds = {"answers": {"none": {}}, "poetry": {"sample": {}}}
    with pytest.raises(EvaluationError, match="'poetry', which is no command"):
        measure_baseline(bounds, Path())
