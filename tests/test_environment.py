"""This file is about the environment that `make install` builds: for a CPU, and complete."""

import importlib.metadata
import subprocess
import sys


def test_no_package_of_cuda_is_installed() -> None:
    names = {found.name.lower() for found in importlib.metadata.distributions()}
    assert not [name for name in names if name.startswith(("nvidia", "cuda", "triton"))]


def test_torch_is_built_for_a_cpu() -> None:
    import torch

    assert torch.version.cuda is None  # else see TORCH_INDEX in the Makefile
    assert torch.__version__.split("+")[0] == "2.13.0"


def test_every_package_has_what_it_needs() -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "check"]
    checked = subprocess.run(pip, capture_output=True, text=True, check=False)  # noqa: S603
    assert checked.returncode == 0, checked.stdout
