"""What perfect scores and what perfect boxes would make of MB-FCN's ROIs: the most that a second stage could bring."""
from __future__ import annotations

import numpy as np

from . import boxes as B
from .cascade import Proposals, first_score
from .measure import corners, overlaps
from .wider import Picture

# A ROI of less IoU with a face is not about it.
ABOUT = 0.3


def perfect_scores(p: Proposals, picture: Picture) -> tuple[np.ndarray, np.ndarray]:
    """MB-FCN's boxes in the order of their IoU with the face that they fit best."""
    return p.boxes, _with_faces(p, picture).max(1, initial=0.0)


def perfect_boxes(p: Proposals, picture: Picture, calibration: dict, iou: float) -> tuple[np.ndarray, np.ndarray]:
    """MB-FCN's scores; every ROI that is about a face has its box, and NMS leaves one of them."""
    table, faces = _with_faces(p, picture), corners(picture.boxes)
    boxes = p.boxes.copy()
    if table.shape[1]:
        best = table.argmax(1)
        about = table.max(1) >= ABOUT
        boxes[about] = faces[best[about]]
    scores = first_score(calibration, p.logits, p.heights)
    kept = B.nms(boxes, scores, iou)
    return boxes[kept], scores[kept]


def _with_faces(p: Proposals, picture: Picture) -> np.ndarray:
    """IoU with every labelled box, ignored ones among them: one that fits those best is nobody's mistake."""
    return overlaps(p.boxes, corners(picture.boxes)) if len(picture.boxes) else np.zeros((len(p.boxes), 0))
