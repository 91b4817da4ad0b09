"""This file is about the shipped reader's weights, read back from ONNX to train on from them."""

from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from qa.comprehension.networks import WEIGHTS
from training.reader_model import ReaderModel

Weights = dict[str, NDArray[np.float32]]


def shipped_reader(path: Path = WEIGHTS / "reader.onnx") -> ReaderModel:
    """The reader as it runs: its int8 weights as the numbers that they stand for.

    The embeddings are those of MiniLM, which training leaves as they are.
    """
    graph = onnx.load(str(path)).graph
    stored = {
        tensor.name.removesuffix("_half"): numpy_helper.to_array(tensor)
        for tensor in graph.initializer
    }
    model = ReaderModel()
    found = model.state_dict()
    for name in found:
        if name in stored:
            found[name] = torch.tensor(stored[name].astype(np.float32)).reshape(found[name].shape)
    for node in graph.node:
        name = node.name.strip("/").removesuffix("_quant").replace("Gemm_MatMul", "MatMul")
        key = name.rpartition("/MatMul")[0].replace("/", ".") + ".weight"
        if node.op_type.startswith("MatMul") and key in found:
            found[key] = torch.tensor(np.ascontiguousarray(_product(stored, node.input[1]).T))
    model.load_state_dict(found)
    return model


def _product(stored: Weights, name: str) -> NDArray[np.float32]:
    """The matrix (inputs x outputs) that a node multiplies by."""
    if not name.endswith("_quantized"):
        return stored[name].astype(np.float32)
    bare = name.removesuffix("_quantized")
    zero, scale = stored[f"{bare}_zero_point"], stored[f"{bare}_scale"]
    product: NDArray[np.float32] = (stored[name].astype(np.float32) - zero) * scale.astype("f4")
    return product
