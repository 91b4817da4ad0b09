"""Many readers at once, and one for long: no error but "busy", no growth.

Minutes of work, so they run when they are asked for: `make load`. They print what they measure.
"""

import asyncio
import itertools
import json
import os
import re
import statistics
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.load

USERS = int(os.environ.get("LOAD_USERS", "50"))
SECONDS = float(os.environ.get("LOAD_SECONDS", "120"))
QUESTIONS = int(os.environ.get("SOAK_QUESTIONS", "2000"))
GROWTH = 1.05
"""How much more memory the last third of a run may take than the second one."""
ASKED = (
    "When did Russia take Crimea?",
    "How long did the call last?",
    "What did {} say?",
    "Who is {}?",
    "What is the recipe for {}?",
)
NAMES = "Zelensky Hegseth Peskov Rudik Trump Kallas soup".split()


@pytest.fixture
def served() -> Iterator[tuple[str, int]]:
    """The address of the real thing in a process of its own, and that process."""
    command = [sys.executable, "-m", "qa", "chat", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout
        address = re.search(r"http://\S+", process.stdout.readline())
        assert address
        yield address[0], process.pid
        process.terminate()


class Reader:
    """One browser: a session of its own, and the page's events as it sends them."""

    def __init__(self, http: httpx.AsyncClient, events: dict[tuple[str, str], int]) -> None:
        self.http, self.events, self.hash = http, events, uuid.uuid4().hex
        self.seen = ""  # all that the last event sent

    async def send(self, element: str, event: str, data: list[Any]) -> bool:
        """Sends an event and reads on to its end; false when the server says that it is busy."""
        body = {
            "data": data,
            "fn_index": self.events[element, event],
            "session_hash": self.hash,
        }
        joined = await self.http.post("/gradio_api/queue/join", json=body)
        if joined.status_code == 503:
            return False
        joined.raise_for_status()
        self.seen, about = "", {"session_hash": self.hash}
        async with self.http.stream("GET", "/gradio_api/queue/data", params=about) as lines:
            async for line in lines.aiter_lines():
                message = json.loads(line.removeprefix("data:") or "{}")
                self.seen += line
                if message.get("msg") in ("process_generating", "process_completed"):
                    assert message["success"], message
                if message.get("msg") == "close_stream":
                    break
                assert message.get("msg") != "unexpected_error", message
        return True


async def events_of(http: httpx.AsyncClient) -> dict[tuple[str, str], int]:
    """The number of each event of the page, by its element and what happens there."""
    config = (await http.get("/config")).json()
    names = {
        component["id"]: component["props"].get("elem_id") for component in config["components"]
    }
    names |= {
        component["id"]: component["props"]["placeholder"]
        for component in config["components"]
        if component["props"].get("placeholder")
    }
    return {
        (str(names.get(element)), event): dependency["id"]
        for dependency in config["dependencies"]
        for element, event in dependency["targets"]
    }


@asynccontextmanager
async def measured(pid: int, memory: list[int]) -> AsyncIterator[None]:
    """Notes the resident megabytes of a process each five seconds."""

    async def watch() -> None:
        while True:
            memory.append(resident(pid))
            await asyncio.sleep(5)

    watching = asyncio.create_task(watch())
    try:
        yield
    finally:
        watching.cancel()


def resident(pid: int) -> int:
    """The resident megabytes of a process."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    assert found
    return int(found[1]) // 1024


def grows(memory: list[int]) -> bool:
    """Whether the last third of a run took more memory than the second one."""
    third = len(memory) // 3
    return max(memory[-third:]) > GROWTH * max(memory[third : 2 * third])


def asked() -> Iterator[str]:
    """Questions without end, each with a word of its own."""
    for number in itertools.count():
        form = ASKED[number % len(ASKED)]
        yield f"{form.format(NAMES[number % len(NAMES)])} Tell me, dear{number:x}."


async def crowd(address: str, pid: int, memory: list[int]) -> tuple[list[float], Counter[str]]:
    """Readers who ask all the time, and a new one for each that has asked five times."""
    seconds, outcomes = list[float](), Counter[str]()
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=address, timeout=300, limits=limits) as http:
        events = await events_of(http)
        assert await Reader(http, events).send("None", "load", [None])  # the models are loaded
        questions, end = asked(), time.monotonic() + SECONDS

        async def attend(number: int) -> None:
            await asyncio.sleep(number * 0.1)
            while time.monotonic() < end:
                reader = Reader(http, events)
                own = f"reader{number}x{reader.hash[:6]}"
                while not await reader.send("None", "load", [None]):
                    outcomes["busy"] += 1
                    await asyncio.sleep(1)
                for question in itertools.islice(questions, 5):
                    begun = time.monotonic()
                    data = [f"{question} {own}", "", None]
                    if await reader.send("Ask about the article", "submit", data):
                        seconds.append(time.monotonic() - begun)
                        outcomes["answered"] += 1
                        assert set(re.findall(r"reader\d+x[0-9a-f]{6}", reader.seen)) == {own}
                    else:
                        outcomes["busy"] += 1
                    await asyncio.sleep(1)
                    if time.monotonic() > end:
                        break

        async with measured(pid, memory):
            await asyncio.gather(*map(attend, range(USERS)))
    return seconds, outcomes


def test_a_crowd_is_answered_or_told_to_wait(served: tuple[str, int]) -> None:
    memory: list[int] = []
    seconds, outcomes = asyncio.run(crowd(*served, memory))
    found = statistics.quantiles(seconds, n=20)
    print(
        f"\n{USERS} readers, {SECONDS:g} s: {dict(outcomes)}, seconds to an answer: "
        f"median {statistics.median(seconds):.1f}, p95 {found[18]:.1f}; resident MB {memory}"
    )
    assert outcomes["answered"] > USERS
    assert not grows(memory)


def test_one_reader_may_ask_for_long(served: tuple[str, int]) -> None:
    address, pid = served
    memory: list[int] = []

    async def ask_on() -> None:
        async with httpx.AsyncClient(base_url=address, timeout=300) as http:
            reader = Reader(http, await events_of(http))
            await reader.send("None", "load", [None])
            for number, question in enumerate(itertools.islice(asked(), QUESTIONS)):
                assert await reader.send("Ask about the article", "submit", [question, "", None])
                if number % 50 == 0:
                    memory.append(resident(pid))
                    print(f"{number} questions on the page: {memory[-1]} MB", flush=True)

    asyncio.run(ask_on())
    assert not grows(memory)


def test_the_module_may_be_asked_for_long() -> None:
    from qa import ArticleQA
    from qa.command_line import SAMPLE

    bot = ArticleQA.from_file(SAMPLE)
    memory = []
    for number, question in enumerate(itertools.islice(asked(), QUESTIONS)):
        bot.ask(question)
        if number % 50 == 0:
            memory.append(resident(os.getpid()))
            print(f"{number} questions to the module: {memory[-1]} MB", flush=True)
    assert not grows(memory)
