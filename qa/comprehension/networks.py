"""The weights of the networks that read, and rows of tokens as those networks take them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderError
from index.networks import onnx_network

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS = Path(__file__).parents[1] / "weights"

Row = Sequence[int] | NDArray[np.int32]


def manifest(folder: Path = WEIGHTS) -> dict[str, Any]:
    """What `weights.json` says: the networks' files and SHA-256, and the calibration.

    Raises EncoderError without it.
    """
    path = folder / "weights.json"
    if not path.is_file():
        raise EncoderError(f"The weights are not in {folder}: install Article QA again.")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def session(name: str, folder: Path, threads: int) -> "InferenceSession":
    """A network, ready to run. Raises EncoderError when its weights are missing or damaged."""
    known = manifest(folder)[name]
    return onnx_network(folder / known["file"], known["sha256"], threads=threads)


def padded(rows: Sequence[tuple[Row, int]]) -> dict[str, NDArray[np.int64]]:
    """Rows of tokens as a network reads them, each with the length of its head (kind 0)."""
    shape = (len(rows), max(len(row) for row, _ in rows))
    tokens, attention, kinds = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    for number, (row, head) in enumerate(rows):
        tokens[number, : len(row)] = row
        attention[number, : len(row)] = 1
        kinds[number, head : len(row)] = 1
    return {"tokens": tokens, "attention": attention, "kinds": kinds}
