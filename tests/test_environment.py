"""This file is about the environment that `make install` builds: for a CPU, and complete."""

import importlib.metadata
import itertools
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


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


def test_torch_is_built_for_a_cpu() -> None:
    import torch

    assert torch.version.cuda is None  # else see TORCH_INDEX in the Makefile
    assert torch.__version__.split("+")[0] == "2.13.0"


def test_every_package_has_what_it_needs() -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "check"]
    checked = subprocess.run(pip, capture_output=True, text=True, check=False)  # noqa: S603
    assert checked.returncode == 0, checked.stdout
