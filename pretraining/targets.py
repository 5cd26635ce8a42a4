"""What each cell of MB-FCN shall answer: which face, nothing, or no matter."""
from __future__ import annotations

import numpy as np

from .crops import MOST_FACES, MOST_IGNORED
from .scene import Scene

# A face just outside a branch's range is neither its face nor its background.
TOLERANCE = 1.35
BACKGROUND, DONT_CARE = -1, -2


def assign(scene: Scene, size: int, branches: list[dict]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Returns cells [N] int16 (face index, BACKGROUND or DONT_CARE; branches one after another, row by row),
    faces [MOST_FACES,4] as x0, y0, x1, y1 px, their trust, and ignored boxes [MOST_IGNORED,4] (zeros where unused).
    Every face in a branch's range gets at least 3 cells there: those whose centres lie nearest to its own."""
    faces, trust = scene.boxes[~scene.ignored][:MOST_FACES], scene.trust[~scene.ignored][:MOST_FACES]
    # The caps drop labels, so what they drop must not count as background.
    ignored = np.concatenate([scene.boxes[scene.ignored], scene.boxes[~scene.ignored][MOST_FACES:]])
    maps = []
    for branch in branches:
        stride, (low, high) = branch["stride"], branch["heights"]
        side = size // stride
        cells = np.full((side, side), BACKGROUND, np.int16)
        nearest = np.full((side, side), np.inf, np.float32)
        for box in ignored:
            x0, y0, x1, y1 = box / stride - 0.5
            cells[max(int(np.ceil(y0)), 0) : max(int(y1) + 1, 0), max(int(np.ceil(x0)), 0) : max(int(x1) + 1, 0)] = DONT_CARE
        for i, (x0, y0, x1, y1) in enumerate(faces):
            height, width = y1 - y0, x1 - x0
            if height < low / TOLERANCE or height > high * TOLERANCE:
                continue
            cx, cy = (x0 + x1) / 2 / stride - 0.5, (y0 + y1) / 2 / stride - 0.5
            rx, ry = (np.clip(0.25 * length / stride, 0.95, 1.6) for length in (width, height))
            # By the grid's chance or at the border a reach of 0.95 may hold one cell or two: then it grows.
            for wider in (0.0, 0.5, 1.0):
                c0, c1 = max(int(np.ceil(cx - rx - wider)), 0), min(int(np.floor(cx + rx + wider)), side - 1)
                r0, r1 = max(int(np.ceil(cy - ry - wider)), 0), min(int(np.floor(cy + ry + wider)), side - 1)
                if (c1 - c0 + 1) * (r1 - r0 + 1) >= 3:
                    break
            if c1 < c0 or r1 < r0:
                continue
            if not low <= height <= high:
                block = cells[r0 : r1 + 1, c0 : c1 + 1]
                block[block == BACKGROUND] = DONT_CARE
                continue
            columns, rows = np.arange(c0, c1 + 1), np.arange(r0, r1 + 1)
            distance = np.hypot((columns[None] - cx) * stride / width, (rows[:, None] - cy) * stride / height)
            block = nearest[r0 : r1 + 1, c0 : c1 + 1]
            closer = distance < block
            block[closer] = distance[closer]
            cells[r0 : r1 + 1, c0 : c1 + 1][closer] = i
        maps.append(cells.ravel())
    padded = np.zeros((MOST_FACES, 4), np.float32)
    padded[: len(faces)] = faces
    padded_trust = np.zeros(MOST_FACES, np.float32)
    padded_trust[: len(faces)] = trust
    kept = np.zeros((MOST_IGNORED, 4), np.float32)
    kept[: min(len(ignored), MOST_IGNORED)] = ignored[:MOST_IGNORED]
    return np.concatenate(maps), padded, padded_trust, kept
