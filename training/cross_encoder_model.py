"""This file is about the cross-encoder's network: MiniLM that scores whether a sentence answers."""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from qa.comprehension.networks import padded
from training.reader_model import FROZEN_LAYERS, ReaderModel
from training.sentence_groups import SentenceGroup


class CrossEncoderModel(nn.Module):
    """One score a row, the log-odds that its sentence answers; it begins as the reader is.

    The embeddings and the lowest layers stay those of MiniLM.
    """

    def __init__(self, reader: ReaderModel) -> None:
        super().__init__()
        self.body = reader.body
        self.answers = nn.Linear(self.body.config.hidden_size, 1)
        with torch.no_grad():  # where the reader sees no null, there is an answer
            self.answers.weight.copy_(-reader.null.weight / 3)
            self.answers.bias.zero_()
        self.body.embeddings.requires_grad_(False)
        for layer in self.body.encoder.layer[:FROZEN_LAYERS]:
            layer.requires_grad_(False)

    def forward(self, tokens: Tensor, attention: Tensor, kinds: Tensor) -> Tensor:
        """The scores (batch) of rows of tokens (batch x length)."""
        found = self.body(input_ids=tokens, attention_mask=attention, token_type_ids=kinds)
        scores: Tensor = self.answers(found.last_hidden_state[:, 0]).squeeze(-1)
        return scores


def loss_of(model: CrossEncoderModel, groups: Sequence[SentenceGroup], *, half: bool) -> Tensor:
    """The mean loss: the right sentence against its rivals, and against none that answers."""
    feed = padded([row for group in groups for row in group.rows])
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
        scores = model(*map(torch.from_numpy, feed.values())).float()
    losses, first = [], 0
    for group in groups:
        own = scores[first : first + len(group.rows)]
        first += len(group.rows)
        loss = torch.cat([own, own.new_zeros(1)]).logsumexp(0)
        if group.answered:
            loss = loss - own[0]
            if len(own) > 1:
                loss = loss + own.logsumexp(0) - own[0]
        losses.append(loss)
    return torch.stack(losses).mean()


def load_cross_encoder(path: Path) -> CrossEncoderModel:
    """The averaged weights of a checkpoint, ready to judge."""
    model = CrossEncoderModel(ReaderModel())
    model.load_state_dict(torch.load(path, weights_only=True)["average"])
    return model.eval()
