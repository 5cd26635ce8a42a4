"""The training faces: a folder of aligned, tight crops of any size, read once into memory."""
from pathlib import Path

import numpy as np
import torch
from PIL import Image

SUFFIXES = {'.webp', '.png', '.jpg', '.jpeg'}


def load_faces(folder, side):
    """All pictures of `folder` as uint8 [N, 3, side, side], RGB, in the order of their names."""
    paths = sorted(path for path in Path(folder).iterdir() if path.suffix.lower() in SUFFIXES)
    if not paths:
        raise SystemExit(f'No pictures ({", ".join(sorted(SUFFIXES))}) in {folder}: give a folder of aligned face crops.')
    faces = np.empty((len(paths), 3, side, side), np.uint8)
    for row, path in enumerate(paths):
        with Image.open(path) as picture:
            faces[row] = np.asarray(picture.convert('RGB').resize((side, side), Image.LANCZOS)).transpose(2, 0, 1)
    return torch.from_numpy(faces)


def to_unit(faces):
    """uint8 -> float in [-1, 1], channels last in memory."""
    return faces.float().div(127.5).sub(1).contiguous(memory_format=torch.channels_last)


def shuffled_batches(faces, size, generator):
    """Endless batches in [-1, 1], every face once per round, mirrored by chance, with a little change of exposure and colour."""
    while True:
        order = torch.randperm(len(faces), generator=generator)
        for start in range(0, len(order) - size + 1, size):
            batch = to_unit(faces[order[start : start + size]])
            mirrored = torch.rand(size, generator=generator) < 0.5
            batch[mirrored] = batch[mirrored].flip(3)
            gain = 1 + 0.06 * torch.randn(size, 3, 1, 1, generator=generator)
            shift = 0.04 * torch.randn(size, 1, 1, 1, generator=generator)
            yield (batch * gain + shift).clamp(-1, 1)
