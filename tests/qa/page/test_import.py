"""Importing the page: Gradio writes nothing into its own folder."""

import subprocess
import sys

PROGRAM = """
import sys
before = list(sys.meta_path)
import qa.page.serve
from gradio import component_meta
assert component_meta.ComponentMeta.__module__ == "gradio.component_meta"
print(component_meta.create_or_modify_pyi.__module__, sys.meta_path == before)
"""


def test_gradio_writes_no_stubs() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True)  # noqa: S603, PLW1510
    assert done.stdout == "qa.page True\n", done.stderr
