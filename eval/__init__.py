"""Measuring what the program does: retrieval, answers, refusals, speakers and conversations."""

from importlib.util import find_spec
from pathlib import Path

for _name in ("index", "qa"):
    _spec = find_spec(_name)
    if _spec and _spec.origin and Path(_spec.origin).parent != Path(__file__).parents[1] / _name:
        raise ImportError(
            f"{_spec.origin} hides Article QA's package `{_name}`: rename it or move it elsewhere."
        )
