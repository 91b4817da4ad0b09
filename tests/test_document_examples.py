"""The commands in the documents print what the documents say."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted(path.name for path in (ROOT / "docs").glob("*.md"))
ADDRESS = "http://127.0.0.1:7860"
"""That of a page that is served, in the documents."""
BLOCK = re.compile(r"^```(\w+)(?: title=\"([\w.]+)\")?\n(.*?)^```$", re.M | re.S)
COMMAND = re.compile(r"^\$ (.+(?:\\\n.+)*)\n((?:(?!\$ ).*\n)*)", re.M)


@pytest.mark.parametrize("page", PAGES)
def test_every_command_prints_what_the_page_says(
    page: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Files with a title are written, and then the commands are given, in a folder of their own."""
    document = (ROOT / "docs" / page).read_text(encoding="utf-8")
    if f"$ curl -s {ADDRESS}" in document:
        document = document.replace(ADDRESS, request.getfixturevalue("server"))
    shutil.copy(ROOT / "qa" / "sample_article.txt", tmp_path / "article.txt")
    environment = os.environ | {"PATH": f"{tmp_path}:{Path(sys.executable).parent}:{os.defpath}"}
    environment |= {"PYTHONPATH": str(ROOT)}
    program = tmp_path / "article-qa"  # of this folder, whatever is installed
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m qa "$@"\n')
    program.chmod(0o755)
    for language, title, content in BLOCK.findall(document):
        if title:
            (tmp_path / title).write_text(content, encoding="utf-8")
        for command, printed in COMMAND.findall(content) if language == "console" else ():
            if shutil.which(command.split()[0], path=environment["PATH"]) is None:
                continue  # such as node, which not every machine has
            done = subprocess.run(  # noqa: S603
                ["/bin/sh", "-c", command],
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                text=True,
                timeout=300,
                check=False,
            )
            assert (done.stdout + done.stderr).rstrip() == printed.rstrip(), command
