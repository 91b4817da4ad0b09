"""Training a network: the steps, averaged weights, checkpoints and batches."""

import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import torch
from torch import Tensor, nn

WARM_UP = 100
SAVE_MINUTES = 10
AVERAGE_DECAY = 0.995

Done = dict[str, float]
"""How far training has come: steps, questions, round, place in it, minutes."""
State = dict[str, Tensor]
G = TypeVar("G")


class Optimiser:
    """AdamW with a rate for each part of a model, and the weights averaged over the steps."""

    def __init__(self, model: nn.Module, parts: Sequence[tuple[Sequence[nn.Parameter], float]]):
        self.model = model
        self.rates = [rate for _, rate in parts]
        self.trained = [parameter for part, _ in parts for parameter in part]
        self.adam = torch.optim.AdamW(
            [{"params": list(part), "lr": rate} for part, rate in parts], weight_decay=0.01
        )
        self.average: State = {name: part.clone() for name, part in model.state_dict().items()}
        self.done: Done = {"steps": 0, "windows": 0, "questions": 0, "round": 0, "at": 0}
        self.done["minutes"] = 0.0

    def load(self, path: Path) -> None:
        """Goes on from a checkpoint, if there is one."""
        if path.exists():
            saved = torch.load(path, weights_only=True)
            self.model.load_state_dict(saved["model"])
            self.adam.load_state_dict(saved["optimiser"])
            self.average = saved["average"]
            self.done.update(saved["done"])

    def save(self, path: Path) -> None:
        """Writes the whole state; what was there stays until it is all written."""
        state = {"model": self.model.state_dict(), "optimiser": self.adam.state_dict()}
        half = path.with_suffix(".part")
        torch.save({**state, "average": self.average, "done": self.done}, half)
        half.replace(path)

    def run(
        self,
        folder: Path,
        batches: Iterator[Sequence[G]],
        loss_of: Callable[[Sequence[G]], tuple[Tensor, int]],
        left: Callable[[float, float], float],
        save: Callable[[], None],
    ) -> None:
        """Steps until nothing is left, logged every 50 and saved every ten minutes.

        `loss_of` gives a batch's loss and its windows; `left` the share of the cool-down that is
        left, from the minutes of this run and of all, the rate falling with it once below 1.
        """
        before, began, last_save = self.done["minutes"], time.monotonic(), time.monotonic()
        running: list[float] = []
        for batch in batches:
            elapsed = (time.monotonic() - began) / 60
            if (share := left(elapsed, before + elapsed)) <= 0:
                break
            factor = min(1.0, (self.done["steps"] + 1) / WARM_UP, share)
            loss, windows = loss_of(batch)
            self._step(loss, factor)
            self.done["windows"] += windows
            self.done["questions"] += len(batch)
            self.done["minutes"] = before + elapsed
            running.append(float(loss.detach()))
            if self.done["steps"] % 50 == 0:
                line = {**self.done, "loss": sum(running) / len(running), "rate": factor}
                with (folder / "log.jsonl").open("a") as log:
                    log.write(json.dumps(line) + "\n")
                running.clear()
            if time.monotonic() - last_save > SAVE_MINUTES * 60:
                last_save = time.monotonic()
                save()
        save()

    def _step(self, loss: Tensor, factor: float) -> None:
        for part, rate in zip(self.adam.param_groups, self.rates, strict=True):
            part["lr"] = rate * factor
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.trained, 1.0)
        self.adam.step()
        self.adam.zero_grad(set_to_none=True)
        self.done["steps"] += 1
        decay = min(AVERAGE_DECAY, self.done["steps"] / (self.done["steps"] + 20))
        with torch.no_grad():
            for name, value in self.model.named_parameters():
                if value.requires_grad:
                    self.average[name].lerp_(value, 1 - decay)


def round_after_round(
    done: Done,
    one_round: Callable[[int], list[G]],
    size: Callable[[G], tuple[int, int]],
    *,
    pool: int,
    tokens: int,
) -> Iterator[list[G]]:
    """Batches within a budget of tokens, round after round; `done` tells the place.

    `size` gives a group's rows and the longest of them. Batches have little padding: they are cut
    from shuffled pools, sorted by length.
    """
    while True:
        number = int(done["round"])
        batches = list(_by_length(one_round(number), size, pool, tokens, number))
        while done["at"] < len(batches):
            done["at"] += 1
            yield batches[int(done["at"]) - 1]
        done["round"], done["at"] = number + 1, 0


def _by_length(
    groups: list[G], size: Callable[[G], tuple[int, int]], pool: int, tokens: int, seed: int
) -> Iterator[list[G]]:
    rng = random.Random(seed)  # noqa: S311 (a shuffle, not a secret)
    for first in range(0, len(groups), pool):
        cut: list[list[G]] = [[]]
        rows = 0
        for group in sorted(groups[first : first + pool], key=lambda group: size(group)[1]):
            own, longest = size(group)
            if cut[-1] and (rows + own) * longest > tokens:
                cut.append([])
                rows = 0
            cut[-1].append(group)
            rows += own
        rng.shuffle(cut)
        yield from cut
