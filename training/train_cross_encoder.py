"""This file is about training the cross-encoder: resumable, on one core, for as long as given."""

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import nn

from training.cross_encoder_model import CrossEncoderModel, loss_of
from training.onnx_weights import shipped_reader
from training.reader_data import load_tokenizer, read_articles, tokenise
from training.reader_premises import Premises
from training.sentence_groups import QUESTIONS, SentenceGroup, load_read, one_round

BATCH_TOKENS = 2048
BODY_RATE, HEAD_RATE = 1e-4, 1e-3
WARM_UP, COOL_DOWN = 100, 0.5
SAVE_MINUTES = 10
AVERAGE_DECAY = 0.995


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
    rates = [BODY_RATE, HEAD_RATE]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": BODY_RATE}, {"params": head, "lr": HEAD_RATE}], weight_decay=0.01
    )
    average = {name: value.clone() for name, value in model.state_dict().items()}
    done = {"steps": 0, "questions": 0, "round": 0, "at": 0, "minutes": 0.0}
    latest = given.folder / "latest.pt"
    if latest.exists():
        saved = torch.load(latest, weights_only=True)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        average, done = saved["average"], saved["done"]
    running: list[float] = []
    before, began, last_save = done["minutes"], time.monotonic(), time.monotonic()
    for groups in _batches(given, done):
        done["minutes"] = before + (time.monotonic() - began) / 60
        if done["minutes"] >= given.minutes:
            break
        left = (given.minutes - done["minutes"]) / (given.minutes * COOL_DOWN)
        factor = min(1.0, (done["steps"] + 1) / WARM_UP, left)
        for part, rate in zip(optimiser.param_groups, rates, strict=True):
            part["lr"] = rate * factor
        loss = loss_of(model, groups, half=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_([*body, *head], 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        done["steps"] += 1
        done["questions"] += len(groups)
        decay = min(AVERAGE_DECAY, done["steps"] / (done["steps"] + 20))
        with torch.no_grad():
            for name, value in model.named_parameters():
                if value.requires_grad:
                    average[name].lerp_(value, 1 - decay)
        running.append(float(loss.detach()))
        if done["steps"] % 50 == 0:
            line = {**done, "loss": sum(running) / len(running), "rate": factor}
            with (given.folder / "log.jsonl").open("a") as log:
                log.write(json.dumps(line) + "\n")
            running.clear()
        if time.monotonic() - last_save > SAVE_MINUTES * 60:
            last_save = time.monotonic()
            _save(latest, model, optimiser, average, done)
    _save(latest, model, optimiser, average, done)


def _batches(given: argparse.Namespace, done: dict[str, float]) -> Iterator[list[SentenceGroup]]:
    """Groups of like length within the token budget, round after round; `done` tells the place."""
    read = load_read(given.read)
    tokenizer = load_tokenizer()
    articles = [
        tokenise(tokenizer, row, whole_sentences=False)
        for name in QUESTIONS
        if name != "squad2half"  # the same questions as of its paragraphs
        for row in read_articles(given.data / "qa" / f"{name}.jsonl.gz")
    ]
    tokenised = {question.id: (one, question) for one in articles for question in one.questions}
    asked = {question.id for question in read}
    used = [one for one in articles if any(question.id in asked for question in one.questions)]
    premises = Premises.of(tokenizer, used, given.folder / "mentions.pkl")
    while True:
        number = int(done["round"])
        groups = one_round(read, premises, tokenised, given.data, number)
        batches = list(_by_length(groups, number))
        while done["at"] < len(batches):
            done["at"] += 1
            yield batches[int(done["at"]) - 1]
        done["round"], done["at"] = number + 1, 0


def _by_length(groups: list[SentenceGroup], seed: int) -> Iterator[list[SentenceGroup]]:
    """Batches without much padding: sorted by length within shuffled pools."""
    rng = random.Random(seed)  # noqa: S311 (a shuffle, not a secret)
    for first in range(0, len(groups), 800):
        cut: list[list[SentenceGroup]] = [[]]
        rows = 0
        for group in sorted(groups[first : first + 800], key=_longest):
            if cut[-1] and (rows + len(group.rows)) * _longest(group) > BATCH_TOKENS:
                cut.append([])
                rows = 0
            cut[-1].append(group)
            rows += len(group.rows)
        rng.shuffle(cut)
        yield from cut


def _longest(group: SentenceGroup) -> int:
    return max(len(tokens) for tokens, _ in group.rows)


def _save(
    path: Path,
    model: nn.Module,
    optimiser: torch.optim.Optimizer,
    average: dict[str, torch.Tensor],
    done: dict[str, float],
) -> None:
    state = {"model": model.state_dict(), "optimiser": optimiser.state_dict()}
    half = path.with_suffix(".part")
    torch.save({**state, "average": average, "done": done}, half)
    half.replace(path)


if __name__ == "__main__":
    main()
