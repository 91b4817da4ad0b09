"""This file is about training the reader: resumable, on one core, for as long as it is given."""

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import nn

from training.reader_data import load_tokenizer
from training.reader_examples import MIXTURES, PREMISED, Group, load_sets, one_round
from training.reader_model import FROZEN_LAYERS, ReaderModel, collate, loss_of
from training.reader_premises import Premises

BATCH_TOKENS = 2048
BODY_RATE, HEAD_RATE = 1.5e-4, 1e-3
WARM_UP = 100
SAVE_MINUTES = 10
AVERAGE_DECAY = 0.995


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
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": BODY_RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01
    )
    rates = [BODY_RATE, HEAD_RATE]
    average = {name: value.clone() for name, value in model.state_dict().items()}
    done = {"steps": 0, "windows": 0, "questions": 0, "round": 0, "at": 0, "minutes": 0.0}
    latest = given.folder / "latest.pt"
    if latest.exists():
        saved = torch.load(latest, weights_only=True)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        average, done = saved["average"], saved["done"]
    began, before, last_save = time.monotonic(), done["minutes"], time.monotonic()
    running: list[float] = []
    for groups in _batches(given, done):
        elapsed = (time.monotonic() - began) / 60
        if elapsed >= given.minutes:
            break
        left = (given.minutes - elapsed) / (given.minutes * given.cool_down)
        factor = given.rate * min(1.0, (done["steps"] + 1) / WARM_UP, left)
        for part, rate in zip(optimiser.param_groups, rates, strict=True):
            part["lr"] = rate * factor
        batch = collate(groups)
        loss = loss_of(model, batch, half=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_([*body, *heads], 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        done["steps"] += 1
        done["windows"] += len(batch.tokens)
        done["questions"] += len(groups)
        done["minutes"] = before + elapsed
        _follow(average, model, min(AVERAGE_DECAY, done["steps"] / (done["steps"] + 20)))
        running.append(float(loss.detach()))
        if done["steps"] % 50 == 0:
            line = {**done, "loss": sum(running) / len(running), "rate": factor}
            with (given.folder / "log.jsonl").open("a") as log:
                log.write(json.dumps(line) + "\n")
            running.clear()
        if time.monotonic() - last_save > SAVE_MINUTES * 60:
            last_save = time.monotonic()
            _save(given.folder, model, optimiser, average, done)
    _save(given.folder, model, optimiser, average, done)


def _batches(given: argparse.Namespace, done: dict[str, float]) -> Iterator[list[Group]]:
    """Groups of like length within the token budget, round after round; `done` tells the place."""
    tokenizer = load_tokenizer()
    sets = load_sets(tokenizer, given.data)
    parsed = [article for name in PREMISED for article in sets[name]]
    premises = Premises.of(tokenizer, parsed, given.folder / "mentions.pkl")
    while True:
        number = int(done["round"])
        mixture = MIXTURES["broad" if number < given.broad else "target"]
        groups = one_round(sets, premises, mixture, seed=number)
        batches = list(_by_length(groups, number))
        while done["at"] < len(batches):
            done["at"] += 1
            yield batches[int(done["at"]) - 1]
        done["round"], done["at"] = number + 1, 0


def _by_length(groups: list[Group], seed: int) -> Iterator[list[Group]]:
    """Batches without much padding: sorted by length within shuffled pools."""
    rng = random.Random(seed)  # noqa: S311 (a shuffle, not a secret)
    for first in range(0, len(groups), 1600):
        pool = sorted(groups[first : first + 1600], key=_longest)
        cut: list[list[Group]] = [[]]
        rows = 0
        for group in pool:
            if cut[-1] and (rows + len(group.windows)) * _longest(group) > BATCH_TOKENS:
                cut.append([])
                rows = 0
            cut[-1].append(group)
            rows += len(group.windows)
        rng.shuffle(cut)
        yield from cut


def _longest(group: Group) -> int:
    return max(len(window.tokens) for window in group.windows)


def _follow(average: dict[str, torch.Tensor], model: nn.Module, decay: float) -> None:
    """Move the averaged weights a little towards the model's (Polyak averaging)."""
    with torch.no_grad():
        for name, value in model.named_parameters():
            if value.requires_grad:
                average[name].lerp_(value, 1 - decay)


def _save(
    folder: Path,
    model: nn.Module,
    optimiser: torch.optim.Optimizer,
    average: dict[str, torch.Tensor],
    done: dict[str, float],
) -> None:
    """Write the whole state as `latest.pt`, and the averaged weights under the step's name."""
    state = {"model": model.state_dict(), "optimiser": optimiser.state_dict()}
    half = folder / "latest.part"
    torch.save({**state, "average": average, "done": done}, half)
    half.replace(folder / "latest.pt")
    torch.save({"average": average, "done": done}, folder / f"step{int(done['steps']):06d}.pt")


if __name__ == "__main__":
    main()
