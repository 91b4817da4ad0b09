"""Calibration: what each kind of evidence says of an attribution being right."""

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.speakers.finding.confidence import Evidence, confidence
from index.speakers.finding.decoding import evidence, whole_drafts
from index.speakers.finding.drafts import Draft, spoken_words
from index.speakers.finding.network import Network, load_network
from index.speakers.finding.words import Words
from training.speakers_data import Example, Record, read_articles, read_examples, spans_of, words_in

RIDGE_PENALTY = 0.01
FOUND_SHARE = 0.5  # F1 of the words of a content that counts as found


def main() -> None:
    """Print the weights of the evidence, and how often each confidence was right."""
    parser = argparse.ArgumentParser(
        description="Calibrate the confidence of the speaker detector."
    )
    parser.add_argument("data", type=Path, help="folder with dev.jsonl.gz")
    parser.add_argument(
        "--weights", type=Path, required=True, help="folder of the exported weights"
    )
    parser.add_argument("--parsed", type=Path, required=True, help="where the parses are kept")
    options = parser.parse_args()
    path = options.data / "dev.jsonl.gz"
    gold = list(read_articles(path))
    rows, rights, groups = observe(
        load_network(options.weights), read_examples(path, options.parsed), gold
    )
    print("EVIDENCE_WEIGHTS =", tuple(round(float(weight), 3) for weight in fit(rows, rights)))
    print(reliability(across(rows, rights, groups), rights))


def observe(
    network: Network,
    examples: list[Example],
    articles: list[Record],
) -> tuple[list[Evidence], list[bool], list[int]]:
    """The evidence of each draft, whether it was right, and the number of its article."""
    rows: list[Evidence] = []
    rights: list[bool] = []
    groups: list[int] = []
    for number, (example, article) in enumerate(zip(examples, articles, strict=True)):
        words = example.words
        spoken = spoken_words(example.text, words)
        readings = network.read(example.text, words)
        drafts = whole_drafts(example.text, words, readings, spoken)
        rows += [evidence(words, draft, spoken) for draft in drafts]
        rights += right(
            example.text,
            words,
            drafts,
            article["attributions"],
            set(np.flatnonzero(spoken).tolist()),
        )
        groups += [number] * len(drafts)
    return rows, rights, groups


def right(
    text: str,
    words: Words,
    drafts: list[Draft],
    attributions: list[Record],
    spoken: set[int],
) -> list[bool]:
    """Whether each draft has the content and the source of an annotated attribution."""
    gold = [
        (
            set(words_in(words, spans_of(entry["content"])).tolist()) & spoken,
            set(words_in(words, spans_of(entry["source"])).tolist()),
            entry["source_text"] or "",
        )
        for entry in attributions
    ]
    pairs = []
    for number, draft in enumerate(drafts):
        ours = draft.content & spoken
        for other, (content, _, _) in enumerate(gold):
            shared = 2 * len(ours & content) / max(1, len(ours) + len(content))
            if shared >= FOUND_SHARE:
                pairs.append((-shared, number, other))
    matched: dict[int, int] = {}
    for _, number, other in sorted(pairs):
        if number not in matched and other not in matched.values():
            matched[number] = other
    found = []
    for number, draft in enumerate(drafts):
        if number not in matched:
            found.append(False)
            continue
        _, source, source_text = gold[matched[number]]
        name = words.span(draft.source[0], draft.source[-1]).of(text) if draft.source else ""
        same = name.lower() == source_text.lower() or bool(source & set(draft.source))
        found.append(same)
    return found


def fit(rows: list[Evidence], rights: list[bool]) -> NDArray[np.float64]:
    """The weights of a logistic regression, by Newton's method."""
    x, y = np.array(rows), np.array(rights, dtype=float)
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        chances = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - chances) - RIDGE_PENALTY * weights
        bend = (x * (chances * (1 - chances))[:, None]).T @ x + RIDGE_PENALTY * np.eye(len(weights))
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def across(rows: list[Evidence], rights: list[bool], groups: list[int]) -> list[float]:
    """The confidence of each, by weights fitted on four fifths of the articles without its own."""
    found = [0.0] * len(rows)
    for fold in range(5):
        kept = [at for at, group in enumerate(groups) if group % 5 != fold]
        weights = tuple(fit([rows[at] for at in kept], [rights[at] for at in kept]))
        for at, group in enumerate(groups):
            if group % 5 == fold:
                found[at] = confidence(rows[at], weights)
    return found


def reliability(chances: list[float], rights: list[bool]) -> str:
    """A table: confidence said, how many, share that was right."""
    lines = ["confidence     number  mean  right"]
    said, came = np.array(chances), np.array(rights, dtype=float)
    for low in np.arange(0.0, 1.0, 0.1):
        here = (said >= low) & (said < low + 0.1)
        if here.any():
            means = f"{said[here].mean():.2f}  {came[here].mean():.2f}"
            lines.append(f"{low:.1f} to {low + 0.1:.1f}   {here.sum():6d}  {means}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
