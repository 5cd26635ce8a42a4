"""Low/high-resolution pairs: a high-resolution patch is shrunk to a native height of 4–20 px, degraded as a camera would, and
resampled to the generator's input. Bicubic ÷4 alone does not look like a real tiny face (PAPER.md, what later work found)."""
from __future__ import annotations

import numpy as np
import torch

from . import degrade
from .cores import on_all_cores
from .resample import patch

NATIVE = (4.0, 20.0)


def shrink(high: np.ndarray, low_side: int, context: float, rng: np.random.Generator) -> np.ndarray:
    """uint8 [S,S,3] → uint8 [low_side,low_side,3]."""
    native = np.exp(rng.uniform(np.log(NATIVE[0]), np.log(NATIVE[1])))
    side = max(4, int(round(native * context)))
    how = degrade.FILTERS[rng.integers(len(degrade.FILTERS))]
    small = degrade.resize(high, side, side, None, how)
    if rng.random() < 0.3:
        small = degrade.blur(small, rng.uniform(0.2, 0.7))
    if rng.random() < 0.4:
        small = degrade.noise(small, rng, 8.0)
    if rng.random() < 0.4:
        small = degrade.jpeg(small, int(rng.integers(50, 95)))
    return np.clip(patch(small, 0.0, 0.0, side, low_side) + 0.5, 0, 255).astype(np.uint8)


def shrink_all(high: np.ndarray, low_side: int, context: float, variants: int, seed: int) -> np.ndarray:
    """[n,S,S,3] → [variants,n,low,low,3], each variant degraded anew; on all cores."""
    one = lambda i: shrink(high[i % len(high)], low_side, context, np.random.default_rng([seed, i]))
    return np.stack(on_all_cores(one, variants * len(high), 64)).reshape(variants, len(high), low_side, low_side, 3)


def bicubic(low: np.ndarray, factor: int = 4) -> np.ndarray:
    """Bicubic enlargement of [n,s,s,3] uint8, as float 0…255: what the generator must beat."""
    side = low.shape[1]
    return np.stack([np.clip(patch(one, 0.0, 0.0, side, side * factor), 0, 255) for one in low])


def psnr(a: np.ndarray, b: np.ndarray) -> float:
    """Mean over patches of the peak signal-to-noise ratio in dB, values 0…255."""
    error = np.square(a.astype(np.float32) - b.astype(np.float32)).mean((1, 2, 3))
    return float((10 * np.log10(255**2 / np.maximum(error, 1e-3))).mean())


def ssim(a: np.ndarray, b: np.ndarray, window: int = 11, sigma: float = 1.5) -> float:
    """Mean over patches and channels of the structural similarity (Wang et al., IEEE TIP 13, 2004), values 0…255: src/metrics/ssim.ts."""
    line = np.exp(-((np.arange(window) - window // 2) ** 2) / (2 * sigma**2))
    kernel = torch.from_numpy(np.outer(line, line) / line.sum() ** 2).float()[None, None]
    planes = lambda values: torch.from_numpy(np.ascontiguousarray(values.transpose(0, 3, 1, 2), np.float32)).flatten(0, 1)[:, None]
    x, y = planes(a), planes(b)
    blur = lambda values: torch.nn.functional.conv2d(values.double(), kernel.double())
    mean_x, mean_y = blur(x), blur(y)
    variance_x, variance_y = blur(x * x) - mean_x**2, blur(y * y) - mean_y**2
    both = blur(x * y) - mean_x * mean_y
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    return float(((2 * mean_x * mean_y + c1) * (2 * both + c2) / ((mean_x**2 + mean_y**2 + c1) * (variance_x + variance_y + c2))).mean())
