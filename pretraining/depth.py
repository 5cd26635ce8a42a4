"""Heads turned in depth: profiles, and faces that look down or up, made of faces that look into the camera.

A head is taken for an ellipsoid with a nose, onto which the picture is painted from the front. Turning it in place is what "face
profiling" does with a fitted 3D model (Zhu et al., "Face Alignment Across Large Poses", CVPR 2016); at the sizes that matter here, an
ellipsoid will do.
"""
from __future__ import annotations

import numpy as np

from .scene import Scene

TURNED, MOST = 0.3, 3  # share of the faces, and faces a scene
LEAST, HIGHEST = 10.0, 96.0  # px: of a lower face too little is left to turn; a higher one would show how it is made
NARROWEST = 0.62  # width by height: what is narrower is turned already
# A head by the height of its face, forehead to chin: half its width, length and height, and how far its centre lies above the face's.
WIDTH, LENGTH, HEIGHT, ABOVE = 0.42, 0.5, 0.63, 0.1
NOSE, NOSE_AT, CHIN, CHIN_AT = 0.13, 0.1, 0.05, 0.42  # how far they stand out, and where below the face's centre
BORDER = 0.12  # rad: a profile's box begins a little before the ear, beyond the border of the face seen from the front
FINE = 2  # samples a px
BEHIND = 0.15  # share of the turned ones that show the back of the head alone, and are no faces
SAMPLES = np.linspace(-1.5 * np.pi, np.pi / 2, 160)  # rad about the head's axis, 0 in front


def turn_heads(scene: Scene, rng: np.random.Generator) -> Scene:
    """Turns some faces aside, some of them up or down, too, and some away altogether: nothing is wanted there, and nothing found."""
    size = scene.boxes[:, 2:] - scene.boxes[:, :2]
    able = ~scene.ignored & (size[:, 1] >= LEAST) & (size[:, 1] <= HIGHEST) & (size[:, 0] >= NARROWEST * size[:, 1])
    chosen = [at for at in np.nonzero(able & (rng.random(len(able)) < TURNED))[0] if not _hides_another(scene, at)][:MOST]
    if not chosen:
        return scene
    pixels, boxes = scene.pixels.astype(np.float32), scene.boxes.copy()
    away = rng.random(len(chosen)) < BEHIND
    for at in np.array(chosen)[away]:
        turn_aside(pixels, boxes[at], np.radians(rng.uniform(125, 180)) * rng.choice([-1, 1]))
    for at in np.array(chosen)[~away]:
        how = rng.random()
        if how < 0.75:
            boxes[at] = turn_aside(pixels, boxes[at], np.radians(rng.uniform(30, 88)) * rng.choice([-1, 1]))
        if how > 0.6:
            boxes[at] = turn_down(pixels, boxes[at], np.radians(rng.uniform(15, 45)) * rng.choice([-1, 1], p=[0.2, 0.8]))
    height, width = pixels.shape[:2]
    boxes[chosen] = np.clip(boxes[chosen], 0, [width, height, width, height])
    left = np.ones(len(boxes), bool)
    left[np.array(chosen)[away]] = False
    return Scene(pixels.astype(np.uint8), boxes[left], scene.trust[left], scene.ignored[left])


def _hides_another(scene: Scene, at: int) -> bool:
    """Whether the turned head would cover a good part of another face."""
    x0, y0, x1, y1 = scene.boxes[at]
    height, middle = y1 - y0, (x0 + x1) / 2
    head = np.array([middle - 0.65 * height, y0 - 0.25 * height, middle + 0.65 * height, y1])
    shared = np.clip(np.minimum(head[2:], scene.boxes[:, 2:]) - np.maximum(head[:2], scene.boxes[:, :2]), 0, None).prod(1)
    covered = shared / np.maximum((scene.boxes[:, 2:] - scene.boxes[:, :2]).prod(1), 1e-6)
    covered[at] = 0
    return bool((covered > 0.2).any())


def turn_aside(pixels: np.ndarray, box: np.ndarray, angle: float) -> np.ndarray:
    """Turns the face in `box` (x0, y0, x1, y1 px) of float pixels [h,w,3], in place, by `angle` (rad) to the right, and returns its new box."""
    if angle < 0:
        width = pixels.shape[1]
        x0, y0, x1, y1 = turn_aside(pixels[:, ::-1], np.array([width - box[2], box[1], width - box[0], box[3]]), -angle)
        return np.array([width - x1, y0, width - x0, y1])
    height = box[3] - box[1]
    cx, cy = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2 - ABOVE * height

    def stands_out(v: np.ndarray) -> np.ndarray:
        low = v / height - ABOVE
        return height * (NOSE * np.exp(-(((low - NOSE_AT) / 0.1) ** 2)) + CHIN * np.exp(-(((low - CHIN_AT) / 0.09) ** 2)))

    half = WIDTH * height, LENGTH * height, HEIGHT * height
    # What is above the forehead, hair or a hat, covers the far side as well.
    hair = _mean(pixels, cx - 0.15 * height, cy - 0.53 * height, cx + 0.15 * height, cy - 0.42 * height)
    face = (box[0] - cx, box[1] - cy, box[2] - cx, box[3] - cy)
    left, right = _paint(pixels, cx, cy, half, angle, face, stands_out, hair)
    return np.array([cx + left, box[1], cx + right, box[3]])


def turn_down(pixels: np.ndarray, box: np.ndarray, angle: float) -> np.ndarray:
    """The same about the axis through the ears: down, or up where `angle` is negative."""
    if angle < 0:
        height = pixels.shape[0]
        x0, y0, x1, y1 = turn_down(pixels[::-1], np.array([box[0], height - box[3], box[2], height - box[1]]), -angle)
        return np.array([x0, height - y1, x1, height - y0])
    height = box[3] - box[1]
    cx, cy = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    # Seen with both axes exchanged: what was the height of the head is its width.
    half = HEIGHT * height, LENGTH * height, max(WIDTH * height, (box[2] - box[0]) / 2)
    face = (box[1] - cy, box[0] - cx, box[3] - cy, box[2] - cx)
    top, bottom = _paint(pixels.transpose(1, 0, 2), cy, cx, half, angle, face)
    return np.array([box[0], cy + top, box[2], cy + bottom])


def _paint(pixels, cx, cy, half, angle, face, stands_out=None, hair=None) -> tuple[float, float]:
    """Paints the head, turned, over the pixels. `half`: half its width, length and height; `face`: the face's box, from the head's centre;
    `stands_out`: px by which the face's middle stands out in a row; `hair`: the far side's colour, else what is at the rim. Returns from
    where to where the face is seen, from the centre."""
    a, c, b = half
    full_h, full_w = pixels.shape[:2]
    y0, y1 = max(int(np.ceil(cy - b)), 0), min(int(cy + b), full_h - 1)
    reach = max(a, c) * 1.3
    x0, x1 = max(int(cx - reach), 0), min(int(cx + reach) + 1, full_w - 1)
    rows = np.arange(y0, y1 + 1) + 0.5 - cy
    if len(rows) < 2 or x1 <= x0:
        return face[0], face[2]
    wide = np.clip(1 - np.abs(rows / b) ** 2.6, 1e-3, 1)[:, None] ** (1 / 2.6)
    sin, cos = np.sin(SAMPLES), np.cos(SAMPLES)
    # A neck is less deep than a head: the far side recedes towards the chin.
    depth = c * wide * np.where(cos < 0, cos * np.clip(1.1 - 0.6 * rows / b, 0.4, 1)[:, None], cos)
    if stands_out:
        depth = depth + stands_out(rows)[:, None] * np.exp(-((SAMPLES / 0.2) ** 2))
    x = a * wide * sin * np.cos(angle) + depth * np.sin(angle)
    # From the far side to the near one. What falls back behind what stands out before it is hidden, as is all before the outline.
    first = x.argmin(1)[:, None]
    order = np.arange(len(SAMPLES))
    outline = x.min(1, keepdims=True)
    seen = np.maximum.accumulate(np.where(order >= first, x, outline), 1)
    # One interpolation for all rows: each lies in a stretch of its own.
    stretch = 8 * reach * np.arange(len(rows))[:, None]
    at = (np.arange(x0 * FINE, (x1 + 1) * FINE) + 0.5) / FINE - cx
    turned = np.interp((at + stretch).ravel(), (seen + 1e-5 * order + stretch).ravel(), np.tile(SAMPLES, len(rows))).reshape(len(rows), -1)
    inside = (at >= outline) & (at <= seen[:, -1:])
    source = pixels[y0 : y1 + 1].copy()
    u = np.clip(cx + a * wide * np.sin(np.maximum(turned, -1.1)) - 0.5, 0, full_w - 1.001)
    whole = u.astype(int)
    part, row = (u - whole)[..., None], np.arange(len(rows))[:, None]
    colour = source[row, whole] * (1 - part) + source[row, whole + 1] * part
    if hair is not None:
        behind = np.clip((-turned - 1.15) / 0.4, 0, 1)[..., None]
        colour = colour * (1 - behind) + (0.65 * hair + 0.35 * colour) * behind
    colour = (colour * inside[..., None]).reshape(len(rows), -1, FINE, 3).mean(2)
    cover = inside.reshape(len(rows), -1, FINE).mean(2)[..., None]
    pixels[y0 : y1 + 1, x0 : x1 + 1] = source[:, x0 : x1 + 1] * (1 - cover) + colour
    across = (rows >= face[1]) & (rows <= face[3])
    if not across.any():
        return face[0], face[2]
    # The face lies between two lines on the head, of which the far one shows, and the near one until it is hidden.
    far, near = np.arcsin(np.clip(face[0] / a, -1, 1)) - (BORDER if stands_out else 0), np.arcsin(np.clip(face[2] / a, -1, 1))
    shown = (SAMPLES >= far) & (SAMPLES <= near)
    return float(x[across][:, shown].min()), float(x[across][:, shown].max())


def _mean(pixels: np.ndarray, x0: float, y0: float, x1: float, y1: float) -> np.ndarray:
    height, width = pixels.shape[:2]
    left, top = int(np.clip(x0, 0, width - 1)), int(np.clip(y0, 0, height - 1))
    return pixels[top : int(np.clip(y1, top, height - 1)) + 1, left : int(np.clip(x1, left, width - 1)) + 1].mean((0, 1))
