"""Training the reader: resumable, on two cores or a GPU, for as long as it is given."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor

from index.networks import tokenizer_of
from qa.comprehension.heads import Heads
from training.optimising import Done, Optimiser, round_after_round
from training.reader_examples import ROUND, Group, load_sets, one_round
from training.reader_model import FROZEN_LAYERS, ReaderModel, collate, loss_of
from training.shipped_reader import shipped_state

BATCH_TOKENS = 2048
BODY_RATE, HEAD_RATE = 4e-5, 1e-3


def main() -> None:
    """Train from the last checkpoint in the folder, or from what `--start` or MPNet gives."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path, help="where checkpoints and the log go")
    arguments.add_argument("--backbone", type=Path, required=True, help="all-mpnet-base-v2")
    arguments.add_argument("--start", type=Path, help="an exported reader, such as qa/weights")
    arguments.add_argument("--data", type=Path, required=True, help="the shared question sets")
    arguments.add_argument("--minutes", type=float, required=True)
    arguments.add_argument("--cool-down", type=float, default=0.5, help="share of the minutes")
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("--rate", type=float, default=1.0, help="multiplies both rates")
    arguments.add_argument("--frozen", type=int, default=FROZEN_LAYERS)
    arguments.add_argument("--device", default="cpu")
    given = arguments.parse_args()
    torch.manual_seed(7)
    torch.set_num_threads(given.threads)
    given.folder.mkdir(parents=True, exist_ok=True)
    train(given)


def train(given: argparse.Namespace) -> None:
    """Run until the minutes are over; the rate falls to nothing over the cool-down."""
    model = ReaderModel(given.backbone)
    latest = given.folder / "latest.pt"
    if given.start and not latest.exists():
        model.load_state_dict(shipped_state(given.start))
    model.to(given.device)
    model.freeze(given.frozen)
    body = [p for p in model.body.parameters() if p.requires_grad]
    heads = [*model.span.parameters(), *model.null.parameters()]
    optimiser = Optimiser(model, [(body, BODY_RATE * given.rate), (heads, HEAD_RATE * given.rate)])
    optimiser.load(latest)
    done = optimiser.done

    def loss(groups: Sequence[Group]) -> tuple[Tensor, int]:
        batch = collate(groups).to(given.device)
        return loss_of(model, batch), len(batch.tokens)

    def left(elapsed: float, total: float) -> float:
        return float((given.minutes - elapsed) / (given.minutes * given.cool_down))

    optimiser.run(given.folder, _batches(given, done), loss, left, lambda: optimiser.save(latest))


def _batches(given: argparse.Namespace, done: Done) -> Iterator[list[Group]]:
    tokenizer = tokenizer_of(given.backbone / "tokenizer.json")
    heads = Heads(tokenizer)
    sets = load_sets(tokenizer, given.data, list(ROUND))

    def groups(number: int) -> list[Group]:
        written = ["train", "talks_train"]  # by hand, while this runs
        sets.update(load_sets(tokenizer, given.data, written))
        return one_round(sets, heads, number=number)

    return round_after_round(done, groups, _size, pool=400, tokens=BATCH_TOKENS)


def _size(group: Group) -> tuple[int, int]:
    return len(group.windows), max(len(window.tokens) for window in group.windows)


if __name__ == "__main__":
    main()
