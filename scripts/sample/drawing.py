"""Soft shapes and noise on numpy arrays; colours are RGB in [0, 1]."""
import numpy as np
from PIL import Image


def smooth_noise(rng, height, width, rows, columns):
    """[height, width] noise of mean 0 and about unit spread, with `rows` x `columns` features."""
    grid = rng.standard_normal((max(2, int(rows) + 1), max(2, int(columns) + 1))).astype(np.float32)
    return np.asarray(Image.fromarray(grid, 'F').resize((width, height), Image.BICUBIC))


def luminance(colour):
    return np.asarray(colour) @ np.array([0.3, 0.59, 0.11])


class Sheet:
    """A drawing surface in units of one face height, with the chin at (0, 0) and y pointing down; `scale` pixels are one unit."""

    def __init__(self, scale, left, top, right, bottom):
        self.scale, self.left, self.top = scale, left, top
        self.width, self.height = round((right - left) * scale), round((bottom - top) * scale)
        self.x = ((np.arange(self.width) + 0.5) / scale + left).astype(np.float32)[None, :]
        self.y = ((np.arange(self.height) + 0.5) / scale + top).astype(np.float32)[:, None]
        self.rgb = np.zeros((self.height, self.width, 3), np.float32)
        self.alpha = np.zeros((self.height, self.width), np.float32)

    def inside(self, distance, softness=0.0):
        """Coverage from a signed distance in units (negative is inside); at least one pixel soft."""
        return np.clip(0.5 - distance / max(softness, 1.2 / self.scale), 0, 1)

    def ellipse(self, cx, cy, rx, ry, softness=0.0):
        radius = np.sqrt(((self.x - cx) / rx) ** 2 + ((self.y - cy) / ry) ** 2)
        return self.inside((radius - 1) * min(rx, ry), softness)

    def band(self, half_width, above, below, cx=0.0):
        """An upright bar, or with arrays any shape that is given by its half width at each height."""
        return self.inside(np.maximum(np.abs(self.x - cx) - half_width, np.maximum(above - self.y, self.y - below)))

    def noise(self, rng, across, down):
        """Smooth noise with features of `across` x `down` units."""
        shape = (self.height, self.width)
        return smooth_noise(rng, *shape, self.height / self.scale / down, self.width / self.scale / across)

    def paint(self, mask, colour):
        """Lays `colour` ([3] or [height, width, 3]) over what is there, as far as `mask` covers."""
        cover = mask[..., None]
        self.rgb = self.rgb * (1 - cover) + np.asarray(colour, np.float32) * cover
        self.alpha = self.alpha + mask * (1 - self.alpha)
