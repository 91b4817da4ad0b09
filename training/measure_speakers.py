"""Measures the speaker models while they learn."""

import numpy as np
import torch

from eval.scoring.measures import f1
from index.speakers.finding.word_pieces import pieces_of
from training.speakers_data import CUE_HEAD, Example
from training.speakers_loss import groups, probabilities, read_cues
from training.speakers_model import CueReader, WordReader


def measure(words: WordReader, cues: CueReader, examples: list[Example]) -> str:
    """F1 of cue heads, and, with the cues given, F1 of content and source words."""
    words.eval(), cues.eval()
    right, found, gold = np.zeros(4), np.zeros(4), np.zeros(4)
    with torch.inference_mode():
        for example in examples:
            pieces = pieces_of(example.text, example.words)
            vectors, scores = words(
                torch.from_numpy(pieces.numbers),
                torch.from_numpy(pieces.mask),
                torch.from_numpy(pieces.first),
                torch.from_numpy(example.words.heads),
                torch.from_numpy(example.words.features),
            )
            chances = probabilities(scores)
            likely = (chances[:, CUE_HEAD] > 0.4).numpy()
            right[0] += (likely & (example.cues == CUE_HEAD)).sum()
            found[0] += likely.sum()
            gold[0] += (example.cues == CUE_HEAD).sum()
            for group in groups(list(example.gold)):
                parts = read_cues(cues, vectors, chances, group)[0].argmax(2).numpy()
                for row, cue in enumerate(group):
                    for part in (1, 2, 3):
                        ours = parts[row, : len(cue.parts)] == part
                        right[part] += (ours & (cue.parts == part)).sum()
                        found[part] += ours.sum()
                        gold[part] += (cue.parts == part).sum()
    names = ("cue heads", "content", "source", "cue words")
    scores = [100 * f1(np.array(sums)) for sums in zip(right, right, gold, found, strict=True)]
    return ", ".join(f"{name} {score:.1f}" for name, score in zip(names, scores, strict=True))
