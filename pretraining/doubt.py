"""Boxes of which nobody is sure: which of them count as faces in training, and how likely they are faces."""
from __future__ import annotations

import numpy as np

from .measure import corners, overlaps
from .wider import Picture

HEADS = ("streets", "dense-crowds")  # sources of heads seen from above, from behind and from afar
PROBABLE = (0.2, 0.38)  # trust from where on an ignored box may be a face, and from where on it is labelled one


def chance_of(trust):
    """How likely a box of this trust is a face. Counted on 120 boxes of trust 0.20–0.26 and 0.32–0.38: 35 % and 58 % are."""
    return (1.9 * trust - 0.09).clip(0, 1)


def doubtful(picture: Picture) -> np.ndarray:
    """[n] bool: boxes that may sit on the backs of heads; neither face nor background (data/README.md of the pictures)."""
    return (picture.trust < 0.5) if picture.source in HEADS else np.zeros(len(picture.boxes), bool)


def probable(picture: Picture) -> np.ndarray:
    """[n] bool: ignored boxes that are faces with the chance that `chance_of` their trust says: detectors found them, but not
    surely. Where another box overlaps one, it may be that face's second."""
    usable = picture.ignored & (picture.trust >= PROBABLE[0]) & (picture.trust < PROBABLE[1]) & (picture.source not in HEADS)
    if usable.any():
        table = overlaps(corners(picture.boxes), corners(picture.boxes))
        np.fill_diagonal(table, 0)
        usable &= table.max(1) < 0.3
    return usable
