"""Stage `rois`: mines what the second stage learns from, by MB-FCNs that were not trained on the picture at hand.

Scores on training pictures are over-confident, and so are the false positives there too few: each half of the pictures is
mined by a network that was trained on the other half. Three heaps come out:
- tiny: ROIs below `TINY` px, face or not, as low-resolution patches; no high-resolution truth exists for them;
- direct: larger ROIs, face or not, as high-resolution patches;
- truth: patches of faces (and false positives) tall enough to be high-resolution truth, for low/high pairs.
"""
from __future__ import annotations

from pathlib import Path
from typing import Callable

import numpy as np

from . import keras
from .crops import Cropper
from .measure import corners, overlaps
from .propose import propose
from .resample import roi
from .wider import Cache, Picture

TINY, TRUTH = 24, 48
PER_PICTURE = {"tiny": 40, "direct": 14, "truth": 8}
FACE, BACKGROUND = 0.5, 0.3


def label(boxes: np.ndarray, picture: Picture) -> tuple[np.ndarray, np.ndarray]:
    """1 face (IoU ≥ 0.5), 0 background (< 0.3 with every face, ignored ones included), -1 between; and the face's index."""
    if not len(boxes) or not len(picture.boxes):
        return np.zeros(len(boxes), int), np.zeros(len(boxes), int)
    table = overlaps(boxes, corners(picture.boxes))
    kept = ~picture.ignored & ~Cropper._doubtful(picture)
    best = np.where(kept, table, -1).argmax(1)
    value = np.where(kept, table, 0).max(1)
    # A part of an ignored region is ignored too: compare with what of the box lies inside it.
    all_boxes = corners(picture.boxes)
    shared = np.clip(
        np.minimum(boxes[:, None, 2:], all_boxes[None, :, 2:]) - np.maximum(boxes[:, None, :2], all_boxes[None, :, :2]), 0, None
    ).prod(2) / np.maximum((boxes[:, 2:] - boxes[:, :2]).prod(1), 1e-6)[:, None]
    touched = np.where(kept, table, shared).max(1)
    return np.where(value >= FACE, 1, np.where(touched < BACKGROUND, 0, -1)), best


def deltas(boxes: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """dx, dy, dw, dh that turn boxes into targets (x0, y0, x1, y1)."""
    size, wanted = boxes[:, 2:] - boxes[:, :2], targets[:, 2:] - targets[:, :2]
    shift = (targets[:, :2] + targets[:, 2:] - boxes[:, :2] - boxes[:, 2:]) / 2 / size
    return np.concatenate([shift, np.log(wanted / size)], 1).astype(np.float32)


def jittered(picture: Picture, j: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Face j's box, displaced as MB-FCN's boxes are, and its true box."""
    true = corners(picture.boxes[j : j + 1])[0]
    return true + rng.normal(0, 0.06, 4) * np.tile(true[2:] - true[:2], 2), true


def mine(
    pictures: list[Picture],
    cache: Cache,
    network_for: Callable[[Picture], keras.Network],
    branches: list[dict],
    patch: dict,
    out: Path,
    seed: int = 3,
) -> None:
    """Writes out/tiny.npz, direct.npz, truth.npz: patches uint8 [n,side,side,3], face [n], deltas [n,4], height [n], logit [n]."""
    rng = np.random.default_rng(seed)
    heaps = {name: {"patches": [], "face": [], "deltas": [], "height": [], "logit": []} for name in PER_PICTURE}
    at = {name: i for i, name in enumerate(cache.names)}

    def put(heap: str, pixels, box, face, delta, logit) -> None:
        side = patch["low"] if heap == "tiny" else patch["high"]
        values = (roi(pixels, box, patch["context"], side), face, delta, box[3] - box[1], logit)
        for key, value in zip(heaps[heap], values):
            heaps[heap][key].append(value)

    for picture in pictures:
        pixels = cache[at[picture.name]]
        boxes, logits = propose(network_for(picture), branches, pixels, floor=0.03, most_shared=0.6)
        # The strongest false positives are the ones that matter.
        boxes, logits = boxes[:150], logits[:150]
        faces, which = label(boxes, picture)
        targets = corners(picture.boxes)[which] if len(picture.boxes) else np.zeros((len(boxes), 4), np.float32)
        change = deltas(boxes, np.where((faces == 1)[:, None], targets, boxes))
        tall = boxes[:, 3] - boxes[:, 1]
        for heap, chosen in (("tiny", (tall < TINY) & (tall >= 3)), ("direct", tall >= TINY)):
            for value, most in ((1, PER_PICTURE[heap] // 2), (0, PER_PICTURE[heap] // 2)):
                candidates = np.nonzero(chosen & (faces == value))[0]
                for i in rng.permutation(candidates)[:most]:
                    put(heap, pixels, boxes[i], value, change[i], logits[i])
        kept = ~picture.ignored & ~Cropper._doubtful(picture)
        # True faces beside the found ones: what a raw MB-FCN misses, the second stage must know all the same.
        for j in rng.permutation(np.nonzero(kept & (picture.boxes[:, 3] < TINY) & (picture.boxes[:, 3] >= 4))[0])[:10]:
            box, true = jittered(picture, j, rng)
            put("tiny", pixels, box, 1, deltas(box[None], true[None])[0], np.nan)
        usable = np.nonzero(kept & (picture.boxes[:, 3] >= TRUTH) & (picture.trust >= 0.6))[0]
        for j in rng.permutation(usable)[: PER_PICTURE["truth"]]:
            box, true = jittered(picture, j, rng)
            put("truth", pixels, box, 1, deltas(box[None], true[None])[0], np.nan)
        for i in rng.permutation(np.nonzero((faces == 0) & (tall >= TRUTH))[0])[: PER_PICTURE["truth"]]:
            put("truth", pixels, boxes[i], 0, np.zeros(4, np.float32), logits[i])
    out.mkdir(parents=True, exist_ok=True)
    for heap, columns in heaps.items():
        np.savez(out / f"{heap}.npz", **{key: np.array(values) for key, values in columns.items()})
        face = np.array(columns["face"])
        print(f"{heap}: {int((face == 1).sum())} faces, {int((face == 0).sum())} others", flush=True)
