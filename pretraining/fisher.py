"""Stage `fisher`: how much MB-FCN's training loss hangs on each weight, so that fine-tuning knows which ones to hold.

The diagonal of the empirical Fisher information, E[(∂loss/∂weight)²] over training crops, as in elastic weight consolidation (Kirkpatrick et
al., PNAS 2017). The expectation is over single crops: a batch's gradient is a mean, whose square is 1/B of the wanted value only where the
crops' gradients are independent and cancel out, and takes the mean gradient's square along with it. Single crops need no such correction.
Batch norm uses its stored statistics, as fine-tuning does.

`fisher.bin`: SHA-256 of the weights.bin that it was measured on (32 bytes), then float16, little endian: for each trained tensor, in the order
of their names, one value for each place on its last axis in Keras's order (a convolution's output channels), the mean over the other axes.
The mean over all weights is 1.
"""
from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Iterable

import numpy as np
import torch
from torch import Tensor

from . import boxes as B
from . import keras, mbfcn

FILE = "fisher.bin"
MOST = 65504.0  # of float16


def trained(network: keras.Network) -> list[tuple[str, Tensor, tuple[int, ...]]]:
    """As `named_tensors`, without batch norm's statistics, by name."""
    return sorted((entry for entry in network.named_tensors() if "/moving_" not in entry[0]), key=lambda entry: entry[0])


def diagonal(network: keras.Network, branches: list[dict], crops: Iterable[list[Tensor]], device: str = "cpu") -> list[dict[str, np.ndarray]]:
    """Mean squared gradients by tensor and output channel, not normalised, of the odd and of the even crops. `crops`: as `mbfcn.Crops` makes
    them, each in a batch of its own."""
    network = network.to(device).eval()
    named = trained(network)
    sums = [[torch.zeros(tensor.permute(order).shape[-1], dtype=torch.float64, device=device) for _, tensor, order in named] for _ in range(2)]
    counts, grid = [0, 0], None
    for at, crop in enumerate(crops):
        pixels, cells, faces, trust, ignored = (part.to(device) for part in crop)
        grid = B.cells(pixels.shape[1], pixels.shape[2], branches).to(device) if grid is None else grid
        score, box = mbfcn.loss(B.flatten(network(mbfcn.to_input(pixels))), grid, cells, faces, trust, ignored)
        found = torch.autograd.grad(score + mbfcn.BOX_WEIGHT * box, [tensor for _, tensor, _ in named], allow_unused=True)
        for total, gradient, (_, _, order) in zip(sums[at % 2], found, named):
            if gradient is not None:
                total += gradient.permute(order).flatten(0, -2).double().square().mean(0) if gradient.dim() > 1 else gradient.double().square()
        counts[at % 2] += 1
    return [
        {name: (total / max(count, 1)).cpu().numpy() for (name, _, _), total in zip(named, half)} for half, count in zip(sums, counts)
    ]


def normalised(network: keras.Network, values: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Divided by their mean over all weights."""
    sizes = {name: tensor.numel() for name, tensor, _ in trained(network)}
    mean = sum(values[name].mean() * size for name, size in sizes.items()) / sum(sizes.values())
    if not (np.isfinite(mean) and mean > 0):
        raise ValueError("The crops gave no gradient.")
    return {name: value / mean for name, value in values.items()}


def agreement(halves: list[dict[str, np.ndarray]]) -> float:
    """Correlation of the logarithms of two halves' values: near 1 where there were crops enough."""
    one, other = (np.log(np.concatenate(list(half.values())) + 1e-12) for half in halves)
    return float(np.corrcoef(one, other)[0, 1])


def digest(folder: Path) -> bytes:
    return hashlib.sha256((folder / "weights.bin").read_bytes()).digest()


def save(network: keras.Network, values: dict[str, np.ndarray], folder: Path) -> int:
    """Writes folder/fisher.bin for the weights.bin beside it; returns the number of bytes."""
    data = digest(folder) + b"".join(values[name].clip(0, MOST).astype("<f2").tobytes() for name, _, _ in trained(network))
    (folder / FILE).write_bytes(data)
    return len(data)


def load(network: keras.Network, folder: Path) -> dict[str, Tensor]:
    """By name, for tensors in Keras's order: they broadcast along the last axis."""
    data, offset, values = (folder / FILE).read_bytes()[32:], 0, {}
    for name, tensor, order in trained(network):
        count = tensor.permute(order).shape[-1]
        values[name] = torch.from_numpy(np.frombuffer(data, "<f2", count, offset).astype(np.float32))
        offset += 2 * count
    if offset != len(data):
        raise ValueError(f"{folder / FILE} is of another network")
    return values


def drop_stale(folder: Path) -> None:
    """What was measured on other weights says nothing of these."""
    file = folder / FILE
    if file.exists() and file.read_bytes()[:32] != digest(folder):
        file.unlink()
