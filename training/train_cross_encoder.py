"""This file is about training the cross-encoder: resumable, on one core, for as long as given."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor

from index.networks import tokenizer
from training.cross_encoder_model import CrossEncoderModel, loss_of
from training.onnx_weights import shipped_reader
from training.optimising import Done, Optimiser, round_after_round
from training.reader_data import read_articles, tokenise
from training.reader_premises import Premises
from training.sentence_groups import QUESTIONS, SentenceGroup, load_read, one_round

BATCH_TOKENS = 2048
BODY_RATE, HEAD_RATE = 1e-4, 1e-3
COOL_DOWN = 0.5


def main() -> None:
    """Train from the last checkpoint in the folder, or from the shipped reader."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path, help="where checkpoints and the log go")
    arguments.add_argument("--data", type=Path, required=True, help="the shared question sets")
    arguments.add_argument("--read", type=Path, required=True, help="by training.sentence_groups")
    arguments.add_argument("--minutes", type=float, required=True)
    given = arguments.parse_args()
    torch.manual_seed(7)
    torch.set_num_threads(1)
    given.folder.mkdir(parents=True, exist_ok=True)
    train(given)


def train(given: argparse.Namespace) -> None:
    """Run until the minutes are over; the rate falls to nothing over the last half of them."""
    model = CrossEncoderModel(shipped_reader())
    body = [p for p in model.body.parameters() if p.requires_grad]
    head = list(model.answers.parameters())
    optimiser = Optimiser(model, [(body, BODY_RATE), (head, HEAD_RATE)])
    latest = given.folder / "latest.pt"
    optimiser.load(latest)

    def loss(groups: Sequence[SentenceGroup]) -> tuple[Tensor, int]:
        return loss_of(model, groups, half=True), sum(len(group.rows) for group in groups)

    def left(elapsed: float, total: float) -> float:
        return float((given.minutes - total) / (given.minutes * COOL_DOWN))

    def save() -> None:
        optimiser.save(latest)

    optimiser.run(given.folder, _batches(given, optimiser.done), loss, left, save)


def _batches(given: argparse.Namespace, done: Done) -> Iterator[list[SentenceGroup]]:
    read = load_read(given.read)
    word_pieces = tokenizer()
    articles = [
        tokenise(word_pieces, row, whole_sentences=False)
        for name in QUESTIONS
        if name != "squad2half"  # the same questions as of its paragraphs
        for row in read_articles(given.data / "qa" / f"{name}.jsonl.gz")
    ]
    tokenised = {question.id: (one, question) for one in articles for question in one.questions}
    asked = {question.id for question in read}
    used = [one for one in articles if any(question.id in asked for question in one.questions)]
    premises = Premises.of(word_pieces, used, given.folder / "mentions.pkl")

    def groups(number: int) -> list[SentenceGroup]:
        return one_round(read, premises, tokenised, given.data, number)

    return round_after_round(done, groups, _size, pool=800, tokens=BATCH_TOKENS)


def _size(group: SentenceGroup) -> tuple[int, int]:
    return len(group.rows), max(len(tokens) for tokens, _ in group.rows)


if __name__ == "__main__":
    main()
