"""Faces as the training pictures have too few of: tilted, and half hidden. Group photos look into the camera; a street does not."""
from __future__ import annotations

import numpy as np
from PIL import Image

from .scene import Scene

TURNED, USUAL, STEEPEST = 0.35, 20.0, 75.0  # share of the crops, degrees: standard deviation and most
OCCLUDED, LEAST_HIDDEN, MOST_HIDDEN = 0.2, 0.25, 0.6  # share of the faces, and how much of each
LEAST = 8.0  # px: of a lower face nothing would be left


def turn(scene: Scene, rng: np.random.Generator) -> Scene:
    """Sometimes turns the scene about its centre."""
    if rng.random() >= TURNED:
        return scene
    return turned(scene, float(np.clip(rng.normal(0, USUAL), -STEEPEST, STEEPEST)))


def turned(scene: Scene, degrees: float) -> Scene:
    """The scene turned counter-clockwise about its centre. A face is taken for the ellipse in its box, so that boxes stay tight."""
    height, width = scene.pixels.shape[:2]
    fill = tuple(int(v) for v in scene.pixels.reshape(-1, 3)[:: 97].mean(0))
    pixels = np.asarray(Image.fromarray(scene.pixels).rotate(degrees, Image.BICUBIC, fillcolor=fill))
    boxes = scene.boxes.astype(np.float32)
    # PIL turns counter-clockwise; y points down.
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2 - width / 2, (boxes[:, 1] + boxes[:, 3]) / 2 - height / 2
    centre = np.stack([cos * x + sin * y + width / 2, -sin * x + cos * y + height / 2], 1)
    a, b = (boxes[:, 2] - boxes[:, 0]) / 2, (boxes[:, 3] - boxes[:, 1]) / 2
    half = np.stack([np.hypot(a * cos, b * sin), np.hypot(a * sin, b * cos)], 1)
    # An ignored box may be a region: its corners stay inside.
    half[scene.ignored] = np.stack([a * abs(cos) + b * abs(sin), a * abs(sin) + b * abs(cos)], 1)[scene.ignored]
    moved = np.concatenate([centre - half, centre + half], 1).astype(np.float32)
    inside = np.clip(moved, 0, [width, height, width, height])
    area = lambda box: np.clip(box[:, 2:] - box[:, :2], 0, None).prod(1)
    share = area(inside) / np.maximum(area(moved), 1e-6)
    seen = share > 0
    kept = np.where((share < 1)[:, None], inside, moved)
    return Scene(pixels, kept[seen], scene.trust[seen], (scene.ignored | (share < 0.6))[seen])


def occlude(scene: Scene, rng: np.random.Generator) -> Scene:
    """Hides a part of some faces behind a piece of the same scene or a plain patch. Their boxes stay."""
    faces = scene.boxes[~scene.ignored]
    chosen = faces[(faces[:, 3] - faces[:, 1] >= LEAST) & (rng.random(len(faces)) < OCCLUDED)]
    if not len(chosen):
        return scene
    pixels = scene.pixels.copy()
    height, width = pixels.shape[:2]
    for x0, y0, x1, y1 in chosen:
        part = rng.uniform(LEAST_HIDDEN, MOST_HIDDEN)
        w, h = x1 - x0, y1 - y0
        side = rng.integers(4)
        box = [(x0, y0, x0 + part * w, y1), (x1 - part * w, y0, x1, y1), (x0, y1 - part * h, x1, y1), (x0, y0, x1, y0 + part * h)][side]
        left, top = max(int(box[0]), 0), max(int(box[1]), 0)
        right, bottom = min(int(np.ceil(box[2])), width), min(int(np.ceil(box[3])), height)
        if right <= left or bottom <= top:
            continue
        dx, dy = int(rng.integers(0, width - (right - left) + 1)), int(rng.integers(0, height - (bottom - top) + 1))
        other = scene.pixels[dy : dy + bottom - top, dx : dx + right - left]
        pixels[top:bottom, left:right] = rng.integers(0, 255, 3) if rng.random() < 0.3 else other
    return Scene(pixels, scene.boxes, scene.trust, scene.ignored)
