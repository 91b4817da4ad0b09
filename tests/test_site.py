"""The documentation site: it builds strictly, offline, and says all that it must."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import index
import qa

ROOT = Path(__file__).parent.parent
LOADED = re.compile(
    r"<(?:script|img|iframe|source)\b[^>]*\bsrc=\"?https?:[^>]*>"
    r"|<link\b[^>]*\brel=\"?(?:stylesheet|preconnect|preload|icon)[^>]*\bhref=\"?https?:[^>]*>"
)
FIGURE = re.compile(r"^\| (\w+) \| (\w+) \| ([^|]+) \| ([\d.]+) \|", re.M)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    pages = sorted(site.glob("*.html"))
    assert len(pages) > 10
    assert {page.name: found for page in pages if (found := LOADED.findall(page.read_text()))} == {}


@pytest.mark.parametrize("package", [index, qa])
def test_the_reference_tells_of_every_public_name(site: Path, package: object) -> None:
    page = (site / "reference.html").read_text("utf-8")
    name = package.__name__  # type: ignore[attr-defined]
    missing = [one for one in package.__all__ if f'id="{name}.{one}"' not in page]  # type: ignore[attr-defined]
    assert missing == []


def test_every_figure_is_that_of_the_baseline() -> None:
    """Within what the baseline takes for the same."""
    baseline = json.loads((ROOT / "eval" / "baseline.json").read_text())
    told = FIGURE.findall((ROOT / "docs" / "figures.md").read_text("utf-8"))
    assert len(told) > 10
    for command, name, measure, figure in told:
        held = baseline[command][name][measure]
        allowed = max(held["tolerance"], 0.005) if held["value"] else 0
        assert float(figure) == pytest.approx(held["value"], abs=allowed), (command, name, measure)
