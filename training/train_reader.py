"""This file is about training the reader: resumable, on one core, for as long as it is given."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor

from index.networks import tokenizer
from training.optimising import Done, Optimiser, round_after_round
from training.reader_examples import MIXTURES, PREMISED, Group, load_sets, one_round
from training.reader_model import FROZEN_LAYERS, ReaderModel, collate, loss_of
from training.reader_premises import Premises

BATCH_TOKENS = 2048
BODY_RATE, HEAD_RATE = 1.5e-4, 1e-3


def main() -> None:
    """Train from the last checkpoint in the folder, or from MiniLM where there is none."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path, help="where checkpoints and the log go")
    arguments.add_argument("--data", type=Path, required=True, help="the shared question sets")
    arguments.add_argument("--minutes", type=float, required=True)
    arguments.add_argument("--cool-down", type=float, default=0.25, help="share of the minutes")
    arguments.add_argument("--broad", type=int, default=1, help="rounds before the target mixture")
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("--rate", type=float, default=1.0, help="multiplies both rates")
    arguments.add_argument("--frozen", type=int, default=FROZEN_LAYERS)
    given = arguments.parse_args()
    torch.manual_seed(7)
    torch.set_num_threads(given.threads)
    given.folder.mkdir(parents=True, exist_ok=True)
    train(given)


def train(given: argparse.Namespace) -> None:
    """Run until the minutes are over; the rate falls to nothing over the cool-down."""
    model = ReaderModel()
    model.freeze(given.frozen)
    body = [p for p in model.body.parameters() if p.requires_grad]
    heads = [*model.span.parameters(), *model.null.parameters()]
    optimiser = Optimiser(model, [(body, BODY_RATE * given.rate), (heads, HEAD_RATE * given.rate)])
    latest = given.folder / "latest.pt"
    optimiser.load(latest)
    done = optimiser.done

    def loss(groups: Sequence[Group]) -> tuple[Tensor, int]:
        batch = collate(groups)
        return loss_of(model, batch, half=True), len(batch.tokens)

    def left(elapsed: float, total: float) -> float:
        return float((given.minutes - elapsed) / (given.minutes * given.cool_down))

    def save() -> None:
        optimiser.save(latest)
        averaged = {"average": optimiser.average, "done": done}
        torch.save(averaged, given.folder / f"step{int(done['steps']):06d}.pt")

    optimiser.run(given.folder, _batches(given, done), loss, left, save)


def _batches(given: argparse.Namespace, done: Done) -> Iterator[list[Group]]:
    word_pieces = tokenizer()
    sets = load_sets(word_pieces, given.data)
    parsed = [article for name in PREMISED for article in sets[name]]
    premises = Premises.of(word_pieces, parsed, given.folder / "mentions.pkl")

    def groups(number: int) -> list[Group]:
        mixture = MIXTURES["broad" if number < given.broad else "target"]
        return one_round(sets, premises, mixture, seed=number)

    return round_after_round(done, groups, _size, pool=1600, tokens=BATCH_TOKENS)


def _size(group: Group) -> tuple[int, int]:
    return len(group.windows), max(len(window.tokens) for window in group.windows)


if __name__ == "__main__":
    main()
