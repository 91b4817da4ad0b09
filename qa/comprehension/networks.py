"""The weights of the reader, checked against what `weights.json` says of them."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import EncoderError
from index.networks import check_file, onnx_network, tokenizer_of

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

READER_FOLDER = Path(__file__).parents[1] / "weights"


def manifest(folder: Path = READER_FOLDER) -> dict[str, Any]:
    """What `weights.json` says: the SHA-256 of each file of the reader, and the calibration.

    Raises EncoderError without it.
    """
    path = folder / "weights.json"
    if not path.is_file():
        raise EncoderError(f"The weights are not in {folder}: install Article QA again.")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def reader_network(folder: Path, threads: int) -> tuple["InferenceSession", "Tokenizer"]:
    """The reader, ready to run. Raises EncoderError when its weights are missing or damaged."""
    known = manifest(folder)["reader"]
    network = folder / "reader.onnx"
    for name, sha256 in known.items():
        if name != network.name:
            check_file(folder / name, sha256)
    session = onnx_network(network, known[network.name], threads=threads)
    return session, tokenizer_of(folder / "tokenizer.json")
