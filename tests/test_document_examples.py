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
BLOCK = re.compile(r"^```(\w+)(?: title=\"([\w.]+)\")?\n(.*?)^```$", re.M | re.S)
COMMAND = re.compile(r"^\$ (.+(?:\\\n.+)*)\n((?:(?!\$ ).*\n)*)", re.M)


@pytest.mark.parametrize("page", PAGES)
def test_every_command_prints_what_the_page_says(page: str, tmp_path: Path) -> None:
    """Files with a title are written, and then the commands are given, in a folder of their own."""
    shutil.copy(ROOT / "qa" / "sample_article.txt", tmp_path / "article.txt")
    programs = Path(sys.executable).parent
    environment = os.environ | {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
    }
    for language, title, content in BLOCK.findall((ROOT / "docs" / page).read_text("utf-8")):
        if title:
            (tmp_path / title).write_text(content, encoding="utf-8")
        for command, printed in COMMAND.findall(content) if language == "console" else ():
            done = subprocess.run(  # noqa: S603
                ["/bin/sh", "-c", command],
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                text=True,
                timeout=300,
                check=False,
            )
            assert done.stdout + done.stderr == printed, command
