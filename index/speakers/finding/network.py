"""The trained networks that find cues, contents and sources."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.errors import EncoderError
from index.loading import loaded_once
from index.networks import minilm_weights, onnx_network
from index.speakers.finding.readings import Chances, Reading
from index.speakers.finding.windows import PAIR_SIZES, pair_features, window
from index.speakers.finding.word_pieces import pieces_of
from index.speakers.finding.words import Numbers, Words

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS_FOLDER = Path(__file__).parent / "weights"
NETWORK_FILES = ("encoder.onnx", "words.onnx", "cues.onnx")
CUE_HEAD = 1  # the column of the words' scores
ENCODER_WIDTH = 384
LEAST_CUE_HEAD = 0.2  # a word that is less likely is not read further: no loss on PolNeAR dev
SLOW_OPTIMIZERS = ["SkipLayerNormFusion"]  # five times slower on a CPU than what it replaces
GROUP_WORDS = 1024  # in the windows that are read together
EMBEDDING_TENSORS = (
    "embeddings.word_embeddings.weight",
    "embeddings.position_embeddings.weight",
    "embeddings.token_type_embeddings.weight",
    "embeddings.LayerNorm.weight",
    "embeddings.LayerNorm.bias",
)


@dataclass(frozen=True, slots=True)
class Network:
    """The encoder, the readers of words and of cues, and the embeddings, from MiniLM's wheel."""

    encoder: "InferenceSession"
    words: "InferenceSession"
    cues: "InferenceSession"
    embeddings: tuple[Chances, ...]

    def read(self, text: str, words: Words) -> list[Reading]:
        """The possible cues of a text, with what each of them makes of the words around it."""
        if not len(words):
            return []
        pieces = pieces_of(text, words)
        states = np.zeros((*pieces.numbers.shape, ENCODER_WIDTH), dtype=np.float32)
        for row, size in enumerate(pieces.mask.sum(1).tolist()):
            # a window at a time stays in the processor's cache, and has no padding
            embedded = _embed(self.embeddings, pieces.numbers[row, :size])
            (states[row : row + 1, :size],) = self.encoder.run(None, {"embedded": embedded[None]})
        vectors, scores = self.words.run(
            None,
            {
                "states": states.reshape(-1, ENCODER_WIDTH),
                "first": pieces.first,
                "heads": words.heads,
                "features": words.features,
            },
        )
        chances = np.concatenate([_softmax(scores[:, :3]), _sigmoid(scores[:, 3:])], axis=1)
        likely = np.flatnonzero(chances[:, CUE_HEAD] >= LEAST_CUE_HEAD).tolist()
        return self._read_cues(words, likely, vectors, chances)

    def _read_cues(
        self, words: Words, likely: list[int], vectors: Chances, chances: Chances
    ) -> list[Reading]:
        windows = [(word, *window(words, word)) for word in likely]
        readings = []
        for group in _groups(windows):
            width = max(last - first for _, first, last in group)
            at = np.zeros((len(group), width), dtype=np.int64)
            present = np.zeros((len(group), width), dtype=bool)
            pairs = np.zeros((len(group), width, len(PAIR_SIZES)), dtype=np.int64)
            for row, (word, first, last) in enumerate(group):
                at[row, : last - first] = np.arange(first, last)
                present[row, : last - first] = True
                pairs[row, : last - first] = pair_features(words, word, first, last)
            heads = np.array([word for word, _, _ in group])
            parts, verdict = self.cues.run(
                None,
                {
                    "vectors": vectors[at],
                    "cue": vectors[heads],
                    "place": heads - np.array([first for _, first, _ in group]),
                    "pairs": pairs,
                    "scores": chances[at],
                    "present": present,
                },
            )
            parts, verdict = _softmax(parts), _sigmoid(verdict)
            for row, (word, first, last) in enumerate(group):
                chance = _between(float(chances[word, CUE_HEAD]), float(verdict[row]))
                readings.append(Reading(word, chance, first, parts[row, : last - first]))
        return sorted(readings, key=lambda reading: reading.word)


@loaded_once
def load_network(folder: Path = WEIGHTS_FOLDER) -> Network:
    """The networks kept in a folder, loaded once.

    Raises EncoderError where a file is missing or is not the one that was trained.
    """
    try:
        sums = json.loads((folder / "sha256.json").read_text(encoding="utf-8"))
        known = [(folder / name, sums[name]) for name in NETWORK_FILES]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EncoderError(
            f"The speaker detector cannot be read in {folder}: install Article QA again."
        ) from error
    encoder, words, cues = (
        onnx_network(path, sha256, disabled_optimizers=SLOW_OPTIMIZERS) for path, sha256 in known
    )
    return Network(encoder, words, cues, _embeddings())


def _embeddings() -> tuple[Chances, ...]:
    """MiniLM's own, of word pieces and of places, and the scale and shift of their norm."""
    word, place, kind, scale, shift = (minilm_weights()[name] for name in EMBEDDING_TENSORS)
    return word, place + kind[0], scale, shift


def _embed(embeddings: tuple[Chances, ...], pieces: Numbers) -> Chances:
    word, place, scale, shift = embeddings
    sums: Any = word[pieces] + place[: len(pieces)]
    sums -= sums.mean(-1, keepdims=True)
    sums /= np.sqrt(np.square(sums).mean(-1, keepdims=True) + 1e-12)
    embedded: Chances = sums * scale + shift
    return embedded


def _groups(windows: list[tuple[int, int, int]]) -> list[list[tuple[int, int, int]]]:
    """Windows of like size together, a few thousand words in each group."""
    groups: list[list[tuple[int, int, int]]] = []
    for entry in sorted(windows, key=lambda entry: entry[2] - entry[1]):
        if not groups or (entry[2] - entry[1]) * (len(groups[-1]) + 1) > GROUP_WORDS:
            groups.append([])
        groups[-1].append(entry)
    return groups


def _softmax(scores: Chances) -> Chances:
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    chances: Chances = powers / powers.sum(-1, keepdims=True)
    return chances


def _sigmoid(scores: Chances) -> Chances:
    chances: Chances = (1 / (1 + np.exp(-scores))).astype(np.float32)
    return chances


def _between(first: float, second: float) -> float:
    """The chance whose log-odds lie half way between those of two chances."""
    odds = (first / max(1e-6, 1 - first)) * (second / max(1e-6, 1 - second))
    return float(np.sqrt(odds) / (1 + np.sqrt(odds)))
