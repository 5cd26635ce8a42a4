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
from .cores import on_all_cores
from .doubt import doubtful
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
    kept = ~picture.ignored & ~doubtful(picture)
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


def find(picture: Picture, pixels: np.ndarray, network: keras.Network, branches: list[dict], rng: np.random.Generator) -> list[tuple]:
    """One picture's ROIs: rows of heap, box (x0, y0, x1, y1), face (1 or 0), deltas, MB-FCN's logit (NaN where it did not ask for it)."""
    found: list[tuple] = []
    boxes, logits = propose(network, branches, pixels, floor=0.03, most_shared=0.6)
    # The strongest false positives are the ones that matter.
    boxes, logits = boxes[:150], logits[:150]
    faces, which = label(boxes, picture)
    targets = corners(picture.boxes)[which] if len(picture.boxes) else np.zeros((len(boxes), 4), np.float32)
    change = deltas(boxes, np.where((faces == 1)[:, None], targets, boxes))
    tall = boxes[:, 3] - boxes[:, 1]
    for heap, chosen in (("tiny", (tall < TINY) & (tall >= 3)), ("direct", tall >= TINY)):
        for value, most in ((1, PER_PICTURE[heap] // 2), (0, PER_PICTURE[heap] // 2)):
            candidates = np.nonzero(chosen & (faces == value))[0]
            found += [(heap, boxes[i], value, change[i], logits[i]) for i in rng.permutation(candidates)[:most]]
    kept = ~picture.ignored & ~doubtful(picture)
    # True faces beside the found ones: what a raw MB-FCN misses, the second stage must know all the same.
    tiny = np.nonzero(kept & (picture.boxes[:, 3] < TINY) & (picture.boxes[:, 3] >= 4))[0]
    usable = np.nonzero(kept & (picture.boxes[:, 3] >= TRUTH) & (picture.trust >= 0.6))[0]
    for heap, chosen, most in (("tiny", tiny, 10), ("truth", usable, PER_PICTURE["truth"])):
        for j in rng.permutation(chosen)[:most]:
            box, true = jittered(picture, j, rng)
            found.append((heap, box, 1, deltas(box[None], true[None])[0], np.nan))
    for i in rng.permutation(np.nonzero((faces == 0) & (tall >= TRUTH))[0])[: PER_PICTURE["truth"]]:
        found.append(("truth", boxes[i], 0, np.zeros(4, np.float32), logits[i]))
    return found


def mine(pictures: list[Picture], cache: Cache, network_for: Callable[[Picture], keras.Network], branches: list[dict], file: Path, seed: int = 3) -> None:
    """Finds the pictures' ROIs on all cores and writes them to `file`, without pixels: name, heap, box, face, deltas, logit."""
    at = {name: i for i, name in enumerate(cache.names)}

    def one(number: int) -> list[tuple]:
        picture = pictures[number]
        return find(picture, cache[at[picture.name]], network_for(picture), branches, np.random.default_rng([seed, number]))

    rows = [(pictures[number].name, *row) for number, found in enumerate(on_all_cores(one, len(pictures))) for row in found]
    columns = zip(*rows) if rows else [[]] * 6
    file.parent.mkdir(parents=True, exist_ok=True)
    kinds = {"name": str, "heap": str, "box": np.float32, "face": np.int8, "deltas": np.float32, "logit": np.float32}
    np.savez_compressed(file, **{key: np.array(values, kind) for (key, kind), values in zip(kinds.items(), columns)})


def cut(file: Path, cache: Cache, patch: dict, out: Path) -> None:
    """Cuts what `mine` found into out/tiny.npz, direct.npz and truth.npz: patches uint8 [n,side,side,3], face [n], deltas [n,4], height [n],
    logit [n]."""
    found, at = dict(np.load(file)), {name: i for i, name in enumerate(cache.names)}
    out.mkdir(parents=True, exist_ok=True)
    for heap in PER_PICTURE:
        chosen = np.nonzero(found["heap"] == heap)[0]
        side, names, boxes = patch["low" if heap == "tiny" else "high"], found["name"][chosen], found["box"][chosen].reshape(-1, 4)
        patches = on_all_cores(lambda i: roi(cache[at[names[i]]], boxes[i], patch["context"], side), len(chosen), 64)
        columns = {key: found[key][chosen] for key in ("face", "deltas", "logit")}
        pixels = np.stack(patches) if patches else np.zeros((0, side, side, 3), np.uint8)
        np.savez(out / f"{heap}.npz", patches=pixels, height=boxes[:, 3] - boxes[:, 1], **columns)
        print(f"{heap}: {int((columns['face'] == 1).sum())} faces, {int((columns['face'] == 0).sum())} others", flush=True)
