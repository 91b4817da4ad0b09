"""What several tests need: an article, a bot, a running server, a browser."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from qa import ArticleQA
    from qa.page.session import Desk

os.environ.setdefault("HF_HUB_OFFLINE", "1")
# A busy machine is no failure of what is tested.
settings.register_profile(
    "patient", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")

SAMPLE = Path(__file__).parent.parent / "qa" / "sample_article.txt"
FERRY = """The ferry to Lund Island will sail again in June

By Mara Holt

March 3, 2025

The ferry to Lund Island will sail again on June 1, the harbour master said on Monday. It has been in dry dock since a storm in November.

“The new engine cost 4 million euros,” said Petra Okafor, the harbour master. “Nobody on the island paid a cent for it.”

Tom Reyes, who keeps the island’s only shop, told reporters that he had lost half of his customers over the winter.

Related: Ten islands to see before summer
"""
"""An article of our own for the tests."""

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_FLAGS = """--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync
--disable-background-networking --disable-component-update""".split()
"""Without them Chromium itself looks up hosts outside."""


REFERENCE = """
import time
start = time.process_time()
import asyncio, email.message, http.client, logging.config, multiprocessing.pool, sqlite3
import unittest.mock, xml.dom.minidom
print(time.process_time() - start)
"""


@pytest.fixture
def reference_seconds() -> float:
    """Seconds of the processor that imports of Python's own take here and now.

    A command that fails took 3.6 times as long, and importing `qa.article_qa` 4.8 times.
    """
    command = [sys.executable, "-c", REFERENCE]
    return min(float(subprocess.check_output(command)) for _ in range(3))  # noqa: S603


@pytest.fixture(scope="session")
def ferry() -> str:
    """The text of a short article."""
    return FERRY


@pytest.fixture(scope="session")
def bot() -> "ArticleQA":
    """The real thing, about the sample article."""
    from index import read_article
    from qa import ArticleQA

    return ArticleQA([read_article(SAMPLE)])


@pytest.fixture(scope="session")
def desk(bot: "ArticleQA") -> "Desk":
    from qa.page.session import Desk

    return Desk(bot)


@pytest.fixture(scope="session")
def server(desk: "Desk") -> Iterator[str]:
    """The address of the page about the sample article."""
    ready: Future[Desk] = Future()
    ready.set_result(desk)
    with serving(ready) as address:
        yield address


@pytest.fixture(scope="session")
def serve() -> "Callable[..., AbstractContextManager[str]]":
    """Serves a page on a free port of loopback, while the context lasts."""
    return serving


@contextmanager
def serving(desk: "Future[Desk]", **settings: object) -> Iterator[str]:
    import uvicorn

    from qa.page.serve import build_server

    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(build_server(desk, **settings), log_level="warning")  # type: ignore[arg-type]
    runner = uvicorn.Server(config)
    thread = threading.Thread(target=runner.run, args=([listener],), daemon=True)
    thread.start()
    wait_until(lambda: runner.started)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    runner.should_exit = True
    thread.join(timeout=10)


def wait_until(condition: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    if not Path(CHROMIUM).exists():
        if os.environ.get("CI"):
            pytest.fail(f"{CHROMIUM} is missing, and in CI the browser tests must run")
        pytest.skip(f"{CHROMIUM} is missing: apt-get install chromium, to run the browser tests")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()
