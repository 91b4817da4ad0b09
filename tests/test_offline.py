"""This file is about what leaves this machine, and what is logged: nothing."""

import os
import subprocess
import sys

PROBE = """
import logging, sys

logging.basicConfig()  # the default level: warnings
asked = []

def listen(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        asked.append((event, arguments[1:] if event == "socket.connect" else arguments))

sys.addaudithook(listen)
from qa import ArticleQA

bot = ArticleQA.from_text(
    "The Xanadu bridge opened in May. “It is quite Quixotic,” said Ann Zyzzyva, the mayor."
)
bot.ask("Who said that it is Quixotic?")
bot.save(sys.argv[1])
ArticleQA.load(sys.argv[1]).chat().ask("When did the Xanadu bridge open?")
print(asked)
"""


def test_nothing_is_looked_up_or_logged(tmp_path: object) -> None:
    """Indexing, asking, saving and loading, with everything as it is for a user."""
    environment = {name: value for name, value in os.environ.items() if "OFFLINE" not in name}
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", PROBE, f"{tmp_path}/library"],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    assert done.stdout.splitlines()[-1] == "[]"
    assert "Xanadu" not in done.stdout + done.stderr
    assert "Quixotic" not in done.stdout + done.stderr
