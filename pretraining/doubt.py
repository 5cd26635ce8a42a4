"""Boxes of which nobody is sure."""
from __future__ import annotations

import numpy as np

from .wider import Picture

HEADS = ("streets", "dense-crowds")  # sources of heads seen from above, from behind and from afar


def doubtful(picture: Picture) -> np.ndarray:
    """[n] bool: boxes that may sit on the backs of heads; neither face nor background (data/README.md of the pictures)."""
    return (picture.trust < 0.5) if picture.source in HEADS else np.zeros(len(picture.boxes), bool)
