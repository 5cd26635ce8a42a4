"""MB-FCN over a whole picture at the page's scales (src/geometry/pyramid.ts), in one piece a scale instead of tiles."""
from __future__ import annotations

from typing import Callable

import numpy as np
import torch
import torch.nn.functional as F

from . import boxes as B
from . import keras

COMFORTABLE, ENLARGED, HANDOVER, LOWER, LARGEST = 6, 16, 48, 8, 320
MOST = 4000
VOTE = 0.5  # IoU from which on the boxes that NMS drops share in the kept one's place and size


def plan(width: int, height: int, smallest: float = 4.0) -> list[tuple[float, float, float]]:
    """(scale, lowest height, highest height) with heights in px of the picture; planPyramid in TypeScript says why."""
    return with_heights(halvings([finest(min(smallest, height, width * 1.5))], width, height))


def halvings(scales: list[float], width: int, height: int) -> list[float]:
    """The scales, and every halving (3 is followed by 1) until a face as tall as the picture is seen, and the picture itself after an enlargement."""
    largest, scales = min(height, width * 1.5), list(scales)
    while largest * scales[-1] > LARGEST or (scales[-1] > 1 and largest >= ENLARGED):
        scales.append(1 if scales[-1] == 3 else scales[-1] / 2)
    return scales


def with_heights(scales: list[float]) -> list[tuple[float, float, float]]:
    """Which heights each of the scales, finest first, answers for."""
    last = len(scales) - 1
    return [
        (scale, 0.0 if i == 0 else LOWER / scale, np.inf if i == last else ENLARGED if scale > 1 else HANDOVER / scale)
        for i, scale in enumerate(scales)
    ]


def finest(smallest: float) -> float:
    if smallest * 2 < COMFORTABLE:
        return 3
    scale = 2.0
    while smallest * scale / 2 >= COMFORTABLE:
        scale /= 2
    return scale


def coarse(scale: float, finest: float) -> bool:
    """Whether the page shows a scale to MB-FCN mirrored as well (src/geometry/pyramid.ts): beside an enlargement the coarser scales cost little."""
    return finest > 1 >= scale


def look(network: keras.Network, image: torch.Tensor, mirrored: bool) -> list[torch.Tensor]:
    """The branches' maps of [1,3,h,w]; with `mirrored` their mean with those of the mirrored image. Sides are multiples of the largest stride."""
    maps = network(image.contiguous(memory_format=torch.channels_last))
    if not mirrored:
        return maps
    turned = [map.flip(3) for map in network(image.flip(3).contiguous(memory_format=torch.channels_last))]
    for map in turned:
        map[:, 1] *= -1  # dx
    return [(a + b) / 2 for a, b in zip(maps, turned)]


def halve(pixels: torch.Tensor) -> torch.Tensor:
    """Mean of 2×2 px; an odd edge is repeated. [1,3,h,w]."""
    pixels = F.pad(pixels, (0, pixels.shape[3] % 2, 0, pixels.shape[2] % 2), mode="replicate")
    return F.avg_pool2d(pixels, 2)


@torch.no_grad()
def propose(
    network: keras.Network, branches: list[dict], pixels: np.ndarray, floor: float = 0.02, smallest: float = 4.0,
    most_shared: float = 0.45, voters: float | None = VOTE, levels: list[tuple[float, float, float]] | None = None,
    mirrored: Callable[[float, float], bool] = coarse,
) -> tuple[np.ndarray, np.ndarray]:
    """uint8 [h,w,3] → boxes [n,4] (x0, y0, x1, y1 px) and logits [n], best first, after NMS over all scales.
    `mirrored`, of a scale and the finest one: whether it is looked at mirrored as well."""
    height, width = pixels.shape[:2]
    whole = torch.from_numpy(np.array(pixels)).permute(2, 0, 1)[None].float() / 127.5 - 1
    found, logits = [], []
    lowest_logit = float(np.log(floor / (1 - floor)))
    levels = levels or plan(width, height, smallest)
    for scale, low, high in levels:
        image = whole
        for _ in range(max(0, round(-np.log2(scale)))):
            image = halve(image)
        if scale > 1:
            image = F.interpolate(image, scale_factor=int(scale), mode="bilinear", align_corners=False)
        h, w = image.shape[2:]
        image = F.pad(image, (0, -w % 32, 0, -h % 32), mode="constant", value=0.0)
        raw = B.flatten(look(network, image, mirrored(scale, levels[0][0])))[0]
        grid = B.cells(image.shape[2], image.shape[3], branches)
        keep = raw[:, 0] > lowest_logit
        raw, grid = raw[keep], grid[keep]
        # The cell's centre box must lie inside the picture, not in the padding.
        box = B.decode(raw[:, 1:], grid) / scale
        tall = box[:, 3] - box[:, 1]
        ok = (tall >= low) & (tall < high)
        found.append(box[ok].numpy())
        logits.append(raw[ok, 0].numpy())
    boxes = np.clip(np.concatenate(found), 0, [width, height, width, height])
    scores = np.concatenate(logits)
    solid = (boxes[:, 2] > boxes[:, 0]) & (boxes[:, 3] > boxes[:, 1])
    # Far more than any picture here has faces; keeps NMS quick while a network is still raw.
    strongest = np.argsort(-np.where(solid, scores, -np.inf))[: min(MOST, int(solid.sum()))]
    boxes, scores = boxes[strongest], scores[strongest]
    order = B.nms(boxes, scores, most_shared)
    if voters is None:
        return boxes[order], scores[order]
    return B.vote(boxes, 1 / (1 + np.exp(-scores)), order, voters), scores[order]
