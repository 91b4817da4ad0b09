"""The runtime of the trained networks: nothing runs that is missing or damaged."""

import hashlib
from pathlib import Path

import pytest

from index.errors import EncoderError
from index.networks import CLS, SEP, UNKNOWN, onnx_network, tokenizer

WORDS = Path(__file__).parents[2] / "index" / "speakers" / "finding" / "weights" / "words.onnx"


def test_a_network_that_is_missing_or_damaged_is_refused(tmp_path: Path) -> None:
    network = tmp_path / "network.onnx"
    sha256 = hashlib.sha256(WORDS.read_bytes()).hexdigest()
    with pytest.raises(EncoderError, match=r"network\.onnx cannot be read: install"):
        onnx_network(network, sha256)
    network.write_bytes(WORDS.read_bytes()[:-1])
    with pytest.raises(EncoderError, match=r"network\.onnx is damaged: install"):
        onnx_network(network, sha256)
    network.write_bytes(WORDS.read_bytes())
    assert [given.name for given in onnx_network(network, sha256, threads=1).get_inputs()]


def test_the_tokenizer_neither_pads_nor_cuts() -> None:
    pieces = tokenizer().encode("word " * 1000)
    assert len(pieces.ids) == 1002
    assert (pieces.ids[0], pieces.ids[-1]) == (CLS, SEP)
    assert tokenizer().token_to_id("[UNK]") == UNKNOWN
