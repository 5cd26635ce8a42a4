"""Training crops of MB-FCN, made afresh each time: a branch is picked first, then a face is scaled into its range.

Half of the crops with small faces show what the page's plan shows the network: the face at its native 3–16 px, degraded,
then enlarged ×2 or ×3 by the page's own resampler (bilinear with half-pixel centres). Scenes that become smaller than the
crop are laid side by side as a mosaic, so that tiny faces come in numbers.
"""
from __future__ import annotations

import numpy as np
from PIL import Image

from . import degrade
from .doubt import doubtful
from .poses import occlude, turn
from .scene import Scene
from .signs import put_signs
from .wider import Cache, Picture

MOST_FACES, MOST_IGNORED = 96, 48
SMALLEST = 4.0  # px in the crop; below it a face is neither face nor background
MOST_ENLARGED = 3.0
ENLARGED_BELOW = 32.0  # px in the crop: the page's plan asks an enlargement for faces below 24 px alone (propose.py)


class Cropper:
    def __init__(self, pictures: list[Picture], cache: Cache, ranges: list[tuple[float, float]], shares: list[float]):
        self.pictures, self.cache, self.ranges = pictures, cache, ranges
        self.index = {name: i for i, name in enumerate(cache.names)}
        self.shares = np.array(shares) / sum(shares)
        self.ignored = [p.ignored | doubtful(p) for p in pictures]
        self._list_faces()

    def _list_faces(self) -> None:
        owner, height, weight = [], [], []
        self.empty = [i for i, p in enumerate(self.pictures) if not len(p.boxes)]
        for i, picture in enumerate(self.pictures):
            usable = ~self.ignored[i]
            count = max(usable.sum(), 1)
            for j in np.nonzero(usable)[0]:
                owner.append((i, j))
                height.append(picture.boxes[j, 3])
                # Pictures by about the square root of their faces; masked faces and squeezed sources held down.
                share = 1 / np.sqrt(count)
                if picture.masked[j] or picture.source == "masks-crowd":
                    share *= 0.35
                if picture.source == "professions":
                    share *= 0.6
                weight.append(share)
        order = np.argsort(height)
        self.owner = np.array(owner)[order]
        self.height = np.array(height, np.float32)[order]
        self.cumulative = np.cumsum(np.array(weight)[order])

    def _face_for(self, target: float, rng: np.random.Generator) -> tuple[int, int]:
        first = np.searchsorted(self.height, target / MOST_ENLARGED)
        first = min(first, len(self.height) - 200 if len(self.height) > 200 else 0)
        low = self.cumulative[first - 1] if first else 0.0
        at = np.searchsorted(self.cumulative, rng.uniform(low, self.cumulative[-1]))
        return tuple(self.owner[min(at, len(self.owner) - 1)])

    def make(self, size: int, rng: np.random.Generator) -> Scene:
        """One finished crop of size×size px."""
        if rng.random() < 0.1 and self.empty:
            scene = put_signs(self._place(int(rng.choice(self.empty)), None, rng.uniform(0.5, 1.5), size, size, rng), rng)
        else:
            branch = rng.choice(len(self.ranges), p=self.shares)
            low, high = self.ranges[branch]
            target = float(np.exp(rng.uniform(np.log(low), np.log(high))))
            enlarge = 1
            if target < ENLARGED_BELOW and rng.random() < 0.55:
                enlarge = 2 if rng.random() < 0.75 else 3
            native = -(-size // enlarge)
            scene = self._mosaic(target / enlarge, native, rng)
            scene = put_signs(occlude(turn(scene, rng), rng), rng)
            if enlarge > 1:
                scene = self._enlarge(scene, enlarge, size, rng)
        pixels = scene.pixels
        if rng.random() < 0.5:
            pixels = pixels[:, ::-1]
            scene.boxes = scene.boxes[:, [2, 1, 0, 3]] * [-1, 1, -1, 1] + [size, 0, size, 0]
        scene.pixels = np.ascontiguousarray(degrade.colour(degrade.capture(pixels, rng, 0.25), rng))
        return scene

    def _enlarge(self, scene: Scene, factor: int, size: int, rng: np.random.Generator) -> Scene:
        native = degrade.capture(scene.pixels, rng, 0.35)
        side = native.shape[0] * factor
        pixels = np.asarray(Image.fromarray(native).resize((side, side), Image.BILINEAR))[:size, :size]
        return Scene(pixels, scene.boxes * factor, scene.trust, scene.ignored)

    def _mosaic(self, target: float, size: int, rng: np.random.Generator) -> Scene:
        """As many scenes side by side as it takes to fill the crop with faces about `target` px tall."""
        i, j = self._face_for(target, rng)
        scale = self._scale(i, j, target, rng)
        height, width = self.cache.sizes[self.index[self.pictures[i].name]]
        covered = min(1.0, width * scale / size) * min(1.0, height * scale / size)
        if covered > 0.7 or size < 48 or rng.random() < 0.12:
            return self._place(i, j, scale, size, size, rng)
        cells = 2 if covered > 0.2 or size < 120 else 3
        edges = np.linspace(0, size, cells + 1).astype(int)
        canvas = np.empty((size, size, 3), np.uint8)
        parts: list[Scene] = []
        for y0, y1 in zip(edges[:-1], edges[1:]):
            for x0, x1 in zip(edges[:-1], edges[1:]):
                if parts:
                    i, j = self._face_for(target, rng)
                    scale = self._scale(i, j, target * np.exp(rng.normal(0, 0.25)), rng)
                part = self._place(i, j, scale, x1 - x0, y1 - y0, rng)
                canvas[y0:y1, x0:x1] = part.pixels
                part.boxes = part.boxes + np.array([x0, y0, x0, y0], np.float32)
                parts.append(part)
        return Scene(
            canvas,
            np.concatenate([p.boxes for p in parts]),
            np.concatenate([p.trust for p in parts]),
            np.concatenate([p.ignored for p in parts]),
        )

    def _scale(self, i: int, j: int, target: float, rng: np.random.Generator) -> float:
        return min(target / self.pictures[i].boxes[j, 3], MOST_ENLARGED)

    def _place(self, i: int, j: int | None, scale: float, width: int, height: int, rng: np.random.Generator) -> Scene:
        """Picture i resampled by `scale` (aspect jittered), cut to width×height around face j or anywhere."""
        picture, at = self.pictures[i], self.index[self.pictures[i].name]
        full_h, full_w = self.cache.sizes[at]
        # A profile is narrower than any face that looks into the camera: one crop in seven is squeezed as far.
        spread = 0.2 if picture.source in ("professions", "crowds") or rng.random() < 0.15 else 0.1
        jitter = float(np.exp(rng.normal(0, spread)))
        sx, sy = scale * jitter**0.5, scale / jitter**0.5
        window_w, window_h = width / sx, height / sy
        if j is None:
            cx, cy = rng.uniform(0, full_w), rng.uniform(0, full_h)
        else:
            x, y, w, h = picture.boxes[j]
            # The face lies anywhere in the window, but whole.
            cx = x + w / 2 + (rng.random() - 0.5) * max(window_w - w, 0)
            cy = y + h / 2 + (rng.random() - 0.5) * max(window_h - h, 0)
        x0, y0 = cx - window_w / 2, cy - window_h / 2
        # Stay inside where the picture is larger than the window; else its place in the window is random.
        x0 = np.clip(x0, 0, full_w - window_w) if window_w <= full_w else rng.uniform(full_w - window_w, 0)
        y0 = np.clip(y0, 0, full_h - window_h) if window_h <= full_h else rng.uniform(full_h - window_h, 0)
        level = 2 if scale < 0.2 else 1 if scale < 0.4 else 0
        shrink = 1 << level
        pixels = self.cache.level(at, level)
        out = self._resample(pixels, x0 / shrink, y0 / shrink, sx * shrink, sy * shrink, width, height, rng)
        boxes = picture.boxes
        moved = np.stack(
            [
                (boxes[:, 0] - x0) * sx,
                (boxes[:, 1] - y0) * sy,
                (boxes[:, 0] + boxes[:, 2] - x0) * sx,
                (boxes[:, 1] + boxes[:, 3] - y0) * sy,
            ],
            1,
        ).astype(np.float32)
        return self._keep(out, moved, i, width, height)

    @staticmethod
    def _resample(pixels, x0, y0, sx, sy, width, height, rng) -> np.ndarray:
        full_h, full_w = pixels.shape[:2]
        left, top = max(x0, 0.0), max(y0, 0.0)
        right, bottom = min(x0 + width / sx, full_w), min(y0 + height / sy, full_h)
        px0, py0 = int(round((left - x0) * sx)), int(round((top - y0) * sy))
        px1, py1 = int(round((right - x0) * sx)), int(round((bottom - y0) * sy))
        px1, py1 = min(max(px1, px0 + 1), width), min(max(py1, py0 + 1), height)
        px0, py0 = min(px0, px1 - 1), min(py0, py1 - 1)
        # Only the needed part becomes a PIL image; it keeps two px of margin for the filter.
        cut_x, cut_y = max(int(left) - 2, 0), max(int(top) - 2, 0)
        part = pixels[cut_y : int(np.ceil(bottom)) + 2, cut_x : int(np.ceil(right)) + 2]
        box = (left - cut_x, top - cut_y, min(right - cut_x, part.shape[1]), min(bottom - cut_y, part.shape[0]))
        how = degrade.FILTERS[rng.integers(len(degrade.FILTERS))]
        inner = degrade.resize(part, px1 - px0, py1 - py0, box, how)
        if inner.shape[:2] == (height, width):
            return inner
        fill = rng.integers(0, 255, 3) if rng.random() < 0.5 else inner.mean((0, 1))
        out = np.empty((height, width, 3), np.uint8)
        out[:] = np.asarray(fill, np.uint8)
        out[py0:py1, px0:px1] = inner
        return out

    def _keep(self, out: np.ndarray, boxes: np.ndarray, i: int, width: int, height: int) -> Scene:
        trust = self.pictures[i].trust
        inside = np.clip(boxes, 0, [width, height, width, height])
        visible = (inside[:, 2] - inside[:, 0]) * (inside[:, 3] - inside[:, 1])
        share = visible / np.maximum((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]), 1e-6)
        touch = visible > 0
        small = boxes[:, 3] - boxes[:, 1] < SMALLEST
        ignored = self.ignored[i] | (share < 0.6) | small
        # Cut boxes keep only what is seen, so that an ignored rest does not reach into the neighbour of a mosaic.
        kept = np.where((share < 1)[:, None], inside, boxes)
        return Scene(out, kept[touch], trust[touch], ignored[touch])
