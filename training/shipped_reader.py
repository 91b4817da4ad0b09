"""The weights of an exported reader in full precision again, to train on from them."""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx.numpy_helper import to_array

State = dict[str, torch.Tensor]
Array = NDArray[Any]
PARTS = ("body.", "span.", "null.")
OF_8_BITS = ("_quantized", "_scale", "_zero_point")


def shipped_state(folder: Path) -> State:
    """The parameters of `ReaderModel` from a folder with reader.onnx, as near as 8 bits are."""
    graph = onnx.load(str(folder / "reader.onnx")).graph
    held = {tensor.name: to_array(tensor) for tensor in graph.initializer}
    state = {}
    for name, array in held.items():
        if name.startswith("body.") and name.endswith("_quantized"):
            state[name.removesuffix("_quantized")] = _whole(held, name)
        elif name.startswith(PARTS) and not name.endswith(OF_8_BITS):
            state[name] = array
    for node in graph.node:
        parameter = node.name.strip("/").rpartition("/")[0].replace("/", ".") + ".weight"
        if node.op_type == "MatMulInteger" and node.input[1] in held:
            state[parameter] = _whole(held, node.input[1]).T
        elif node.op_type == "MatMulNBits":
            (inputs,) = (given.i for given in node.attribute if given.name == "K")
            state[parameter] = _of_blocks(held[node.input[1]], held[node.input[2]])[:, :inputs]
    return {name: torch.tensor(array) for name, array in state.items()}


def _whole(held: dict[str, Array], name: str) -> Array:
    """Integers with one scale, or one for each output."""
    stem = name.removesuffix("_quantized")
    shifted = held[name].astype(np.float32) - held[f"{stem}_zero_point"].astype(np.float32)
    whole: Array = shifted * held[f"{stem}_scale"]
    return whole


def _of_blocks(blocks: Array, scales: Array) -> Array:
    """Bytes around 128 (outputs x blocks x inputs of a block), with a scale for each block."""
    scaled = (blocks.astype(np.float32) - 128) * scales.reshape(*blocks.shape[:2], 1)
    rows: Array = scaled.reshape(len(blocks), -1)
    return rows
