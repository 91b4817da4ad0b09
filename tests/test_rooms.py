"""The tests stand in the same rooms as the code, and the guide names every room."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("benchmarks", "eval", "index", "qa", "training")
ACROSS_MODULES = {
    "tests/eval/commands/test_every_command.py",
    "tests/eval/data/test_forms_set.py",
    "tests/eval/data/test_sample_set.py",
    "tests/index/reading/test_damaged_files.py",
    "tests/index/reading/test_extraction.py",
    "tests/index/reading/test_many_places.py",
    "tests/qa/page/test_accessibility.py",
    "tests/qa/page/test_browser.py",
    "tests/qa/page/test_import.py",
    "tests/qa/page/test_load.py",
    "tests/qa/showing/test_every_form.py",
}
"""Tests of what modules do together, or of a set that ships."""


def modules(room: str) -> list[Path]:
    return [path for path in (ROOT / room).glob("*.py") if not path.name.startswith("__")]


@pytest.mark.parametrize("room", ["index/speakers/naming", "qa/citing", "qa/verification"])
def test_every_module_of_a_room_has_a_test_file(room: str) -> None:
    tested = {path.name for path in (ROOT / "tests" / room).glob("test_*.py")}
    assert [path.name for path in modules(room) if f"test_{path.name}" not in tested] == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_test_file_is_named_after_a_module(room: str) -> None:
    strange = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "tests" / room).rglob("test_*.py")
        if not (ROOT / path.relative_to(ROOT / "tests")).with_name(path.name[5:]).exists()
    ]
    assert set(strange) - ACROSS_MODULES == set()


def test_the_contributing_guide_names_every_room_that_is_there() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = set(re.findall(r"^\| `([\w/]+/)` \|", guide, re.M))
    assert {room for room in named if not (ROOT / room).is_dir()} == set()
    rooms = {f"{room}/" for room in ROOMS} | {
        f"{path.parent.relative_to(ROOT)}/"
        for top in ("index", "qa")
        for path in (ROOT / top).glob("*/__init__.py")
    }
    assert rooms - named == set()
