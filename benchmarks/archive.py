"""A library of many articles: `python -m benchmarks.archive --articles 10000`.

The articles are copies of a few: each with some words in the place of others as long, so that
places in the text stay, and with noise on its vectors.
"""

import argparse
import json
import random
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

import numpy as np

from benchmarks.runs import ROOT, Figure, machine, print_table, run, write_json
from index import Article
from index.articles import content_hash
from index.embedding import Vectors, default_encoder
from index.indexed import IndexedArticle
from index.library import make_library, open_library
from index.passage_index import PassageIndex
from index.passages import BUDGET, Passage
from index.store import Store
from qa.settings import Settings

WORD = re.compile(r"[A-Za-z]{3,}")
WORDS_CHANGED = 0.1
NOISE = 0.35
"""Length of what is added to a vector of length 1: the cosine with it is then about .94."""
QUESTIONS = 20
IN_ONE_TRANSACTION = 100

ASK = """
import json, resource, sys, time
started = time.perf_counter()
from qa import ArticleQA
bot = ArticleQA.load(sys.argv[1])
opened = time.perf_counter()
first, *questions = json.loads(sys.argv[2])
bot.ask(first)
answered = time.perf_counter()
seconds = []
for question in questions:
    began = time.perf_counter()
    bot.ask(question)
    seconds.append(time.perf_counter() - began)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
print(opened - started, answered - opened, 1000 * sorted(seconds)[len(seconds) // 2], peak)
"""
ADD = """
import sys, time
from qa import ArticleQA
from index import Article
bot = ArticleQA.load(sys.argv[1])
text = open(sys.argv[2], encoding="utf-8").read()
bot.add(Article.from_text(text, id="first"))
seconds = []
for number in range(3):
    started = time.perf_counter()
    bot.add(Article.from_text(text, id="another"))
    seconds.append(time.perf_counter() - started)
print(sorted(seconds)[1])
bot.remove("first")
bot.remove("another")
"""
RECALL = """
import json, sys
from index import vector_lists, word_lists
from index.library import open_library
from pathlib import Path
store = open_library(Path(sys.argv[1]))
questions, read = json.loads(sys.argv[2]), int(sys.argv[3])
def found():
    return [
        {(hit.passage.article.id, hit.passage.span) for hit in store.search(question, 200)[:read]}
        for question in questions
    ]
near = found()
vector_lists.LISTS_READ, word_lists.MOST_POSTINGS = 10**9, 10**12
exact = found()
print(sum(len(some & every) for some, every in zip(near, exact)) / sum(map(len, exact)))
"""
READ = """
import json, resource, sys, threading, time
from qa import ArticleQA
bot = ArticleQA.load(sys.argv[1])
questions, readers, seconds = json.loads(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
answered, failed = [], []
def read(number):
    asked = number
    while time.perf_counter() < end:
        try:
            bot.ask(questions[asked % len(questions)])
        except Exception as error:
            failed.append(error)
        else:
            answered.append(time.perf_counter())
        asked += 1
def all_read():
    threads = [threading.Thread(target=read, args=(number,)) for number in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
end = time.perf_counter() + seconds / 2
all_read()
warm, answered[:], began = peak(), [], time.perf_counter()
end = began + seconds / 2
all_read()
print(len(answered) / (time.perf_counter() - began), len(failed), peak() - warm)
"""


def main() -> None:
    """Make the library, measure, print the table and, with --json, write it."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.archive", description=__doc__)
    arguments.add_argument("--articles", type=int, default=1000, help="how many (1000)")
    arguments.add_argument("--json", type=Path, metavar="OUT", help="write the figures here too")
    arguments.add_argument("--base", type=Path, help="a library to copy from (the shipped texts)")
    arguments.add_argument("--keep", type=Path, help="make the library here, or go on there")
    arguments.add_argument("--readers", type=int, default=0, help="ask so many at once, too (0)")
    arguments.add_argument("--seconds", type=float, default=120, help="for so long (120)")
    given = arguments.parse_args()
    about = machine()
    print(f"{about['cores']} cores, load {about['load']:.1f}, Python {about['python']}")
    base: Store = open_library(given.base) if given.base else shipped()
    with tempfile.TemporaryDirectory() as folder:
        library = given.keep or Path(folder) / "library"
        fill(library, base, given.articles)
        questions = asked(list(base))
        figures = list(measured(library, questions))
        if given.readers:
            figures += read_at_once(library, questions, given.readers, given.seconds)
    print_table(figures)
    if given.json:
        write_json(given.json, figures)


def measured(library: Path, questions: Sequence[str]) -> Iterator[Figure]:
    """The figures of a library, each measured in a process of its own."""
    where, sent = str(library), json.dumps(questions)
    opened, first, later, peak = map(float, run("-c", ASK, where, sent).printed.split())
    yield Figure("open_s", "ArticleQA.load, imports included", "s", (opened,))
    yield Figure("first_question_s", "first question, models loaded", "s", (first,))
    yield Figure("question_ms", "later questions, median", "ms", (later,))
    yield Figure("peak_mb", "peak memory", "MB", (peak,))
    size = sum(file.stat().st_size for file in library.iterdir()) / 1e6
    yield Figure("disk_mb", "on the disk", "MB", (size,))
    added = float(run("-c", ADD, where, str(ROOT / "qa" / "sample_article.txt")).printed)
    yield Figure("add_one_s", "one article of 960 words in the place of another", "s", (added,))
    found = float(run("-c", RECALL, where, sent, str(Settings().passages_read)).printed)
    yield Figure("recall", "passages that are read, of those by exact search", "share", (found,))


def read_at_once(
    library: Path, questions: Sequence[str], readers: int, seconds: float
) -> Iterator[Figure]:
    """The figures of many who ask at once; the first half of the time warms up."""
    done = run("-c", READ, str(library), json.dumps(questions), str(readers), str(seconds))
    rate, errors, grown = map(float, done.printed.split())
    yield Figure("readers_per_s", f"questions of {readers} readers, answered", "1/s", (rate,))
    yield Figure("readers_errors", f"questions of {readers} readers that failed", "", (errors,))
    yield Figure("readers_grown_mb", "growth of the peak in the second half", "MB", (grown,))


def fill(library: Path, base: Store, articles: int) -> None:
    """Makes a library of so many copies, or adds those that it still needs."""
    made = (
        open_library(library)
        if library.exists()
        else make_library(library, base.encoder, base.budget)
    )
    wanted = copies(list(base), len(made), articles)
    while some := list(islice(wanted, IN_ONE_TRANSACTION)):
        with made.transaction():
            for copy in some:
                made.put(copy)
        print(f"\r{len(made)} articles", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    made.database.close()


def copies(base: Sequence[IndexedArticle], first: int, last: int) -> Iterator[IndexedArticle]:
    """The copies with these numbers; the same number, the same copy."""
    by_length: dict[tuple[int, bool], list[str]] = defaultdict(list)
    for indexed in base:
        for word in WORD.findall(indexed.article.text):
            by_length[len(word), word[0].isupper()].append(word)
    for number in range(first, last):
        rng = random.Random(number)  # noqa: S311 - no secret

        def changed(match: re.Match[str], rng: random.Random = rng) -> str:
            word = match[0]
            if rng.random() > WORDS_CHANGED:
                return word
            return rng.choice(by_length[len(word), word[0].isupper()])

        original = base[number % len(base)]
        text = WORD.sub(changed, original.article.text)
        article = replace(original.article, id=f"{number}-{content_hash(text)}", text=text)
        noise = np.random.default_rng(number)
        yield replace(
            original,
            article=article,
            passages=tuple(Passage(article, passage.span) for passage in original.passages),
            sentence_vectors=noisy(original.sentence_vectors, noise),
            passage_vectors=noisy(original.passage_vectors, noise),
        )


def noisy(vectors: Vectors, noise: np.random.Generator) -> Vectors:
    """Unit vectors near to others."""
    rows, dimension = vectors.shape
    moved = vectors + noise.normal(scale=NOISE / dimension**0.5, size=(rows, dimension))
    unit: Vectors = (moved / np.linalg.norm(moved, axis=1, keepdims=True)).astype(np.float32)
    return unit


def asked(base: Sequence[IndexedArticle]) -> list[str]:
    """Questions with the longest words of sentences."""
    rng = random.Random(7)  # noqa: S311 - no secret
    found = []
    for _ in range(QUESTIONS):
        indexed = rng.choice(base)
        words = WORD.findall(rng.choice(indexed.sentences).of(indexed.article.text)) or ["news"]
        longest = sorted(sorted(words, key=len)[-5:], key=words.index)
        found.append(f"What is known of {' '.join(longest).lower()}?")
    return found


def shipped() -> Store:
    """The texts of the shipped sets, indexed without who said what."""
    store, numbers = PassageIndex(default_encoder(), budget=BUDGET), count()
    for file in sorted((ROOT / "eval" / "sets").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if text := json.loads(line).get("text"):
                store.add(Article.from_text(text, id=str(next(numbers))), attribute=False)
    return store


if __name__ == "__main__":
    main()
