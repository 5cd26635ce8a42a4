"""Pictures and truth in WIDER FACE's layout, and the decoded cache that training reads by memory map."""
from __future__ import annotations

from dataclasses import dataclass, replace
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from PIL import Image


@dataclass
class Picture:
    name: str  # path below images/, with its ending
    source: str  # first folder: the source or WIDER's event
    boxes: np.ndarray  # [n,4] x, y, width, height in px
    ignored: np.ndarray  # [n] bool: neither face nor background
    trust: np.ndarray  # [n] 0..1, 1 where the source has no scores
    masked: np.ndarray  # [n] bool

    def only(self, kept: np.ndarray) -> "Picture":
        """The picture with those of its boxes alone; `kept` is [n] bool."""
        return replace(self, boxes=self.boxes[kept], ignored=self.ignored[kept], trust=self.trust[kept], masked=self.masked[kept])


def read_truth(data: Path) -> list[Picture]:
    """All pictures of data/wider_face_bbx_gt.txt (or WIDER's own *_bbx_gt.txt); scores.txt beside it is optional."""
    truth = next(data.glob("*_bbx_gt.txt"))
    lines = truth.read_text().splitlines()
    scores_file = data / "scores.txt"
    scores = scores_file.read_text().splitlines() if scores_file.exists() else lines
    pictures, at = [], 0
    while at < len(lines) and lines[at].strip():
        name, count = lines[at].strip(), int(lines[at + 1])
        rows = [list(map(float, line.split())) for line in lines[at + 2 : at + 2 + count]]
        trust = [float(line) for line in scores[at + 2 : at + 2 + count]] if scores is not lines else [1.0] * count
        # An empty picture is followed by one row of zeros in WIDER's own files.
        at += 2 + max(count, 1) if count or (at + 2 < len(lines) and lines[at + 2][:1] in "0123456789" and " " in lines[at + 2]) else 2
        table = np.array(rows, np.float32).reshape(-1, 10)
        pictures.append(
            Picture(name, name.split("/")[0], table[:, :4], table[:, 7] > 0, np.array(trust, np.float32), table[:, 8] >= 2)
        )
    return pictures


LEVELS = 3  # whole, half, quarter: a crop of tiny faces need not read a whole picture


class Cache:
    """Decoded pictures, whole, halved and quartered by 2×2 means: uint8 [h,w,3] views of one memory map a level."""

    def __init__(self, folder: Path):
        index = np.load(folder / "index.npz")
        self.names: list[str] = index["names"].tolist()
        self.offsets, self.all_sizes = index["offsets"], index["sizes"]
        self.sizes = self.all_sizes[0]
        self.bytes = [np.memmap(folder / f"level{level}.bin", np.uint8, "r") for level in range(LEVELS)]

    def level(self, i: int, level: int) -> np.ndarray:
        height, width = self.all_sizes[level, i]
        start = self.offsets[level, i]
        return self.bytes[level][start : start + height * width * 3].reshape(height, width, 3)

    def __getitem__(self, i: int) -> np.ndarray:
        return self.level(i, 0)


def _levels(file: Path) -> list[tuple[tuple[int, int], bytes]]:
    """Size and RGB bytes of a picture at every level."""
    images = [Image.open(file).convert("RGB")]
    while len(images) < LEVELS:
        images.append(images[-1].reduce(2))
    return [(image.size, image.tobytes()) for image in images]


def decode(data: Path, pictures: list[Picture], folder: Path) -> Cache:
    """Decodes every picture once, on all cores. Already there with the same names: kept."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [p.name for p in pictures]
    if (folder / "index.npz").exists() and np.load(folder / "index.npz")["names"].tolist() == names:
        return Cache(folder)
    offsets = np.zeros((LEVELS, len(names)), np.int64)
    sizes = np.zeros((LEVELS, len(names), 2), np.int64)
    at = [0] * LEVELS
    files = [open(folder / f"level{level}.bin", "wb") for level in range(LEVELS)]
    with Pool() as pool:
        for i, levels in enumerate(pool.imap(_levels, (data / "images" / p.name for p in pictures), 8)):
            for level, (file, (size, pixels)) in enumerate(zip(files, levels)):
                offsets[level, i], sizes[level, i] = at[level], size[::-1]
                at[level] += file.write(pixels)
    for file in files:
        file.close()
    np.savez(folder / "index.npz", names=np.array(names), offsets=offsets, sizes=sizes)
    return Cache(folder)
