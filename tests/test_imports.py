"""Importing: quick, without heavy packages, and a sentence where it cannot be done.

The seconds are those of the processor, held against imports of Python's own on the same machine.
"""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

HEAVY = {
    "faiss",
    "gradio",
    "nupunkt",
    "onnxruntime",
    "sentence_transformers",
    "spacy",
    "tiktoken",
    "torch",
    "trafilatura",
    "transformers",
}
PROBE = """
import sys, time
start = time.process_time()
import {package}
print(time.process_time() - start, *sys.modules)
"""


@pytest.mark.parametrize("package", ["index", "qa", "qa.article_qa"])
def test_an_import_is_quick_and_loads_nothing_heavy(package: str, reference_seconds: float) -> None:
    seconds = []
    for _ in range(3):
        printed = subprocess.run(  # noqa: S603 - our own words
            [sys.executable, "-c", PROBE.format(package=package)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        assert not HEAVY & set(printed)
        seconds.append(float(printed[0]))
    assert min(seconds) < 8 * reference_seconds


def test_every_public_name_is_imported_when_it_is_asked_for() -> None:
    import qa

    assert [getattr(qa, name).__name__ for name in qa.__all__] == qa.__all__
    with pytest.raises(AttributeError, match="module 'qa' has no attribute 'Articles'"):
        _ = qa.Articles


def test_answering_takes_neither_torch_nor_sentence_transformers() -> None:
    """They take five seconds to import; a program can still import them afterwards."""
    program = """
import sys
from qa import ArticleQA
bot = ArticleQA.from_text("The bridge opened in May, said Ann Lee. It cost 3 million euros.")
assert bot.ask("How much did the bridge cost?").citations[0].text
print({"sentence_transformers", "torch", "transformers"} & set(sys.modules))
import torch
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)  # noqa: S603, PLW1510
    assert (done.stdout, done.stderr) == ("set()\n", "")


@pytest.mark.parametrize(
    ("program", "hiding", "hidden"),
    [
        ("from qa import ArticleQA", "index.py", "index"),
        ("from qa import ArticleQA", "index/__init__.py", "index"),
        ("import runpy; runpy.run_module('eval')", "index.py", "index"),
        ("import runpy; runpy.run_module('eval')", "qa.py", "qa"),
    ],
)
def test_a_file_that_hides_a_package_is_named(
    program: str, hiding: str, hidden: str, tmp_path: Path
) -> None:
    file = tmp_path / hiding
    file.parent.mkdir(exist_ok=True)
    file.write_text("print('read')")
    script = tmp_path / "script.py"
    script.write_text(f"import sys; sys.path.insert(1, {str(ROOT)!r}); {program}")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True)  # noqa: S603, PLW1510
    assert done.stderr.splitlines()[-1] == (
        f"ImportError: {file} hides Article QA's package `{hidden}`: "
        "rename it or move it elsewhere."
    )
    assert not done.stdout


def test_other_files_beside_a_script_hide_nothing(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "eval.py").touch()
    script = tmp_path / "script.py"
    script.write_text(f"import sys; sys.path.insert(1, {str(ROOT)!r}); from qa import ArticleQA")
    subprocess.run([sys.executable, str(script)], check=True)  # noqa: S603


def test_windows_is_refused_in_a_sentence() -> None:
    program = "import sys; sys.platform = 'win32'; from qa import ArticleQA"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)  # noqa: S603, PLW1510
    assert done.stderr.splitlines()[-1] == (
        "ImportError: Article QA runs on Linux and other POSIX systems, not on Windows: "
        "use it in WSL."
    )
