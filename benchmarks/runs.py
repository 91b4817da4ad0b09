"""Runs of a command or of a function, and what they take."""

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured: a key, words for it, its unit, and a value for each run."""

    key: str
    what: str
    unit: str
    values: tuple[float, ...]

    def to_dict(self) -> dict[str, Any]:
        """The figure as JSON keeps it."""
        return {
            "what": self.what,
            "unit": self.unit,
            "min": min(self.values),
            "median": median(self.values),
            "max": max(self.values),
            "runs": list(self.values),
        }


@dataclass(frozen=True, slots=True)
class Run:
    """A command that ended: seconds by the clock and of the processor, and what it printed."""

    wall: float
    cpu: float
    printed: str


def run(*command: str) -> Run:
    """Runs Python with arguments, from the root of the repository, and waits for it."""
    before, started = os.times(), time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, *command],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    wall, after = time.perf_counter() - started, os.times()
    if done.returncode > 2 or "Traceback" in done.stderr:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr}")
    cpu = after.children_user + after.children_system
    return Run(wall, cpu - before.children_user - before.children_system, done.stdout)


def environment() -> dict[str, str]:
    """That of a user, whose Python keeps what it compiles: the run that is not counted does it."""
    return {name: at for name, at in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def machine() -> dict[str, Any]:
    """What the figures depend on."""
    return {
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
        "python": platform.python_version(),
        "system": platform.platform(),
    }


def print_table(figures: Sequence[Figure]) -> None:
    """A line for each figure."""
    print(f"{'':<72}{'min':>9}{'median':>9}{'max':>9}")
    for figure in figures:
        low, middle, high = min(figure.values), median(figure.values), max(figure.values)
        print(f"{f'{figure.what} ({figure.unit})':<72}{low:>9.2f}{middle:>9.2f}{high:>9.2f}")


def write_json(out: Path, figures: Sequence[Figure]) -> None:
    """All figures by their keys, and the machine."""
    found = {figure.key: figure.to_dict() for figure in figures}
    out.write_text(json.dumps({"machine": machine(), "figures": found}, indent=2) + "\n")
