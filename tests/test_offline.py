"""What leaves this machine, and what is logged: nothing."""

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

import contextlib, io, threading, time, urllib.request
from qa import command_line
from qa.page.serve import serve

article = sys.argv[1] + ".txt"
open(article, "w").write("The Xanadu bridge opened in May, said Ann Zyzzyva, the mayor.")
with contextlib.redirect_stdout(io.StringIO()):
    for words in (
        ["ask", article, "Who spoke?"], ["speakers", article], ["check", sys.argv[1]],
        ["index", article, "--into", sys.argv[1] + "2"],
    ):
        with contextlib.suppress(SystemExit):
            command_line.app(words)

addresses = []
threading.Thread(
    target=serve, args=(lambda: bot,), kwargs={"port": 0, "ready": addresses.append}, daemon=True
).start()
while not addresses:
    time.sleep(0.1)
for path in ("/", "/config", "/gradio_api/info"):
    urllib.request.urlopen(addresses[0] + path).read()
time.sleep(2)  # what a server does by itself, once it is up

outside = [one for one in asked if "127.0.0.1" not in str(one)]
print(len(asked) > len(outside), outside)
"""


def test_nothing_is_looked_up_or_logged(tmp_path: object) -> None:
    """The module, the commands and the page, with everything as it is for a user."""
    environment = {name: value for name, value in os.environ.items() if "OFFLINE" not in name}
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", PROBE, f"{tmp_path}/library"],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    assert done.stdout.splitlines()[-1] == "True []", done.stdout
    assert "Xanadu" not in done.stdout + done.stderr
    assert "Quixotic" not in done.stdout + done.stderr
