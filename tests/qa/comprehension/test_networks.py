"""The weights of the reader: nothing runs that is missing or damaged, and no file is too large."""

import shutil
from pathlib import Path

import pytest

from index.errors import EncoderError
from qa.comprehension.networks import READER_FOLDER, manifest, reader_network


@pytest.mark.parametrize("damaged", manifest()["reader"])
def test_damaged_weights_are_refused(damaged: str, tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="install"):
        reader_network(tmp_path, 1)
    shutil.copy(READER_FOLDER / "weights.json", tmp_path)
    for name in manifest()["reader"]:
        (tmp_path / name).symlink_to(READER_FOLDER / name)
    (tmp_path / damaged).unlink()
    with pytest.raises(EncoderError, match="install"):
        reader_network(tmp_path, 1)
    (tmp_path / damaged).write_bytes(b"cut off")
    with pytest.raises(EncoderError, match="damaged"):
        reader_network(tmp_path, 1)


def test_all_that_is_in_the_folder_is_known_and_small() -> None:
    there = {path.name: path.stat().st_size for path in READER_FOLDER.iterdir()}
    assert there.keys() == manifest()["reader"].keys() | {"weights.json", "README.md"}
    assert sum(there.values()) < 130e6
    assert max(there.values()) < 95e6
