"""The environment that `make install` builds: for a CPU, and complete."""

import importlib.metadata
import itertools
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAKE = shutil.which("make") or "make"

without_cuda = pytest.mark.skipif(
    (Path(sys.prefix) / ".torch-of-pypi").exists(),
    reason="make install found PyPI's torch alone, which brings CUDA",
)


@without_cuda
def test_no_package_of_cuda_is_installed() -> None:
    names = {found.name.lower() for found in importlib.metadata.distributions()}
    assert not [name for name in names if name.startswith(("nvidia", "cuda", "triton"))]


def test_every_dependency_is_locked_with_its_hash() -> None:
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    entries = [line for line in lines if not line.startswith("#")]
    locked = {line.partition("==")[0].lower().replace("_", "-") for line in entries}
    assert all(re.fullmatch(r"[\w.-]+==\S+ --hash=sha256:[0-9a-f]{64}", line) for line in entries)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"].values()
    wanted = {
        re.split(r"[\[<>=~!; ]", words)[0].lower().replace("_", "-")
        for words in itertools.chain(project["dependencies"], *extras)
    }
    assert wanted - locked == {"torch", "article-qa"}  # torch's build depends on the machine


@without_cuda
def test_torch_is_built_for_a_cpu() -> None:
    import torch

    assert torch.version.cuda is None  # else see TORCH_INDEX in the Makefile
    assert torch.__version__.split("+")[0] == "2.13.0"


def test_every_package_has_what_it_needs() -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "check"]
    checked = subprocess.run(pip, capture_output=True, text=True, check=False)  # noqa: S603
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize(
    ("refused", "torches"),
    [
        ("never", ["--no-index --no-deps"]),
        ("--no-index", ["--no-index --no-deps", "--no-deps --index-url https://torch.example/cpu"]),
        (
            "--no-deps",
            ["--no-index --no-deps", "--no-deps --index-url https://torch.example/cpu", ""],
        ),
    ],
)
def test_torch_comes_from_the_first_place_that_has_it(
    refused: str, torches: list[str], tmp_path: Path
) -> None:
    for name in ("Makefile", "pyproject.toml", "constraints.txt", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path)
    programs = tmp_path / ".venv" / "bin"
    programs.mkdir(parents=True)
    pip = f'echo "$@" >> asked; case " $* " in *" torch "*"{refused}"*) exit 1;; esac'
    for name, program in (("python", "exit 0"), ("pip", pip)):
        (programs / name).write_text(f"#!/bin/sh\n{program}\n")
        (programs / name).chmod(0o755)
    command = [MAKE, "install", "TORCH_INDEX=https://torch.example/cpu", f"PYTHON={sys.executable}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)  # noqa: S603
    asked = [
        line.partition("torch")[2].strip()
        for line in (tmp_path / "asked").read_text().splitlines()
        if " -c constraints.txt torch" in line
    ]
    assert asked == torches
    fell_back = not torches[-1]
    assert ("about 5 GB of CUDA" in done.stdout) == fell_back
    assert (tmp_path / ".venv" / ".torch-of-pypi").exists() == fell_back
