"""Stage `split`: which picture serves what. Clusters of similar pictures never cross a line; every source is in every part."""
from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from PIL import Image

from .wider import Cache, Picture

SIZES = {"tune": 400, "calibrate": 300, "domain": 150}
# The domain study needs faces to measure on: pictures without any are left out of it.
DOMAIN_FACES = 1000
SIMILAR = 0.93


def descriptor(pixels: np.ndarray) -> np.ndarray:
    """Layout and palette of a picture: an 8×8 thumbnail without its mean and a coarse colour histogram, each of length 1."""
    thumb = np.asarray(Image.fromarray(pixels).resize((8, 8), Image.BOX), np.float32)
    layout = (thumb - thumb.mean((0, 1))).ravel()
    levels = (np.asarray(Image.fromarray(pixels).resize((64, 64), Image.BOX)) // 64).reshape(-1, 3).astype(int)
    palette = np.sqrt(np.bincount(levels @ [16, 4, 1], minlength=64).astype(np.float32))
    return np.concatenate([layout / (np.linalg.norm(layout) + 1e-6), palette / np.linalg.norm(palette)])


def clusters(features: np.ndarray) -> np.ndarray:
    """Single linkage: pictures whose descriptors' mean cosine is above SIMILAR share a cluster. Returns a label a row."""
    labels = np.arange(len(features))
    similar = features @ features.T / 2 > SIMILAR

    def root(i: int) -> int:
        while labels[i] != i:
            labels[i] = labels[labels[i]]
            i = labels[i]
        return i

    for i, j in zip(*np.nonzero(np.triu(similar, 1))):
        labels[root(i)] = root(j)
    return np.array([root(i) for i in range(len(features))])


def make_split(pictures: list[Picture], cache: Cache, seed: int = 7) -> dict[str, list[str]]:
    """Part → names. Within each source whole clusters are drawn until the part's share of that source is met."""
    rng = np.random.default_rng(seed)
    parts: dict[str, list[str]] = {"train": [], **{part: [] for part in SIZES}}
    by_name = {p.name: p for p in pictures}
    alone: set[str] = set()
    for source in sorted({p.source for p in pictures}):
        members = [i for i, p in enumerate(pictures) if p.source == source]
        labels = clusters(np.stack([descriptor(cache[i]) for i in members]))
        groups = [[members[j] for j in np.nonzero(labels == label)[0]] for label in np.unique(labels)]
        alone |= {pictures[g[0]].name for g in groups if len(g) == 1}
        # Large clusters stay in training: they would make a measuring part of one photo shoot.
        groups.sort(key=len)
        small = [g for g in groups if len(g) <= 8]
        rng.shuffle(small)
        used: set[int] = set()
        for part, size in SIZES.items():
            wanted = round(size * len(members) / len(pictures))
            if part == "domain" and not any(pictures[i].boxes.size for i in members):
                wanted = 0
            for group in small:
                if wanted <= 0:
                    break
                if group[0] in used or len(group) > wanted:
                    continue
                used.update(group)
                wanted -= len(group)
                parts[part] += [pictures[i].name for i in group]
        parts["train"] += [pictures[i].name for i in members if i not in used]
    _fill(parts, by_name, alone, rng)
    return {part: sorted(names) for part, names in parts.items()}


def _fill(
    parts: dict[str, list[str]], by_name: dict[str, Picture], alone: set[str], rng: np.random.Generator
) -> None:
    """Brings each part to its exact size, and the domain study to its faces, with pictures that are alone in their cluster."""

    def faces(name: str) -> int:
        return int((~by_name[name].ignored).sum())

    spare = [n for n in parts["train"] if n in alone and faces(n) > 0]
    rng.shuffle(spare)
    for part, size in SIZES.items():
        while len(parts[part]) > size:
            parts[part].remove(next(n for n in reversed(parts[part]) if n in alone))
        while len(parts[part]) < size and spare:
            parts[part].append(spare.pop())
    crowded = sorted((n for n in spare if 20 <= faces(n) <= 60), key=faces)
    while crowded and sum(map(faces, parts["domain"])) < DOMAIN_FACES:
        parts["domain"][parts["domain"].index(min(parts["domain"], key=faces))] = crowded.pop()
    taken = {n for part in SIZES for n in parts[part]}
    # The replaced pictures return to training.
    parts["train"] = [n for n in by_name if n not in taken]


def load_split(file: Path) -> dict[str, list[str]]:
    return json.loads(file.read_text())
