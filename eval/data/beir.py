"""Retrieval collections in the layout of BEIR: a corpus, queries and judgments."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from eval.data.files import open_text, read_rows
from index import Article, Block, Span
from index.errors import EvaluationError
from index.text import paragraphs, words

Judgments = Mapping[str, Mapping[str, int]]
"""For each question's id, the grade of each judged article's id: 0 is not relevant."""


@dataclass(frozen=True, slots=True)
class Collection:
    """The questions of a collection that have a relevant article, and their judgments.

    `unjudged` counts the questions left out, for which no article was judged relevant; `ids` are
    those of all articles, `empty` of those among them that hold no word and so can never be found.
    """

    folder: Path
    queries: Mapping[str, str]
    judgments: Judgments
    ids: frozenset[str]
    empty: frozenset[str]
    unjudged: int


def read_collection(folder: Path) -> Collection:
    """The judged questions of `folder`: corpus.jsonl, queries.jsonl and qrels/test.tsv.

    Raises EvaluationError when a file is missing, when a judgment names an unknown id, and when
    nothing is judged. See https://github.com/beir-cellar/beir for the layout.
    """
    queries = {row["_id"]: row["text"] for _, row in _documents(folder / "queries.jsonl")}
    ids, empty = set(), set()
    for _, row in _documents(folder / "corpus.jsonl"):
        ids.add(row["_id"])
        if not _has_word(f"{row.get('title') or ''} {row['text']}"):
            empty.add(row["_id"])
    judgments = read_judgments(_qrels(folder))
    judged: dict[str, Mapping[str, int]] = {}
    for query, grades in judgments.items():
        if query not in queries:
            raise EvaluationError(f"{folder}: the judged question {query!r} is not in the queries.")
        if unknown := sorted(grades.keys() - ids):
            raise EvaluationError(
                f"{folder}: question {query!r} has a judgment of {unknown[0]!r}, "
                "which is not in the corpus."
            )
        if any(grade > 0 for grade in grades.values()):
            judged[query] = grades
    if not judged:
        raise EvaluationError(f"{folder}: no question has a relevant article: check the qrels.")
    return Collection(
        folder=folder,
        queries={query: text for query, text in queries.items() if query in judged},
        judgments=judged,
        ids=frozenset(ids),
        empty=frozenset(empty),
        unjudged=len(queries) - len(judged),
    )


def collection_articles(collection: Collection) -> Iterator[Article]:
    """The articles of the corpus that hold a word, one at a time.

    Title and text are both body here: a collection has no bylines and no furniture, and its
    measures count what is found by the title too. Many texts begin with their title already.
    """
    for _, row in _documents(collection.folder / "corpus.jsonl"):
        if row["_id"] in collection.empty:
            continue
        title = (row.get("title") or "").strip()
        text = row["text"]
        if not text.startswith(title):
            text = f"{title}\n{text}"
        yield Article(
            id=row["_id"],
            title=title or None,
            text=text,
            blocks=tuple(Block("body", span) for span in paragraphs(text)),
        )


def read_judgments(path: Path) -> dict[str, dict[str, int]]:
    """The judgments of a BEIR or TREC qrels file (3 columns with a head, or 4 without)."""
    judgments: dict[str, dict[str, int]] = {}
    with open_text(path) as lines:
        for number, line in enumerate(lines, 1):
            columns = line.split()
            if not columns or (number == 1 and columns[-1] == "score"):
                continue
            try:
                if len(columns) == 4:
                    columns.pop(1)
                query, article, grade = columns
                judgments.setdefault(query, {})[article] = int(grade)
            except ValueError:
                raise EvaluationError(
                    f"{path}, line {number}: a judgment is a question's id, an article's id and "
                    "a whole number, divided by tabs."
                ) from None
    if not judgments:
        raise EvaluationError(f"{path} holds no judgment.")
    return judgments


def _qrels(folder: Path) -> Path:
    path = folder / "qrels" / "test.tsv"
    if not path.is_file():
        raise EvaluationError(
            f"{folder} has no qrels/test.tsv: a collection needs corpus.jsonl, queries.jsonl "
            "and judgments there."
        )
    return path


def _documents(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    seen = set()
    for place, row in read_rows(path):
        if not isinstance(row.get("_id"), str) or not isinstance(row.get("text"), str):
            raise EvaluationError(f"{place}: `_id` and `text` must be texts.")
        if row["_id"] in seen:
            raise EvaluationError(f"{place}: the id {row['_id']!r} is used twice.")
        seen.add(row["_id"])
        yield place, row


def _has_word(text: str) -> bool:
    return any(words(text, Span(0, len(text))))
