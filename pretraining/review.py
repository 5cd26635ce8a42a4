"""What is known better than the data says: which ignored and doubtful boxes are faces, and where detectors' boxes lie."""
from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np

from .doubt import doubtful
from .wider import Picture

REVIEWED = Path(__file__).with_name("reviewed.json")
TRUST = 0.6  # of a face that detectors were unsure of and eyes found
APART = 0.6  # px: a box of the file is the truth's where no side differs by more
# px that detectors drew their boxes too far right. MB-FCN, which learned from every crop mirrored as well, cannot lean to a side, and finds faces that far left of
# these boxes whatever their height, their place and the picture's width (METHOD.md).
RIGHT = 0.35


def reviewed(pictures: list[Picture], file: Path = REVIEWED) -> list[Picture]:
    """The pictures with the judgements of `file` on their ignored and doubtful boxes: picture → faces, others, each a list of x, y, width, height in px.
    A face counts as one, with a trust of at least `TRUST`; what is none becomes background. Boxes of less than full trust, which detectors drew, move `RIGHT` px
    to the left. All else stays as it was."""
    judgements = json.loads(file.read_text())
    return [_moved(_judged(picture, **judgements[picture.name]) if picture.name in judgements else picture) for picture in pictures]


def _moved(picture: Picture) -> Picture:
    boxes = picture.boxes.copy()
    boxes[picture.trust < 1, 0] -= np.float32(RIGHT)
    return replace(picture, boxes=boxes)


def _judged(picture: Picture, faces: list[list[float]], others: list[list[float]]) -> Picture:
    unsure = picture.ignored | doubtful(picture)
    faces, others = (unsure & _among(picture.boxes, boxes) for boxes in (faces, others))
    judged = replace(picture, ignored=picture.ignored & ~faces, trust=np.where(faces, np.maximum(picture.trust, np.float32(TRUST)), picture.trust))
    return judged.only(~others)


def _among(boxes: np.ndarray, wanted: list[list[float]]) -> np.ndarray:
    """[n] bool: which of the boxes [n,4] are in the list."""
    if not wanted or not len(boxes):
        return np.zeros(len(boxes), bool)
    return (np.abs(boxes[:, None] - np.float32(wanted)[None]).max(2) < APART).any(1)
