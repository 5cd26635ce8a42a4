"""Low/high-resolution pairs: a high-resolution patch is shrunk to a native height of 4–20 px, degraded as a camera would, and
resampled to the generator's input. Bicubic ÷4 alone does not look like a real tiny face (PAPER.md, what later work found)."""
from __future__ import annotations

import numpy as np

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
