"""Average precision by DESIGN.md's protocol, for choosing on the tune split. `npm run evaluate` is what reports."""
from __future__ import annotations

import numpy as np

from .wider import Picture

BANDS = {"all": (4, np.inf), "4-8": (4, 8), "8-16": (8, 16), "16-32": (16, 32), "32-64": (32, 64), ">64": (64, np.inf)}


def overlaps(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """IoU of every box of a [n,4] with every box of b [m,4], x0, y0, x1, y1."""
    shared = np.clip(np.minimum(a[:, None, 2:], b[None, :, 2:]) - np.maximum(a[:, None, :2], b[None, :, :2]), 0, None).prod(2)
    area = lambda t: (t[:, 2] - t[:, 0]) * (t[:, 3] - t[:, 1])
    return shared / np.maximum(area(a)[:, None] + area(b)[None] - shared, 1e-9)


def corners(boxes: np.ndarray) -> np.ndarray:
    return np.concatenate([boxes[:, :2], boxes[:, :2] + boxes[:, 2:]], 1)


def match(boxes: np.ndarray, scores: np.ndarray, picture: Picture, band: str, least: float = 0.5) -> np.ndarray:
    """1 = found, 0 = wrong, -1 = dropped, in the order of falling score."""
    low, high = BANDS[band]
    tall = picture.boxes[:, 3]
    counted = ~picture.ignored & (tall >= low) & (tall < high)
    table = overlaps(boxes, corners(picture.boxes)) if len(picture.boxes) else np.zeros((len(boxes), 0))
    free, result = counted.copy(), np.zeros(len(boxes), np.int8)
    for i in np.argsort(-scores, kind="stable"):
        row = np.where(free, table[i], -1) if len(free) else np.array([-1.0])
        best = int(row.argmax())
        own = boxes[i, 3] - boxes[i, 1]
        if row[best] >= least:
            free[best], result[i] = False, 1
        elif (len(free) and (table[i] * ~counted >= least).any()) or not low <= own < high:
            result[i] = -1
    return result


def average_precision(detections: list[tuple[np.ndarray, np.ndarray]], pictures: list[Picture], band: str = "all", least: float = 0.5) -> float:
    return precision_of([marked(found, picture, band, least) for found, picture in zip(detections, pictures)])


def marked(found: tuple[np.ndarray, np.ndarray], picture: Picture, band: str = "all", least: float = 0.5) -> tuple[np.ndarray, np.ndarray, int]:
    """One picture's scores, what `match` says of each, and how many faces were to be found."""
    low, high = BANDS[band]
    tall = picture.boxes[:, 3]
    return found[1], match(*found, picture, band, least), int((~picture.ignored & (tall >= low) & (tall < high)).sum())


def precision_of(parts: list[tuple[np.ndarray, np.ndarray, int]]) -> float:
    """Average precision over the pictures whose `marked` these are."""
    scores, marks, totals = zip(*parts)
    score, mark = np.concatenate(scores), np.concatenate(marks)
    order = np.argsort(-score, kind="stable")
    mark = mark[order]
    mark = mark[mark >= 0]
    found = np.cumsum(mark)
    precision = np.maximum.accumulate((found / np.arange(1, len(mark) + 1))[::-1])[::-1]
    return float((precision * mark).sum() / max(sum(totals), 1))


def table(detections, pictures) -> dict[str, float]:
    return {band: round(average_precision(detections, pictures, band), 4) for band in BANDS}
