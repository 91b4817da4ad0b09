"""Makes the weights that tell what was said from what was denied or not said."""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from index.speakers.attribution import Polarity
from index.speakers.finding.polarity import (
    POLARITIES,
    Weights,
    polarity_of,
)
from index.speakers.finding.polarity_clues import clues, negates
from index.speakers.parsing import parse
from index.text import Span
from training.speakers_data import read_articles, spans_of

FEWEST_EXAMPLES = 2
"""Examples with a clue that is kept."""
INVERSE_REGULARISATION = 3.0
"""The inverse of the regularisation; 0.3 to 3 differ by less than one in a hundred."""
LONGEST_CUE_CHARACTERS = 60
"""Characters of a cue that is in pieces; of a longer one its last piece counts."""
GENERAL_CLUES = {"denying", "object negated", "withheld", "withheld denying"}
"""Clues that count double while fitting, since they hold for verbs that no example has."""

Example = tuple[set[str], Polarity]


def main() -> None:
    """Fit on every file given, write the weights and count what they tell rightly."""
    parser = argparse.ArgumentParser(description="Fit the polarity of statements.")
    parser.add_argument(
        "files", type=Path, nargs="+", help="JSON Lines of articles, or .gz of them"
    )
    parser.add_argument("--out", type=Path, required=True, help="the .json file to write")
    options = parser.parse_args()
    examples = [example for file in options.files for example in read_examples(file)]
    weights = fit(examples)
    lines = ",\n".join(f"{json.dumps(clue)}: {json.dumps(row)}" for clue, row in weights.items())
    options.out.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
    right = sum(polarity_of(found, weights) == polarity for found, polarity in examples)
    print(
        f"{len(weights)} clues; {right} of {len(examples)} examples are right, of those fitted on"
    )


def read_examples(file: Path) -> Iterator[Example]:
    """The clues of every judged attribution that has a cue, and its polarity.

    A row has `text` and `attributions` with `cue` and `content` as lists of [start, end], and
    `polarity`, or `negative` for what was not said.
    """
    for row in read_articles(file):
        doc = parse(row["text"])
        for judged in row["attributions"]:
            cue, content = spans_of(judged["cue"]), spans_of(judged["content"])
            if cue and not judged.get("weak"):
                polarity = "not said" if judged.get("negative") else "said"
                yield clues(doc, _whole(cue), content), judged.get("polarity", polarity)


def fit(examples: Sequence[Example], fewest: int = FEWEST_EXAMPLES) -> Weights:
    """For each clue that `fewest` examples have, a number for each polarity.

    What is not said without a negation ("It is false that he said so") teaches nothing of others.
    """
    examples = [
        (found, polarity)
        for found, polarity in examples
        if polarity != "not said" or negates(found)
    ]
    counts = Counter(clue for found, _ in examples for clue in found)
    kept = sorted(clue for clue, count in counts.items() if count >= fewest)
    column = {clue: number for number, clue in enumerate(kept)}
    rows = np.zeros((len(examples), len(kept)))
    for row, (found, _) in zip(rows, examples, strict=True):
        for clue in found & column.keys():
            row[column[clue]] = 1 + (clue in GENERAL_CLUES)
    judged = [POLARITIES.index(polarity) for _, polarity in examples]
    model = LogisticRegression(C=INVERSE_REGULARISATION, max_iter=2000).fit(rows, judged)
    rates = model.coef_.T * [[1 + (clue in GENERAL_CLUES)] for clue in kept]
    numbers = np.round(np.vstack([model.intercept_, rates]), 3).tolist()
    return dict(zip(["constant", *kept], numbers, strict=True))


def _whole(cue: Sequence[Span]) -> Span:
    whole = Span(cue[0].start, cue[-1].end)
    return whole if len(whole) < LONGEST_CUE_CHARACTERS else cue[-1]


if __name__ == "__main__":
    main()
