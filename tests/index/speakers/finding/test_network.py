"""The trained networks as they are loaded and run."""

import json
from pathlib import Path

import numpy as np
import pytest

from index.errors import EncoderError
from index.speakers.finding.network import WEIGHTS_FOLDER, load_network
from index.speakers.finding.readings import Part
from index.speakers.finding.words import words_of
from index.speakers.parsing import parse


def test_a_reading_is_a_cue_with_chances_of_each_part() -> None:
    text = "“The harbor will close,” said Ada Moss."
    words = words_of(parse(text))
    likeliest = max(load_network().read(text, words), key=lambda reading: reading.chance)
    assert words.span(likeliest.word, likeliest.word).of(text) == "said"
    assert likeliest.parts.shape[1] == len(Part)
    assert np.allclose(likeliest.parts.sum(1), 1, atol=1e-4)


def test_a_text_without_words_is_not_read() -> None:
    assert load_network().read(" ", words_of(parse(" "))) == []


@pytest.mark.parametrize("damage", ["missing", "altered", "no sums"])
def test_damaged_weights_are_refused(tmp_path: Path, damage: str) -> None:
    sums = json.loads((WEIGHTS_FOLDER / "sha256.json").read_text(encoding="utf-8"))
    for name in sums:
        (tmp_path / name).write_bytes(b"not a network")
    (tmp_path / "sha256.json").write_text(json.dumps(sums), encoding="utf-8")
    if damage == "missing":
        (tmp_path / "words.onnx").unlink()
    if damage == "no sums":
        (tmp_path / "sha256.json").write_text("", encoding="utf-8")
    with pytest.raises(EncoderError, match="install Article QA again"):
        load_network(tmp_path)
