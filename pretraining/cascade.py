"""The second stage over a picture's proposals, as src/detection does it, for calibration and for choosing the gate."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from . import boxes as B
from . import keras
from .gan import _input
from .resample import roi
from .rois import TINY

BATCH = 32


@dataclass
class Proposals:
    """One picture's ROIs after NMS, with both stages' answers."""

    boxes: np.ndarray  # [n,4] x0, y0, x1, y1 px
    logits: np.ndarray  # MB-FCN's
    face: np.ndarray  # fc_clc's; NaN where the second stage did not look
    refined: np.ndarray  # [n,4] boxes corrected by fc_box

    @property
    def heights(self) -> np.ndarray:
        return self.boxes[:, 3] - self.boxes[:, 1]


def unseen(boxes: np.ndarray, logits: np.ndarray) -> Proposals:
    """MB-FCN's ROIs; the second stage has seen none of them."""
    return Proposals(boxes, logits, np.full(len(boxes), np.nan, np.float32), boxes.copy())


@torch.no_grad()
def look_again(
    pixels: np.ndarray, boxes: np.ndarray, logits: np.ndarray, generator: keras.Network, discriminator: keras.Network,
    patch: dict, calibration: dict, lowest: float, most: int | None = None, enlarge=None,
) -> Proposals:
    """Second stage for every ROI whose score by MB-FCN's `calibration` is ≥ `lowest`, as in the page; `most`: for the best of them alone, where time
    counts. `enlarge` replaces the generator, low patches → high ones, for ablations."""
    face, refined = np.full(len(boxes), np.nan, np.float32), boxes.copy()
    tall = boxes[:, 3] - boxes[:, 1]
    first = first_score(calibration, logits, tall)
    wanted = np.argsort(-first, kind="stable")[: int((first >= lowest).sum())][:most]
    for tiny in (True, False):
        chosen = wanted[(tall[wanted] < TINY) == tiny]
        for start in range(0, len(chosen), BATCH):
            part = chosen[start : start + BATCH]
            side = patch["low"] if tiny else patch["high"]
            patches = _input(np.stack([roi(pixels, boxes[i], patch["context"], side) for i in part]))
            if tiny:
                patches = enlarge(patches) if enlarge else generator(patches)[1]
            outputs = discriminator(patches)
            face[part] = outputs[1][:, 0].numpy()
            if len(outputs) > 2:
                refined[part] = apply(boxes[part], outputs[2].numpy())
    return Proposals(boxes, logits, face, refined)


def apply(boxes: np.ndarray, change: np.ndarray) -> np.ndarray:
    size = boxes[:, 2:] - boxes[:, :2]
    centre = (boxes[:, :2] + boxes[:, 2:]) / 2 + change[:, :2] * size
    half = size * np.exp(change[:, 2:]) / 2
    return np.concatenate([centre - half, centre + half], 1)


def sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


def score(calibration: dict, logits: np.ndarray, face: np.ndarray, heights: np.ndarray) -> np.ndarray:
    return sigmoid(
        calibration["bias"] + calibration["detectorLogit"] * logits + calibration["faceLogit"] * face
        + calibration["logHeight"] * np.log(np.maximum(heights, 1e-3) / 16)
    )


def first_score(calibration: dict, logits: np.ndarray, heights: np.ndarray) -> np.ndarray:
    """By MB-FCN alone, whose set of the calibration this is."""
    return score(calibration, logits, np.zeros_like(logits), heights)


def finish(p: Proposals, cascade: dict, use_second: bool = True) -> tuple[np.ndarray, np.ndarray]:
    """Final boxes and scores of a picture by the gate, the calibration and the last NMS of cascade.json."""
    gate, calibration = cascade["gate"], cascade["calibration"]
    scores = first_score(calibration["mbfcn"], p.logits, p.heights)
    boxes = p.boxes.copy()
    if use_second:
        passes = (scores >= gate["minimumScore"]) & (scores <= gate["maximumScore"]) & ~np.isnan(p.face)
        if gate["directHeight"] is not None:
            passes &= (p.heights < gate["tinyHeight"]) | (p.heights <= gate["directHeight"])
        for path, chosen in (("generated", p.heights < gate["tinyHeight"]), ("direct", p.heights >= gate["tinyHeight"])):
            at = passes & chosen
            scores[at] = score(calibration[path], p.logits[at], p.face[at], p.heights[at])
            if gate["refineBox"]:
                boxes[at] = p.refined[at]
    kept = B.nms(boxes, scores, cascade["nms"]["iou"])
    return boxes[kept], scores[kept]
