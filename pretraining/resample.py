"""The page's patch resampler (src/geometry/resample.ts): separable Keys bicubic, antialiased when shrinking, edges repeated."""
from __future__ import annotations

import numpy as np


def keys(t: np.ndarray) -> np.ndarray:
    """Keys' cubic kernel with a = -0.5."""
    t = np.abs(t)
    near = (1.5 * t - 2.5) * t * t + 1
    far = ((-0.5 * t + 2.5) * t - 4) * t + 2
    return np.where(t < 1, near, np.where(t < 2, far, 0.0))


def weights(start: float, side: float, count: int, size: int) -> tuple[np.ndarray, int]:
    """Matrix [count, n] that resamples the interval [start, start+side) of a row of `size` px, and the first px it reads."""
    scale = side / count
    stretch = max(1.0, scale)
    centre = start + (np.arange(count) + 0.5) * scale
    first, last = int(np.floor(centre[0] - 2 * stretch)), int(np.ceil(centre[-1] + 2 * stretch))
    taps = np.arange(first, last + 1)
    table = keys((taps[None] + 0.5 - centre[:, None]) / stretch)
    table /= table.sum(1, keepdims=True)
    if first >= 0 and last < size:
        return table.astype(np.float32), first
    inside = np.clip(taps, 0, size - 1)
    low, high = int(inside.min()), int(inside.max())
    folded = np.zeros((count, high - low + 1), np.float32)
    np.add.at(folded.T, inside - low, table.T)
    return folded, low


def patch(pixels: np.ndarray, x: float, y: float, side: float, count: int) -> np.ndarray:
    """The square at x, y (px, may reach outside) of a uint8 or float picture as float32 [count,count,3], 0…255 unclamped."""
    rows, top = weights(y, side, count, pixels.shape[0])
    columns, left = weights(x, side, count, pixels.shape[1])
    part = pixels[top : top + rows.shape[1], left : left + columns.shape[1]].astype(np.float32)
    return np.einsum("ij,jkc->ikc", rows, np.einsum("jwc,kw->jkc", part, columns, optimize=True), optimize=True)


def square_of(box: np.ndarray, context: float) -> tuple[float, float, float]:
    """Box (x0, y0, x1, y1) → x, y, side of its patch."""
    side = context * max(box[2] - box[0], box[3] - box[1])
    return (box[0] + box[2] - side) / 2, (box[1] + box[3] - side) / 2, side


def roi(pixels: np.ndarray, box: np.ndarray, context: float, count: int) -> np.ndarray:
    """Patch of a box with context, uint8 [count,count,3]."""
    return np.clip(patch(pixels, *square_of(box, context), count) + 0.5, 0, 255).astype(np.uint8)
