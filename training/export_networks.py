"""This file is about writing the trained networks as ONNX files with their checksums."""

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from training.cross_encoder_model import load_cross_encoder
from training.reader_model import load_model

LARGE = 1000
WIDE = tuple(f"layer.{number}/output/dense" for number in range(6))
"""Products of the reader whose few huge values leave the others no bits: kept as float16."""
OUTPUTS = {"reader": ("start", "end", "null"), "cross_encoder": ("answers",)}


def main() -> None:
    """Write a network's file and tell of it in `weights.json`, whose calibration is kept."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("network", choices=OUTPUTS)
    arguments.add_argument("folder", type=Path, help="qa/weights")
    arguments.add_argument("checkpoints", type=Path, nargs="+", help="a reader is their mean")
    given = arguments.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    weights = given.folder / f"{given.network}.onnx"
    reads = given.network == "reader"
    model = load_model(given.checkpoints) if reads else load_cross_encoder(given.checkpoints[0])
    export(model, weights, OUTPUTS[given.network], WIDE if reads else ())
    manifest = given.folder / "weights.json"
    known = json.loads(manifest.read_text()) if manifest.exists() else {}
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    known[given.network] = {"file": weights.name, "sha256": digest}
    manifest.write_text(json.dumps(known, indent=2) + "\n")
    print(f"{weights}: {weights.stat().st_size / 1e6:.1f} MB, sha256 {digest}")


def export(model: nn.Module, path: Path, outputs: Sequence[str], wide: Sequence[str]) -> None:
    """The weights as ONNX: int8 by channel, those of `wide` products as float16."""
    example = torch.ones((2, 24), dtype=torch.long)
    by_token = {0: "rows", 1: "length"}
    torch.onnx.export(
        model,
        (example, example, example),
        str(path),
        input_names=["tokens", "attention", "kinds"],
        output_names=list(outputs),
        dynamic_axes={
            **dict.fromkeys(("tokens", "attention", "kinds"), by_token),
            **{name: by_token if name in ("start", "end") else {0: "rows"} for name in outputs},
        },
        dynamo=False,
    )
    names = [node.name for node in onnx.load(str(path)).graph.node]
    kept = [name for name in names if any(product in name for product in wide)]
    quantize_dynamic(
        path, path, per_channel=True, weight_type=QuantType.QInt8, nodes_to_exclude=kept
    )
    proto = onnx.load(str(path))
    store_half(proto)
    onnx.save(proto, str(path))


def store_half(proto: onnx.ModelProto) -> None:
    """Keep every large float weight as float16 followed by a cast: half the bytes, as fast."""
    kept, casts = [], []
    for tensor in proto.graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < LARGE:
            kept.append(tensor)
            continue
        half = numpy_helper.from_array(values.astype(np.float16), tensor.name + "_half")
        kept.append(half)
        casts.append(helper.make_node("Cast", [half.name], [tensor.name], to=TensorProto.FLOAT))
    del proto.graph.initializer[:]
    proto.graph.initializer.extend(kept)
    nodes = [*casts, *proto.graph.node]
    del proto.graph.node[:]
    proto.graph.node.extend(nodes)


if __name__ == "__main__":
    main()
