"""The wheel, installed outside the repository and used from another folder."""

import json
import os
import re
import signal
import subprocess
import sys
import sysconfig
import tempfile
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SUFFIXES = {".json", ".md", ".npz", ".onnx", ".words"}
QUESTION = "Who confirmed the length of the call?"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", str(folder), str(ROOT)], check=True)  # noqa: S603
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment that holds the wheel and borrows what it depends on."""
    folder = tmp_path_factory.mktemp("elsewhere") / "environment"
    venv.create(folder, symlinks=True)
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python")]
    subprocess.run([*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)], check=True)  # noqa: S603
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    return folder


def run(environment: Path, folder: Path, program: str, *arguments: str) -> str:
    """What a program of the environment prints, started in a folder."""
    done = subprocess.run(  # noqa: S603
        [str(environment / "bin" / program), *arguments],
        cwd=folder,
        env=outside(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def outside() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def test_the_wheel_holds_what_the_program_needs_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    folders = {name.partition("/")[0] for name in names}
    assert {name for name in folders if not name.endswith(".dist-info")} == {"eval", "index", "qa"}
    tracked = {
        str(path.relative_to(ROOT))
        for folder in ("eval", "index", "qa")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in names if ".dist-info/" not in name} == tracked
    assert {"qa/sample_article.txt", "qa/py.typed", "index/py.typed", "eval/py.typed"} <= names
    assert {Path(name).suffix for name in names if "/weights/" in name} == SUFFIXES


def test_the_module_answers(environment: Path, tmp_path: Path) -> None:
    program = f"""
from pathlib import Path
import qa
sample = Path(qa.__file__).with_name("sample_article.txt")
print(sample)
print(qa.ArticleQA.from_file(sample).ask({QUESTION!r}).text)
"""
    sample, answer = run(environment, tmp_path, "python", "-c", program).splitlines()
    assert Path(sample).is_relative_to(environment)
    assert "Dmitry Peskov confirmed" in answer


def test_the_command_line_answers(environment: Path, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text((ROOT / "qa" / "sample_article.txt").read_text("utf-8"), "utf-8")
    assert "Dmitry Peskov" in run(
        environment, tmp_path, "article-qa", "ask", "article.txt", QUESTION
    )


def test_the_page_is_served(environment: Path, tmp_path: Path) -> None:
    command = [str(environment / "bin" / "python"), "-m", "qa", "chat", "--port", "0"]
    with subprocess.Popen(  # noqa: S603
        command, cwd=tmp_path, env=outside(), stdout=subprocess.PIPE, text=True
    ) as chat:
        try:
            assert chat.stdout
            address = re.search(r"http://127\.0\.0\.1:\d+", chat.stdout.readline())
            assert address
            with urllib.request.urlopen(address[0]) as page:  # noqa: S310
                assert "Article QA" in page.read().decode()
        finally:
            chat.send_signal(signal.SIGINT)


@pytest.mark.wheels
@pytest.mark.parametrize("python", os.environ.get("PYTHONS", sys.executable).split())
def test_it_is_built_and_installed_with_all_that_it_needs(python: str, tmp_path: Path) -> None:
    """With nothing borrowed; torch comes from TORCH_INDEX where that has it, else from PyPI."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        environment = folder / "environment"
        subprocess.run([python, "-m", "venv", str(environment)], check=True)  # noqa: S603

        def pip(*arguments: str, check: bool = True) -> None:
            command = [str(environment / "bin" / "pip"), *arguments, "--quiet"]
            subprocess.run(command, cwd=folder, env=outside(), check=check)  # noqa: S603

        pip("wheel", "--no-deps", "--wheel-dir", "built", str(ROOT))
        (built,) = folder.glob("built/*.whl")
        pinned = ("--no-compile", "--constraint", str(ROOT / "constraints.txt"))
        if index := os.environ.get("TORCH_INDEX"):
            pip("install", *pinned, "--no-deps", "torch", "--index-url", index, check=False)
        pip("install", *pinned, str(built))
        pip("check")
        article = tmp_path / "article.txt"
        article.write_text((ROOT / "qa" / "sample_article.txt").read_text("utf-8"), "utf-8")
        for answer, *asked in (
            ["Dmitry Peskov", "ask", "article.txt", QUESTION],
            ["word for word", "verify", "article.txt", "an unrealistic objective"],
            ["holds 1 article", "index", "article.txt", "--into", "library"],
            ["Dmitry Peskov", "ask", "library", QUESTION],
        ):
            assert answer.casefold() in run(environment, tmp_path, "article-qa", *asked).casefold()


def test_the_evals_measure(environment: Path, tmp_path: Path) -> None:
    sample = ROOT / "eval" / "sets" / "sample.jsonl"
    report = ["--limit", "3", "--json", "report.json"]
    run(environment, tmp_path, "python", "-m", "eval", "answers", str(sample), *report)
    assert json.loads((tmp_path / "report.json").read_text())
