"""A person: a head on neck, shoulders and clothes, as a picture with coverage and the box of its face."""
from dataclasses import dataclass

import numpy as np
from PIL import Image

from .drawing import Sheet
from .head import FACE_HALF_WIDTH, draw_head

LEFT, RIGHT, TOP, FEET = -1.7, 1.7, -1.6, 6.7


@dataclass
class Person:
    """`rgba` [h, w, 4] in [0, 1]; the face's box, and where the chin is, in its pixels; no box for one who looks away."""

    rgba: np.ndarray
    face: tuple | None
    chin: tuple


def draw_person(face, face_height, rng, turned_away=False, sun=0.5):
    """A person whose face is `face_height` pixels tall; `face` is a made face [side, side, 3]. `sun` in [-1, 1]: light from left or right."""
    scale = float(np.clip(2.5 * face_height, 40, 150))
    sheet = Sheet(scale, LEFT, TOP, RIGHT, FEET)
    head, skin = draw_head(scale, face, rng, turned_away)
    draw_body(sheet, skin, rng)
    tilt = float(np.clip(rng.normal(0, 5), -14, 14))
    lay_head(sheet, head, tilt)
    light = 1 + 0.16 * sun * np.sign(sheet.x) * np.minimum(np.abs(sheet.x), 0.8)
    rgb = np.clip(sheet.rgb * light[..., None] * rng.uniform(0.85, 1.12), 0, 1)
    shrink = face_height / scale
    size = (max(1, round(sheet.width * shrink)), max(1, round(sheet.height * shrink)))
    premultiplied = np.dstack([rgb * sheet.alpha[..., None], sheet.alpha])
    planes = [np.asarray(Image.fromarray(np.ascontiguousarray(premultiplied[..., i]), 'F').resize(size, Image.BOX)) for i in range(4)]
    small = np.dstack(planes)
    small[..., :3] /= np.maximum(small[..., 3:], 1e-4)
    across, down = size[0] / (RIGHT - LEFT), size[1] / (FEET - TOP)
    box = None
    if not turned_away:
        cx, cy, half_width, half_height = tilted_ellipse(tilt)
        box = ((cx - half_width - LEFT) * across, (cy - half_height - TOP) * down, 2 * half_width * across, 2 * half_height * down)
    return Person(np.clip(small, 0, 1), box, (-LEFT * across, -TOP * down))


def tilted_ellipse(degrees):
    """Centre and half sides of the box around a face (an ellipse, hairline to chin) whose head is tilted about the chin."""
    angle = np.deg2rad(degrees)
    half_width = np.hypot(FACE_HALF_WIDTH * np.cos(angle), 0.5 * np.sin(angle))
    half_height = np.hypot(FACE_HALF_WIDTH * np.sin(angle), 0.5 * np.cos(angle))
    return -0.5 * np.sin(angle), -0.5 * np.cos(angle), half_width, half_height


def lay_head(sheet, head, degrees):
    """Lays the head's sheet over the body, tilted anticlockwise about the chin."""
    about = (-head.left * head.scale, -head.top * head.scale)
    planes = [head.rgb[..., i] * head.alpha for i in range(3)] + [head.alpha]
    turned = [
        np.asarray(Image.fromarray(np.ascontiguousarray(plane, np.float32), 'F').rotate(degrees, Image.BILINEAR, center=about))
        for plane in planes
    ]
    row, column = round((head.top - sheet.top) * sheet.scale), round((head.left - sheet.left) * sheet.scale)
    mask = np.zeros_like(sheet.alpha)
    colour = np.zeros_like(sheet.rgb)
    mask[row : row + head.height, column : column + head.width] = turned[3]
    colour[row : row + head.height, column : column + head.width] = np.dstack(turned[:3]) / np.maximum(turned[3], 1e-4)[..., None]
    sheet.paint(mask, colour)


def draw_body(sheet, skin, rng):
    """Legs, trunk and arms in clothes, neckline and neck; the body is turned a little to one side."""
    y, turn = sheet.y, rng.normal(0, 0.1)
    x = np.abs(sheet.x - turn * np.clip(y, 0, 1))
    shoulder = rng.uniform(0.88, 1.08)
    colour, trousers = clothes_colour(rng), clothes_colour(rng) * 0.6
    for side in (-1, 1):
        shade = 0.85 + 0.1 * side + 0.12 * sheet.noise(rng, 0.25, 0.9)
        sheet.paint(sheet.band(0.31 - 0.03 * (y - 3), 2.7, FEET - 0.1, side * 0.33), np.clip(trousers * shade[..., None], 0, 1))
    hang = shoulder * (1.0 + 0.05 * np.clip(y - 0.8, 0, 1.5))
    sheet.paint(sheet.ellipse(turn - 0.9 * hang.max(), 3.1, 0.13, 0.24), skin * 0.85)
    sheet.paint(sheet.ellipse(turn + 0.9 * hang.max(), 3.1, 0.13, 0.24), skin * 0.85)
    # Shoulders slope from the neck and bend into the arms; a rounded corner instead of a box's.
    slope = 0.12 + 0.32 * x
    corner = np.clip((x - 0.62 * shoulder) / (0.38 * shoulder), 0, 1)
    top = slope + 0.42 * (1 - np.sqrt(1 - 0.999 * corner**2))
    arms = np.minimum(sheet.inside(top - y), sheet.inside(np.maximum(x - hang, y - 3.0)))
    cloth = clothes(sheet, x / shoulder, colour, rng)
    sheet.paint(arms, cloth)
    # Where an arm lies on the trunk there is a dark line, and the arm's own roundness.
    beside = (x - 0.7 * shoulder) / (0.3 * shoulder)
    reach = np.clip((y - 0.85) * 2.5, 0, 1)
    sheet.paint(arms * reach * np.exp(-((beside / 0.12) ** 2)) * 0.6, colour * 0.25)
    sheet.paint(arms * reach * np.clip(beside, 0, 1) ** 3 * 0.5, colour * 0.35)
    draw_neck(sheet, arms, skin, colour, rng)


def draw_neck(sheet, cloth, skin, colour, rng):
    """Neck and neckline, in the chin's shadow; sometimes an open collar or a scarf."""
    x, y = np.abs(sheet.x), sheet.y
    shaded = skin * (np.clip(0.74 + 0.5 * (y - 0.05), 0.66, 0.94) * (1 - 0.3 * x))[..., None]
    sheet.paint(sheet.ellipse(0, 0.1, 0.3, rng.uniform(0.2, 0.36)), shaded)
    sheet.paint(sheet.inside(np.maximum(x - rng.uniform(0.25, 0.32) - 0.3 * np.maximum(y - 0.02, 0), np.maximum(-0.35 - y, y - 0.2))), shaded)
    kind = rng.random()
    if kind < 0.3:
        opening = np.abs(x - 0.3 * (1 - y / rng.uniform(0.6, 1.1))) - 0.05
        sheet.paint(cloth * sheet.inside(opening) * (y < 0.8), np.clip(colour * 0.7, 0, 1))
    elif kind < 0.38:
        fold = 1 + 0.2 * sheet.noise(rng, 0.2, 0.1)
        sheet.paint(sheet.ellipse(0, 0.24, 0.5, 0.2), np.clip(clothes_colour(rng) * fold[..., None], 0, 1))


def clothes(sheet, across, colour, rng):
    """A garment's surface: folds, roundness, light from above, sometimes stripes or checks."""
    folds = 0.13 * sheet.noise(rng, 0.5, 0.8) + 0.08 * sheet.noise(rng, 0.16, 0.35)
    cloth = colour * (1.08 - 0.35 * across**2 - 0.05 * sheet.y + folds)[..., None]
    pattern, pitch = rng.random(), rng.uniform(18, 45)
    waves = sheet.y + 0.03 * sheet.noise(rng, 0.5, 0.5)
    if pattern < 0.1:
        cloth = cloth * np.where((np.sin(waves * pitch) > 0.3)[..., None], rng.uniform(0.45, 0.8), 1)
    elif pattern < 0.2:
        cloth = cloth * (1 - 0.22 * (np.sin(waves * pitch) > 0.4) - 0.22 * (np.sin(sheet.x * pitch) > 0.4))[..., None]
    return np.clip(cloth, 0, 1)


def clothes_colour(rng):
    """Mostly dark, grey, blue or white, as crowds are; sometimes bright."""
    if rng.random() < 0.68:
        tone = rng.choice([0.07, 0.13, 0.2, 0.4, 0.72], p=[0.25, 0.25, 0.2, 0.15, 0.15])
        return tone * rng.uniform([0.85, 0.9, 0.95], [1.1, 1.1, 1.3])
    bright = rng.dirichlet([0.9, 0.9, 0.9]) * rng.uniform(0.5, 1.3)
    return np.clip(0.65 * bright + 0.35 * bright.mean(), 0.03, 0.75)
