"""Keeps trained speaker weights, and goes on from them."""

from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LRScheduler


def keep(
    out: Path,
    epoch: int,
    readers: dict[str, nn.Module],
    optimizer: Optimizer,
    schedule: LRScheduler,
) -> None:
    """Write the weights that were trained, and all that is needed to go on."""
    tensors = {
        f"{name}.{part}": tensor.detach().contiguous()
        for name, reader in readers.items()
        for part, tensor in reader.named_parameters()
        if tensor.requires_grad
    }
    save_file(tensors, out / f"epoch{epoch}.safetensors")
    torch.save(
        {"epoch": epoch, "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()},
        out / "state.pt",
    )


def resume(
    out: Path, readers: dict[str, nn.Module], optimizer: Optimizer, schedule: LRScheduler
) -> int:
    """Load the last whole epoch, if there is one; returns how many are done."""
    if not (out / "state.pt").exists():
        return 0
    state = torch.load(out / "state.pt", weights_only=True)
    load(out / f"epoch{state['epoch']}.safetensors", readers)
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return int(state["epoch"]) + 1


def load(path: Path, readers: dict[str, nn.Module]) -> None:
    """Put trained weights into the readers."""
    tensors = load_file(path)
    for name, reader in readers.items():
        own = {
            part.removeprefix(f"{name}."): tensor
            for part, tensor in tensors.items()
            if part.startswith(f"{name}.")
        }
        missing = set(reader.load_state_dict(own, strict=False).missing_keys)
        missing &= {part for part, tensor in reader.named_parameters() if tensor.requires_grad}
        if missing:
            raise SystemExit(f"{path} lacks the weights {min(missing)}.")
