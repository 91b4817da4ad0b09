"""The reader's network: MPNet that scores where an answer starts and ends, or that none does."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from qa.comprehension.reader import ANSWER_TOKENS
from training.reader_examples import Group, Window

FROZEN_LAYERS = 4
OFF = -1e4
PAD = 1


class ReaderModel(nn.Module):
    """Start, end and null scores for a question and a window, one forward pass.

    A span's score is start + end - null, the log-odds of that span against no answer (the null
    score of BERT for SQuAD 2.0, Devlin et al. 2019, made comparable across windows by the shared
    normalisation of Clark and Gardner 2018).
    """

    def __init__(self, backbone: Path) -> None:
        super().__init__()
        from transformers import MPNetModel

        self.body = MPNetModel.from_pretrained(
            str(backbone),
            add_pooling_layer=False,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        width = self.body.config.hidden_size
        self.span = nn.Linear(width, 2)
        self.null = nn.Linear(width, 1)

    def freeze(self, layers: int) -> None:
        """Keep the embeddings and the lowest layers as they are: a third more examples an hour."""
        self.body.embeddings.requires_grad_(layers == 0)
        for layer in self.body.encoder.layer[:layers]:
            layer.requires_grad_(False)

    def forward(self, tokens: Tensor, attention: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Start and end scores (batch x length) and null scores (batch)."""
        hidden = self.body(input_ids=tokens, attention_mask=attention).last_hidden_state
        spans = self.span(hidden)
        return spans[..., 0], spans[..., 1], self.null(hidden[:, 0]).squeeze(-1)


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded windows, with `gold` marking the spans (batch x start x length) that answer."""

    tokens: Tensor
    attention: Tensor
    allowed: Tensor
    gold: Tensor
    answered: Tensor
    groups: tuple[tuple[int, ...], ...]  # an answering window and its rivals, by row

    def to(self, device: str) -> "Batch":
        """The same batch on a device."""
        return Batch(
            self.tokens.to(device),
            self.attention.to(device),
            self.allowed.to(device),
            self.gold.to(device),
            self.answered.to(device),
            self.groups,
        )


def collate(groups: Sequence[Group]) -> Batch:
    """The windows of some groups as one padded batch."""
    windows = [window for group in groups for window in group.windows]
    together, row = [], 0
    for group in groups:
        if group.shared:
            together.append(tuple(range(row, row + len(group.windows))))
        row += len(group.windows)
    length = max(len(window.tokens) for window in windows)
    tokens = np.full((len(windows), length), PAD, dtype=np.int64)
    inside = np.zeros(tokens.shape, dtype=bool)
    gold = np.zeros((*tokens.shape, ANSWER_TOKENS), dtype=bool)
    for number, window in enumerate(windows):
        tokens[number, : len(window.tokens)] = window.tokens
        inside[number, window.window_start : len(window.tokens) - 1] = True
        _mark(gold[number], window)
    ends = np.arange(length)[:, None] + np.arange(ANSWER_TOKENS)[None, :]
    allowed = inside[:, :, None] & inside[:, np.minimum(ends, length - 1)] & (ends < length)
    return Batch(
        tokens=torch.from_numpy(tokens),
        attention=torch.from_numpy((tokens != PAD).astype(np.int64)),
        allowed=torch.from_numpy(allowed),
        gold=torch.from_numpy(gold & allowed),
        answered=torch.from_numpy((gold & allowed).any(axis=(1, 2))),
        groups=tuple(together),
    )


def span_scores(start: Tensor, end: Tensor, allowed: Tensor) -> Tensor:
    """start + end for every span of at most ANSWER_TOKENS tokens (batch x start x length)."""
    ends = nn.functional.pad(end, (0, ANSWER_TOKENS - 1), value=OFF)
    scores = start.unsqueeze(-1) + ends.unfold(1, ANSWER_TOKENS, 1)
    return scores.masked_fill(~allowed, OFF)


def loss_of(model: nn.Module, batch: Batch) -> Tensor:
    """The mean loss: each window against its own null, and answering windows against rivals.

    A group counts once more through the share that the right spans have among the spans of all its
    windows, whatever their nulls: that is what makes windows of one article comparable.
    """
    with torch.autocast(batch.tokens.device.type, dtype=torch.bfloat16):
        start, end, null = model(batch.tokens, batch.attention)
    scores = span_scores(start.float(), end.float(), batch.allowed) - null.float()[:, None, None]
    every = scores.flatten(1).logsumexp(1)
    right = scores.masked_fill(~batch.gold, OFF).flatten(1).logsumexp(1)
    beside_null = nn.functional.softplus(every)  # log(1 + sum of spans): null stands at zero
    own = torch.where(batch.answered, beside_null - right, beside_null)
    loss = own.mean()
    for rows in batch.groups:
        shared = every[list(rows)].logsumexp(0) - right[rows[0]]
        loss = loss + batch.answered[rows[0]] * shared / len(own)
    return loss


def _mark(gold: np.ndarray, window: Window) -> None:
    for start, end in window.gold:
        gold[start, min(end - start, ANSWER_TOKENS - 1)] = True
    for first, last in window.gold_ranges:
        for start in range(first, last):
            gold[start, : min(ANSWER_TOKENS, last - start)] = True
