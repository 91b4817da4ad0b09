"""Setting the talks written by hand beside their articles, as a question set with turns."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from training.reader_data import TALK_PARTS, Row, read_set


def main() -> None:
    """Write a part of the talks for `python -m eval conversation`."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path, help="the shared data, with the articles' texts")
    arguments.add_argument("part", choices=TALK_PARTS)
    arguments.add_argument("out", type=Path, help="a question set, JSON lines")
    given = arguments.parse_args()
    with given.out.open("w", encoding="utf-8") as lines:
        for row in read_set(given.data, given.part):
            lines.write(json.dumps(_judged(row), ensure_ascii=False) + "\n")


def _judged(row: Row) -> Row:
    """An article's row with the words of its answers, and only the questions that follow others."""

    def place(start: int, end: int) -> Row:
        return {"text": row["text"][start:end], "start": start}

    def answers(question: Row) -> Iterator[Row]:
        for answer in question["answers"]:
            yield place(answer["start"], answer["end"]) | {"exact": place(*answer["exact"])}

    return row | {
        "questions": [
            question | {"answers": list(answers(question))}
            for question in row["questions"]
            if question["turns"]
        ]
    }


if __name__ == "__main__":
    main()
