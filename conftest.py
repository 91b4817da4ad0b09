"""The Python examples of the README and of the pages in `docs/` run as tests."""

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sybil import Document, Example, Region, Sybil
from sybil.parsers.markdown import PythonCodeBlockParser
from sybil.sybil import SybilCollection

ROOT = Path(__file__).parent
FILE = re.compile(r"^```\w+ title=\"([\w.]+)\"\n(.*?)^```$", re.M | re.S)


def files(document: Document) -> Iterator[Region]:
    """The blocks of a page that have a file's name for a title: they are written under it."""
    for block in FILE.finditer(document.text):
        yield Region(*block.span(), block.groups(), _write)


def _write(example: Example) -> None:
    name, content = example.parsed
    Path(name).write_text(content, encoding="utf-8")


def begin(namespace: dict[str, Any]) -> None:
    """A page starts in an empty folder that holds the sample article."""
    stack = namespace["_stack"] = ExitStack()
    folder = stack.enter_context(TemporaryDirectory())
    stack.enter_context(chdir(folder))
    shutil.copy(ROOT / "qa" / "sample_article.txt", "article.txt")


def end(namespace: dict[str, Any]) -> None:
    namespace["_stack"].close()


readme = Sybil(parsers=[PythonCodeBlockParser()], patterns=["README.md"])
pages = Sybil(
    parsers=[PythonCodeBlockParser(), files],
    path="docs",
    patterns=["*.md"],
    setup=begin,
    teardown=end,
)
pytest_collect_file = SybilCollection([readme, pages]).pytest()
