"""How well the second stage tells faces from background where MB-FCN is unsure: the area under the ROC curve over its tiny ROIs.

Average precision hardly shows it: nine tenths of the ranking are MB-FCN's alone, and badly placed second boxes of a face count as false positives there.
"""
from __future__ import annotations

import numpy as np

from .cascade import Proposals, first_score
from .rois import TINY, label
from .wider import Picture

UNSURE = (0.03, 0.5)  # MB-FCN's calibrated score

Judged = tuple[np.ndarray, np.ndarray]  # what was said of each ROI [n], and whether it is a face, 1 or 0 [n]


def judged(found: list[Proposals], pictures: list[Picture], calibration: dict, by_face: bool) -> list[Judged]:
    """Of each picture the tiny ROIs that the second stage has looked at and MB-FCN is unsure of, those between face and background left
    out: fc_clc's logits of them, or MB-FCN's. `calibration`: MB-FCN's."""
    parts = []
    for p, picture in zip(found, pictures):
        first = first_score(calibration, p.logits, p.heights)
        face = label(p.boxes, picture)[0]
        chosen = (p.heights < TINY) & (first >= UNSURE[0]) & (first <= UNSURE[1]) & ~np.isnan(p.face) & (face >= 0)
        parts.append(((p.face if by_face else p.logits)[chosen], face[chosen]))
    return parts


def area(parts: list[Judged]) -> float:
    """Area under the ROC curve over all pictures' ROIs together (Mann and Whitney): the chance that a face is ranked above a background, ties
    by half. NaN without faces or without background."""
    said, face = (np.concatenate(values) for values in zip(*parts))
    faces, others = int((face == 1).sum()), int((face == 0).sum())
    if not faces or not others:
        return float("nan")
    _, place, count = np.unique(said, return_inverse=True, return_counts=True)
    rank = (np.cumsum(count) - (count - 1) / 2)[place]
    return float((rank[face == 1].sum() - faces * (faces + 1) / 2) / (faces * others))
