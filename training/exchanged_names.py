"""Near misses made of answered questions: one name gives way to another of the same article."""

import random
import re
from collections.abc import Iterator, Mapping
from typing import Any

from index.speakers.parsing import parse

Row = dict[str, Any]

KINDS = ("PERSON", "ORG", "GPE", "NORP", "YEAR")
"""What is exchanged for its like: spaCy's labels, and years, which are found by their digits."""
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NEAR = 300
"""Characters around an answer in which the old name must stand and the new one must not."""


def with_exchanged(row: Row, rng: random.Random) -> Row | None:
    """An article with its answered questions and, for some, the same asked of another name.

    A question is exchanged only where its own name stands near each of its answers, so that the
    reader can see whom they are about, and the other name does not. None where no question is.
    """
    names = _names(row["text"])
    kept: list[Row] = []
    for question in row["questions"]:
        other = _exchanged(row["text"], question, names, rng) if question["answers"] else None
        if other:
            twin = {"id": f"{question['id']}:exchanged", "twin": str(question["id"])}
            kept += [question, twin | {"question": other, "answers": []}]
    return row | {"questions": kept} if kept else None


def _names(text: str) -> Mapping[str, list[str]]:
    found: dict[str, dict[str, None]] = {kind: {} for kind in KINDS}
    for entity in parse(text).ents:
        if entity.label_ in found and "\n" not in entity.text:
            found[entity.label_][re.sub(r"^the |['’]s?$", "", entity.text.strip())] = None
    found["YEAR"] = dict.fromkeys(YEAR.findall(text))
    return {kind: [name for name in names if len(name) > 2] for kind, names in found.items()}


def _exchanged(
    text: str, question: Row, names: Mapping[str, list[str]], rng: random.Random
) -> str | None:
    around = [
        text[max(0, answer["start"] - NEAR) : answer["start"] + NEAR]
        for answer in question["answers"]
    ]
    choices = [
        (asked, other)
        for kind, known in names.items()
        for asked in _asked(question["question"], known)
        if all(_stands(_words(asked)[-1], part) for part in around)
        for other in known
        if _may_stand_for(other, asked, question["question"], around)
    ]
    if not choices:
        return None
    asked, other = rng.choice(choices)
    return re.sub(rf"\b{re.escape(asked)}\b", lambda _: other, question["question"], flags=re.I)


def _asked(question: str, known: list[str]) -> Iterator[str]:
    """The longest names that a question holds."""
    held = [name for name in known if _stands(name, question)]
    yield from (name for name in held if not any(name != other and name in other for other in held))


def _may_stand_for(other: str, asked: str, question: str, around: list[str]) -> bool:
    words = _words(other)
    return not (
        set(words) & set(_words(asked))
        or _stands(words[-1], question)
        or any(_stands(words[-1], part) for part in around)
    )


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold()) or [name]


def _stands(words: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(words)}\b", text, re.I) is not None
