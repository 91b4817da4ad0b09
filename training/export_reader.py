"""This file is about writing a trained reader as an ONNX file with its checksum."""

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

from training.reader_model import load_model

LARGE = 1000
WIDE = tuple(f"layer.{number}/output/dense" for number in range(6))
"""Products whose few huge values leave the others no bits: kept in full precision."""


def main() -> None:
    """Write `reader.onnx` and `reader.json`; calibration already in the folder is kept."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path, help="qa/weights")
    arguments.add_argument("checkpoints", type=Path, nargs="+", help="whose mean is written")
    arguments.add_argument("--half", action="store_true", help="float16 weights instead of int8")
    given = arguments.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    weights = given.folder / "reader.onnx"
    export(given.checkpoints, weights, half=given.half)
    manifest = given.folder / "reader.json"
    known = json.loads(manifest.read_text()) if manifest.exists() else {}
    known |= {"file": weights.name, "sha256": hashlib.sha256(weights.read_bytes()).hexdigest()}
    manifest.write_text(json.dumps(known, indent=2) + "\n")
    print(f"{weights}: {weights.stat().st_size / 1e6:.1f} MB, sha256 {known['sha256']}")


def export(checkpoints: Sequence[Path], path: Path, *, half: bool = False) -> None:
    """The averaged weights as ONNX: int8 by channel, or stored as float16 and computed as float32.

    int8 takes a little over half the time where the processor has VNNI: see the model card.
    """
    model = load_model(checkpoints)
    example = torch.ones((2, 24), dtype=torch.long)
    rows = {0: "rows", 1: "length"}
    torch.onnx.export(
        model,
        (example, example, example),
        str(path),
        input_names=["tokens", "attention", "kinds"],
        output_names=["start", "end", "null"],
        dynamic_axes={
            **dict.fromkeys(("tokens", "attention", "kinds", "start", "end"), rows),
            "null": {0: "rows"},
        },
        dynamo=False,
    )
    if half:
        proto = onnx.load(str(path))
        store_half(proto)
        onnx.save(proto, str(path))
    else:
        names = [node.name for node in onnx.load(str(path)).graph.node]
        kept = [name for name in names if any(wide in name for wide in WIDE)]
        quantize_dynamic(
            path, path, per_channel=True, weight_type=QuantType.QInt8, nodes_to_exclude=kept
        )


def store_half(proto: onnx.ModelProto) -> None:
    """Keep every large weight as float16 followed by a cast: half the file, the same speed."""
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
