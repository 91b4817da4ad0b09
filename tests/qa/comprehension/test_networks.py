"""The trained networks: nothing runs on weights that are missing or damaged."""

import json
import shutil
from pathlib import Path

import pytest

from index.errors import EncoderError
from qa.comprehension.networks import WEIGHTS, manifest, padded, session


@pytest.mark.parametrize("name", ["reader", "cross_encoder"])
def test_damaged_weights_are_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="install"):
        session(name, tmp_path, 1)
    shutil.copy(WEIGHTS / "weights.json", tmp_path)
    with pytest.raises(EncoderError, match="install"):
        session(name, tmp_path, 1)
    (tmp_path / manifest()[name]["file"]).write_bytes(b"cut off")
    with pytest.raises(EncoderError, match="damaged"):
        session(name, tmp_path, 1)


def test_all_that_is_in_the_folder_is_known_and_small() -> None:
    known = {one["file"] for one in manifest().values() if "file" in one}
    there = {path.name for path in WEIGHTS.iterdir()}
    assert there == known | {"weights.json", "README.md"}
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) < 50e6
    assert json.loads((WEIGHTS / "weights.json").read_text()) == manifest()


def test_rows_are_padded_to_the_longest() -> None:
    feed = padded([([5, 6, 7], 1), ([8], 1)])
    assert feed["tokens"].tolist() == [[5, 6, 7], [8, 0, 0]]
    assert feed["attention"].tolist() == [[1, 1, 1], [1, 0, 0]]
    assert feed["kinds"].tolist() == [[0, 1, 1], [0, 0, 0]]
