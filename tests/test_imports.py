"""This file is about what `import qa` and `import index` cost: no heavy package, no half second.

The seconds are those of the processor: other programs do not change them.
"""

import subprocess
import sys

import pytest

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
def test_an_import_is_quick_and_loads_nothing_heavy(package: str) -> None:
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
    assert min(seconds) < 0.5
