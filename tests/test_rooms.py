"""The tests stand in the same rooms as the code, and the guide names every room."""

import ast
import re
from collections import Counter
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


TESTED_THROUGH_OTHERS = {
    "benchmarks/runs.py",
    "eval/commands/baseline.py",
    "eval/commands/options.py",
    "eval/commands/verify.py",
    "eval/data/quotation_sets.py",
    "eval/reporting/comparison.py",
    "eval/reporting/pages.py",
    "eval/reporting/plots.py",
    "eval/reporting/tables.py",
    "eval/scoring/answers.py",
    "eval/scoring/conversations.py",
    "eval/scoring/program.py",
    "eval/scoring/question_loop.py",
    "eval/scoring/retrieval.py",
    "eval/scoring/speakers.py",
    "eval/scoring/attribution/agreement.py",
    "eval/scoring/attribution/names.py",
    "eval/scoring/attribution/statements.py",
    "eval/scoring/attribution/wording.py",
    "index/articles.py",
    "index/bylines.py",
    "index/database.py",
    "index/errors.py",
    "index/first_format.py",
    "index/folder_store.py",
    "index/front_matter.py",
    "index/furniture.py",
    "index/furniture_forms.py",
    "index/heads.py",
    "index/word_forms.py",
    "index/wrapping.py",
    "index/reading/archives.py",
    "index/reading/contents.py",
    "index/reading/formats.py",
    "index/reading/zip_files.py",
    "index/speakers/attribution.py",
    "index/speakers/turns.py",
    "index/speakers/finding/polarity_clues.py",
    "index/structure/interviews.py",
    "index/structure/introductions.py",
    "index/structure/labels.py",
    "index/structure/letters.py",
    "index/structure/lines.py",
    "index/structure/names.py",
    "index/structure/signatures.py",
    "index/structure/voices.py",
    "qa/candidates.py",
    "qa/ranking.py",
    "qa/settings.py",
    "qa/batch/answer_files.py",
    "qa/comprehension/calibration.py",
    "qa/comprehension/heads.py",
    "qa/comprehension/models.py",
    "qa/page/article_events.py",
    "qa/page/chat_events.py",
    "qa/page/guard.py",
    "qa/page/layout.py",
    "qa/page/server.py",
    "qa/page/session.py",
    "qa/page/verify_events.py",
    "qa/showing/progress.py",
    "qa/understanding/whose_words.py",
    "training/ablation.py",
    "training/backbone.py",
    "training/calibrate_speakers.py",
    "training/export_reader.py",
    "training/export_speakers.py",
    "training/fit_polarity.py",
    "training/fit_reader.py",
    "training/measure_speakers.py",
    "training/optimising.py",
    "training/reader_cases.py",
    "training/reader_data.py",
    "training/reader_examples.py",
    "training/reader_model.py",
    "training/shipped_reader.py",
    "training/speakers_data.py",
    "training/speakers_loss.py",
    "training/speakers_model.py",
    "training/speakers_weights.py",
}
"""Modules without a test file of their own: what uses them is tested. None is added lightly."""


def test_every_module_has_a_test_file_of_its_own_or_is_tested_through_others() -> None:
    untested = {
        str(module.relative_to(ROOT))
        for room in ROOMS
        for module in (ROOT / room).rglob("*.py")
        if not module.name.startswith("__")
        and not (ROOT / "tests" / module.relative_to(ROOT))
        .with_name(f"test_{module.name}")
        .exists()
    }
    assert untested == TESTED_THROUGH_OTHERS


@pytest.mark.parametrize("room", ROOMS)
def test_every_test_file_is_named_after_a_module(room: str) -> None:
    strange = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "tests" / room).rglob("test_*.py")
        if not (ROOT / path.relative_to(ROOT / "tests")).with_name(path.name[5:]).exists()
    ]
    assert set(strange) - ACROSS_MODULES == set()


@pytest.mark.parametrize("package", ["eval", "qa"])
def test_a_constant_has_one_meaning_in_a_package(package: str) -> None:
    names = Counter(name for module in (ROOT / package).rglob("*.py") for name in constants(module))
    assert [name for name, count in names.items() if count > 1] == []


def constants(module: Path) -> set[str]:
    """The public constants that a module makes."""
    found = [
        node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
        for node in ast.parse(module.read_text("utf-8")).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
    ]
    names = {target.id for target in found if isinstance(target, ast.Name)}
    return {name for name in names if name.isupper() and not name.startswith("_")}


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
