"""The losses that the speaker models learn from."""

import numpy as np
import torch
from numpy.random import Generator
from torch import Tensor, nn

from index.speakers.finding.windows import pair_features, window
from index.speakers.finding.word_pieces import WINDOW_PIECES, Pieces, pieces_of
from index.speakers.finding.words import Feature, Marks, Numbers, Place, Words
from training.speakers_data import CUE_HEAD, Example, GoldCue
from training.speakers_model import CueReader, WordReader

STRAIGHT, OPENING, CLOSING, MASK = 1000, 1523, 1524, 103  # word pieces
LEAST_WRONG_CUE = 0.1  # a wrong cue that is at least so likely is shown to the cue reader
GROUP_WORDS, GROUP_CUES = 4096, 24  # of the windows that are read together


def loss_of(words: WordReader, cues: CueReader, example: Example, chance: Generator) -> Tensor:
    """The loss on one article: of cues, of roles, of parts and of verdicts, weighted."""
    room = int(chance.integers(WINDOW_PIECES * 5 // 8, WINDOW_PIECES + 1))
    pieces = pieces_of(example.text, example.words, room)
    numbers = torch.from_numpy(varied(pieces, example.words, chance))
    features = example.words.features.copy()
    if chance.random() < 0.3:
        features[:, Feature.PLACE] &= ~Place.HEADLINE  # not every text begins with its headline
    vectors, scores = words(
        numbers,
        torch.from_numpy(pieces.mask),
        torch.from_numpy(pieces.first),
        torch.from_numpy(example.words.heads),
        torch.from_numpy(features),
    )
    gold = torch.from_numpy(example.cues)
    cue_loss = nn.functional.cross_entropy(scores[:, :3], gold) * 4
    roles = torch.from_numpy(example.roles).float()
    role_loss = nn.functional.binary_cross_entropy_with_logits(scores[:, 3:], roles)
    chances = probabilities(scores.detach())
    asked = list(example.gold) + wrong_cues(example, chances)
    part_losses, verdict_losses, seen = [], [], 0
    for group in groups(asked):
        parts, verdict, present = read_cues(cues, vectors, chances, group)
        labels = torch.full(present.shape, -100)
        for row, cue in enumerate(group):
            if cue.parts[0] >= 0:
                labels[row, : len(cue.parts)] = torch.from_numpy(cue.parts)
        real = torch.tensor([float(cue.parts[0] >= 0) for cue in group])
        seen += int((labels >= 0).sum())
        part_losses.append(
            nn.functional.cross_entropy(
                parts.transpose(1, 2), labels, torch.tensor([1.0, 1.0, 2.0, 1.0]), reduction="none"
            ).sum()
        )
        verdict_losses.append(
            nn.functional.binary_cross_entropy_with_logits(verdict, real, reduction="sum")
        )
    nothing = torch.zeros(())
    part_loss = sum(part_losses, nothing) / max(1, seen)
    verdict_loss = sum(verdict_losses, nothing) / max(1, len(asked))
    return cue_loss + role_loss / 2 + part_loss + verdict_loss * 0.3


def probabilities(scores: Tensor) -> Tensor:
    """The chances of each word as head or rest of a cue, as content and as source."""
    return torch.cat([scores[:, :3].softmax(1), scores[:, 3:].sigmoid()], 1)


def wrong_cues(example: Example, chances: Tensor) -> list[GoldCue]:
    """The likeliest words that are no cues, at most a third as many as there are cues."""
    likely = chances[:, CUE_HEAD].numpy().copy()
    likely[example.cues == CUE_HEAD] = 0
    found = np.argsort(-likely)[: 1 + len(example.gold) // 3]
    wrong = []
    for word in (int(word) for word in found if likely[word] > LEAST_WRONG_CUE):
        first, last = window(example.words, word)
        pairs = pair_features(example.words, word, first, last)
        wrong.append(GoldCue(word, first, last, pairs, np.full(last - first, -1)))
    return wrong


def groups(cues: list[GoldCue]) -> list[list[GoldCue]]:
    """Cues with windows of like size together, a few thousand words in each group."""
    found: list[list[GoldCue]] = []
    for cue in sorted(cues, key=lambda cue: cue.last - cue.first):
        if (
            not found
            or (cue.last - cue.first) * (len(found[-1]) + 1) > GROUP_WORDS
            or len(found[-1]) >= GROUP_CUES
        ):
            found.append([])
        found[-1].append(cue)
    return found


def read_cues(
    reader: CueReader, vectors: Tensor, chances: Tensor, group: list[GoldCue]
) -> tuple[Tensor, Tensor, Tensor]:
    """The cue reader's answers on a group, and which of them stand on words."""
    width = max(cue.last - cue.first for cue in group)
    at = torch.zeros(len(group), width, dtype=torch.long)
    present = torch.zeros(len(group), width, dtype=torch.bool)
    pairs = torch.zeros(len(group), width, group[0].pairs.shape[1], dtype=torch.long)
    for row, cue in enumerate(group):
        size = cue.last - cue.first
        at[row, :size] = torch.arange(cue.first, cue.last)
        present[row, :size] = True
        pairs[row, :size] = torch.from_numpy(cue.pairs)
    heads = torch.tensor([cue.word for cue in group])
    place = heads - torch.tensor([cue.first for cue in group])
    parts, verdict = reader(vectors[at], vectors[heads], place, pairs, chances[at], present)
    return parts, verdict, present


def varied(pieces: Pieces, words: Words, chance: Generator) -> Numbers:
    """The pieces with, at times, other quotation marks, and one in twenty-five masked."""
    numbers = pieces.numbers.copy()
    flat, first = numbers.reshape(-1), pieces.first
    marks = np.isin(flat[first], (STRAIGHT, OPENING, CLOSING))
    style, state = chance.random(), words.features[:, Feature.MARKS]
    if style < 0.3:
        flat[first[marks]] = STRAIGHT
    elif style < 0.5:
        flat[first[marks & (state == Marks.OPENING)]] = OPENING
        flat[first[marks & (state == Marks.CLOSING)]] = CLOSING
    hidden = chance.random(numbers.shape) < 0.04
    numbers[hidden & (numbers > 999)] = MASK
    return numbers
