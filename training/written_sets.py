"""Setting what was written by hand beside the articles' texts, as sets for `python -m eval`."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from training.reader_data import (
    NAMES,
    NAMES_PARTS,
    QUESTIONS,
    QUOTATIONS,
    TALK_PARTS,
    TALKS,
    Row,
    beside_texts,
    read_set,
)

ARCHIVE = QUESTIONS / "archive.txt"
"""The ids of questions, none that trains, that can be asked of many articles at once."""
PARTS = ("train", "tune", "measure", *TALK_PARTS, *NAMES_PARTS, "archive", "quotations")


def main() -> None:
    """Write questions (`eval answers`), talks (`conversation`), quotations or statements.

    Quotations are for `eval verify`, and statements with their speakers for `eval speakers`.
    The archive has the articles of all questions, for `eval answers --together`.
    """
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path, help="the shared data, with the articles' texts")
    arguments.add_argument("part", choices=PARTS)
    arguments.add_argument("out", type=Path, help="a set, JSON lines")
    given = arguments.parse_args()
    with given.out.open("w", encoding="utf-8") as lines:
        for row in _rows(given.data, given.part):
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")


def _rows(data: Path, part: str) -> Iterator[Row]:
    if part == "quotations":
        for known, judged in beside_texts(data, QUOTATIONS):
            quotations = [_quoted(known["text"], row) for row in judged["quotations"]]
            yield known | {"quotations": quotations}
        return
    if part in NAMES_PARTS:
        for known, said in beside_texts(data, NAMES / f"{part.removeprefix('names_')}.jsonl"):
            yield known | {"id": known["article_id"], "attributions": said["attributions"]}
        return
    chosen = ARCHIVE.read_text().split() if part == "archive" else None
    sets = ("news_hand", "train", "tune", "measure") if chosen else (part,)
    if part in TALK_PARTS:
        yield from _talks(data, part)
        return
    for row in (row for name in sets for row in read_set(data, name)):
        asked = row["questions"]
        if chosen:
            asked = [question for question in asked if question["id"] in chosen]
        yield row | {"questions": [_with_words(row["text"], question) for question in asked]}


def _talks(data: Path, part: str) -> Iterator[Row]:
    """The questions that follow others, each with all that were asked before it."""
    for known, written in beside_texts(data, TALKS / f"{part.removeprefix('talks_')}.jsonl"):
        questions = []
        for talk in written["talks"]:
            asked = [turn["question"] for turn in talk["turns"]]
            for number, turn in enumerate(talk["turns"]):
                if number:
                    follow_up = _with_words(known["text"], turn) | {"turns": asked[:number]}
                    if click := turn.get("click"):
                        follow_up["click"] = {
                            "text": known["text"][slice(*click)],
                            "start": click[0],
                        }
                    questions.append(follow_up)
        yield known | {"questions": questions}


def _with_words(text: str, question: Row) -> Row:
    """A question with the words of its answers."""

    def place(start: int, end: int) -> Row:
        return {"text": text[start:end], "start": start}

    def answers() -> Iterator[Row]:
        for answer in question["answers"]:
            exact = {"exact": place(*answer["exact"])} if answer.get("exact") else {}
            yield place(answer["start"], answer["end"]) | exact

    known = all("text" in answer for answer in question["answers"])
    return question if known else question | {"answers": list(answers())}


def _quoted(text: str, judged: Row) -> Row:
    """A quotation put together from spans of the article and words of its own."""
    parts = (part if isinstance(part, str) else text[slice(*part)] for part in judged["parts"])
    return {name: judged[name] for name in ("id", "speaker", "verdict")} | {
        "quotation": "".join(parts)
    }


if __name__ == "__main__":
    main()
