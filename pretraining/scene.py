"""A picture or a part of one, with its faces."""
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np


@dataclass
class Scene:
    """A crop with its labels in px: boxes [n,4] as x0, y0, x1, y1."""

    pixels: np.ndarray
    boxes: np.ndarray = field(default_factory=lambda: np.zeros((0, 4), np.float32))
    trust: np.ndarray = field(default_factory=lambda: np.zeros(0, np.float32))
    ignored: np.ndarray = field(default_factory=lambda: np.zeros(0, bool))
