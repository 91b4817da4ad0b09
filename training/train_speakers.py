"""Makes the weights of the speaker detector from annotated articles."""

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

from training.export_speakers import export
from training.measure_speakers import measure
from training.speakers_data import Example, read_examples
from training.speakers_loss import loss_of
from training.speakers_model import CueReader, WordReader
from training.speakers_weights import keep, resume

SEED = 13
EPOCHS = 3
BATCH_ARTICLES = 2
PIECES_TIMES = 2  # a piece has a fifth of the words of an article, and difficulties in most of them
ENCODER_RATE, HEAD_RATE = 1.5e-4, 1e-3
WARMUP_SHARE = 1 / 15  # of all steps
WEIGHT_DECAY = 0.01


def main() -> None:
    """Train, measure and keep each epoch, and write the files that ship to OUT/weights."""
    parser = argparse.ArgumentParser(description="Train the speaker detector.")
    parser.add_argument("data", type=Path, help="folder with train.jsonl.gz and dev.jsonl.gz")
    parser.add_argument("--out", type=Path, required=True, help="folder for parses and weights")
    parser.add_argument("--pieces", type=Path, help="JSON Lines of more articles, short ones")
    parser.add_argument("--times", type=int, default=PIECES_TIMES, help="they are read an epoch")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--articles", type=int, default=None, help="only so many, to try it")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    dev = read_examples(options.data / "dev.jsonl.gz", options.out / "dev.spacy")
    train = read_examples(options.data / "train.jsonl.gz", options.out / "train.spacy")
    train = train[: options.articles]
    if options.pieces:
        pieces = read_examples(options.pieces, options.out / f"{options.pieces.stem}-pieces.spacy")
        train += pieces[: options.articles] * options.times
    fit(train, dev[: options.articles], options.out, options.epochs)


def fit(train: list[Example], dev: list[Example], out: Path, epochs: int) -> None:
    """Train for `epochs`; a run that was cut short goes on after its last whole epoch."""
    words, cues = WordReader(), CueReader()
    readers: dict[str, nn.Module] = {"words": words, "cues": cues}
    encoder = [tensor for tensor in words.encoder.parameters() if tensor.requires_grad]
    named = [*words.named_parameters(), *cues.named_parameters()]
    rest = [tensor for name, tensor in named if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": ENCODER_RATE}, {"params": rest, "lr": HEAD_RATE}],
        weight_decay=WEIGHT_DECAY,
    )
    steps = epochs * -(-len(train) // BATCH_ARTICLES)
    warm = max(1, int(steps * WARMUP_SHARE))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, (steps - step) / max(1, steps - warm))
    )
    began = time.monotonic()
    for epoch in range(resume(out, readers, optimizer, schedule), epochs):
        chance = np.random.default_rng(SEED + epoch)
        order = [train[number] for number in chance.permutation(len(train))]
        words.train()
        cues.train()
        total = 0.0
        for at in range(0, len(order), BATCH_ARTICLES):
            for example in order[at : at + BATCH_ARTICLES]:
                loss = loss_of(words, cues, example, chance)
                (loss / BATCH_ARTICLES).backward()  # type: ignore[no-untyped-call]
                total += float(loss.detach())
            nn.utils.clip_grad_norm_(encoder, 1.0)
            nn.utils.clip_grad_norm_(rest, 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            if at % (20 * BATCH_ARTICLES) == 0:
                spent = time.monotonic() - began
                mean = total / (at + BATCH_ARTICLES)
                print(
                    f"epoch {epoch}: {at} of {len(order)}, loss {mean:.3f}, {spent:.0f} s",
                    flush=True,
                )
        keep(out, epoch, readers, optimizer, schedule)
        print(f"epoch {epoch} on dev: {measure(words, cues, dev)}", flush=True)
    export(words.eval(), cues.eval(), out / "weights")


if __name__ == "__main__":
    main()
