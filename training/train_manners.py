"""Training what tells greetings, thanks and words about the program from questions."""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from index.embedding import Encoder, default_encoder
from qa.understanding.manners import MANNERS, Regression, features, likeliest, read_regression
from training.reader_data import QUESTIONS, read_rows

EXAMPLES_FOLDER = Path(__file__).with_name("manners")
"""Written by hand: what trains, and what measures."""
KINDS = (*MANNERS, "question")
SET_QUESTION_WEIGHT = 0.3
"""The weight of a question of a set: there are many more of them, and few are like a courtesy."""
DRAWN_QUESTIONS = 1000
"""Questions of each set to train with, and to measure by."""


def main() -> None:
    """Train, store and measure."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True, help="folder of the question sets")
    arguments.add_argument("--out", type=Path, required=True, help="the .npz file to write")
    given = arguments.parse_args()
    data = given.data
    written = list(_examples("train"))
    real = [
        question for questions in _questions(data, held=False).values() for question in questions
    ]
    labels = [kind for kind, _ in written] + ["question"] * len(real)
    encoder = default_encoder()
    model = LogisticRegression(C=30, max_iter=3000)
    model.fit(
        features([text for _, text in written] + real, encoder),
        [KINDS.index(label) for label in labels],
        sample_weight=[1.0] * len(written) + [SET_QUESTION_WEIGHT] * len(real),
    )
    np.savez_compressed(
        given.out,
        weights=model.coef_.T.astype(np.float16),
        intercepts=model.intercept_.astype(np.float32),
    )
    _measure(data, encoder, read_regression(given.out))


def _measure(data: Path, encoder: Encoder, regression: Regression) -> None:
    """Prints what the stored weights make of examples and questions that did not train them."""

    def kinds(texts: Sequence[str]) -> list[str]:
        rows = features(texts, encoder)
        return [likeliest(row, regression) or "question" for row in rows]

    written = list(_examples("measure"))
    judged = list(zip(written, kinds([text for _, text in written]), strict=True))
    others = [(kind, found) for (kind, _), found in judged if kind != "question"]
    caught = [(kind, found) for kind, found in others if found != "question"]
    print(f"{len(others)} that are no questions: {len(caught)} caught, ", end="")
    print(f"{sum(kind == found for kind, found in caught)} as what they are")
    taken = [text for (kind, text), found in judged if kind == "question" != found]
    print(f"{len(written) - len(others)} questions like them: taken for others {taken}")
    for name, asked in _questions(data, held=True).items():
        taken = [
            text for text, found in zip(asked, kinds(asked), strict=True) if found != "question"
        ]
        print(f"{name}: taken for others {len(taken)} of {len(asked)}: {taken}")


def _examples(part: str) -> Iterator[tuple[str, str]]:
    written = json.loads((EXAMPLES_FOLDER / f"{part}.json").read_text(encoding="utf-8"))
    for kind, texts in written.items():
        for text in texts:
            yield kind, text


def _questions(data: Path, *, held: bool) -> dict[str, list[str]]:
    """Real questions; every fifth story or conversation is held to measure."""
    stories = list(read_rows(data / "qa" / "abgcoqa.jsonl.gz"))
    turns = list(read_rows(data / "conversation" / "canard.jsonl.gz"))
    topics = sorted({turn["id"].split(":")[1] for turn in turns})
    kept = {topic for number, topic in enumerate(topics) if (number % 5 == 0) == held}
    news = (
        read_rows(data / "qa" / "news_hand.jsonl.gz")
        if held
        else read_rows(QUESTIONS / "train.jsonl")
    )
    sets = {
        "abgcoqa": [
            question["question"]
            for number, story in enumerate(stories)
            if (number % 5 == 0) == held
            for question in story["questions"]
        ],
        "canard": [turn["question"] for turn in turns if turn["id"].split(":")[1] in kept],
        "news": [question["question"] for article in news for question in article["questions"]],
    }
    return {
        name: sorted(set(asked))[:: max(1, len(asked) // DRAWN_QUESTIONS)]
        for name, asked in sets.items()
    }


if __name__ == "__main__":
    main()
