"""Writing and rings, which are no faces. On banners, shirts and shop fronts letters are what a detector of tiny faces mistakes most, and
pictures of people that were chosen for their faces show few of them: so they are drawn.
"""
from __future__ import annotations

import functools
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from . import degrade
from .scene import Scene

SHARE = 0.5  # of the crops with faces
MOST_SIGNS, TRIES, KEPT = 6, 8, 500
HEIGHTS = (3.0, 30.0)  # px of the crop: of a letter, log-uniform
SHARP = 2  # drawn so many times larger, then shrunk: letters have soft edges
LARGEST = 200 * SHARP  # px of a drawn sign: more lies outside the crop and costs time
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")
LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789&!?%@"
ROUND = "OoQCGDBRPSaebdpqgu0689&@"
CHINESE = (0x4E00, 0x9FA5)


@functools.lru_cache(1)
def fonts() -> list[str]:
    """Fonts of this machine; without any, nothing is written and only rings are drawn."""
    found = [str(f) for folder in FONT_FOLDERS for ending in ("ttf", "otf", "ttc") for f in Path(folder).rglob(f"*.{ending}")]
    return sorted(f for f in found if not any(word in f.lower() for word in ("symbol", "emoji", "math", "dingbat")))


@functools.lru_cache(512)
def font_of(file: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, size)


def put_signs(scene: Scene, rng: np.random.Generator) -> Scene:
    """Draws up to six signs where no face is: in half of the crops, in every one without faces. What is covered of ignored boxes stays ignored."""
    faces = scene.boxes[~scene.ignored]
    if len(faces) and rng.random() >= SHARE:
        return scene
    image = Image.fromarray(scene.pixels)
    for _ in range(rng.integers(1, MOST_SIGNS + 1)):
        sign = some_sign(rng)
        if rng.random() < 0.6:
            sign = sign.rotate(float(rng.normal(0, 12)) if rng.random() < 0.9 else 90.0, Image.BICUBIC, expand=True)
        for _ in range(TRIES):
            x, y = (int(rng.integers(-side // 2, max(length - side // 2, -side // 2 + 1))) for side, length in zip(sign.size, image.size))
            if not touches(faces, x, y, *sign.size):
                image.paste(sign, (x, y), sign)
                break
    return Scene(np.asarray(image), scene.boxes, scene.trust, scene.ignored)


_made: list[Image.Image] = []


def some_sign(rng: np.random.Generator) -> Image.Image:
    """A new sign, or more often one of the last `KEPT`: to draw one takes longer than to place it, and each time it is turned otherwise."""
    if len(_made) >= KEPT and rng.random() < 0.75:
        return _made[rng.integers(KEPT)]
    sign = make_sign(rng)
    if len(_made) < KEPT:
        _made.append(sign)
    else:
        _made[rng.integers(KEPT)] = sign
    return sign


def touches(boxes: np.ndarray, x: int, y: int, width: int, height: int) -> bool:
    """Whether the rectangle meets a box that is grown by a quarter: what lies around a face belongs to it."""
    if not len(boxes):
        return False
    grow = (boxes[:, 2:] - boxes[:, :2]) / 4
    apart = (boxes[:, 0] - grow[:, 0] >= x + width) | (boxes[:, 2] + grow[:, 0] <= x)
    apart |= (boxes[:, 1] - grow[:, 1] >= y + height) | (boxes[:, 3] + grow[:, 1] <= y)
    return not apart.all()


def make_sign(rng: np.random.Generator) -> Image.Image:
    """RGBA: lines of writing or a few rings, on a plate or on nothing."""
    height = float(np.exp(rng.uniform(*np.log(HEIGHTS))))
    paper = rng.integers(0, 256, 3)
    if rng.random() < 0.4:
        paper = np.clip(paper // 4 + 190, 0, 255)
    ink = 255 - paper if rng.random() < 0.3 else rng.integers(0, 256, 3)
    if abs(int(ink.sum()) - int(paper.sum())) < 180:
        ink = np.zeros(3, int) if paper.sum() > 380 else np.full(3, 255)
    solid = 0 if rng.random() < 0.3 else 255
    colours = (*map(int, ink), 255), (*map(int, paper), solid)
    sign = rings(height * SHARP, colours, rng) if rng.random() < 0.15 or not fonts() else writing(height * SHARP, colours, rng)
    size = max(1, round(sign.width / SHARP)), max(1, round(sign.height / SHARP))
    return sign.resize(size, degrade.FILTERS[rng.integers(len(degrade.FILTERS))])


def writing(height: float, colours: tuple, rng: np.random.Generator) -> Image.Image:
    # A font's size is about 1.4 times its capitals' height.
    font = font_of(fonts()[rng.integers(len(fonts()))], max(4, int(height * 1.4)))
    lines = "\n".join(" ".join(word(rng) for _ in range(rng.integers(1, 4))) for _ in range(rng.choice([1, 2, 3, 5], p=[0.5, 0.25, 0.15, 0.1])))
    probe = ImageDraw.Draw(Image.new("L", (1, 1)))
    gap = height * rng.uniform(0.1, 0.8)
    box = probe.multiline_textbbox((0, 0), lines, font=font, spacing=gap)
    margin = height * rng.uniform(0.1, 1.2)
    image = Image.new("RGBA", tuple(max(1, int(min(length + 2 * margin, LARGEST))) for length in (box[2] - box[0], box[3] - box[1])), colours[1])
    ImageDraw.Draw(image).multiline_text((margin - box[0], margin - box[1]), lines, colours[0], font, spacing=gap, align="center")
    return image


def word(rng: np.random.Generator) -> str:
    if rng.random() < 0.05:
        return "".join(chr(rng.integers(*CHINESE)) for _ in range(rng.integers(1, 5)))
    pool = ROUND if rng.random() < 0.4 else LATIN
    letters = "".join(pool[rng.integers(len(pool))] for _ in range(rng.integers(1, 9)))
    return letters.upper() if rng.random() < 0.4 else letters.capitalize() if rng.random() < 0.4 else letters


def rings(height: float, colours: tuple, rng: np.random.Generator) -> Image.Image:
    """A row of rings and discs with a hole, such as lamps, drums, wheels and logos show."""
    count, tall = int(rng.integers(1, 4)), height * rng.uniform(0.7, 1.5)
    image = Image.new("RGBA", (max(1, int(count * height * 1.3)), max(1, int(tall))), colours[1])
    draw = ImageDraw.Draw(image)
    for i in range(count):
        x0 = i * height * 1.3
        draw.ellipse((x0, 0, x0 + height, tall - 1), None, colours[0], max(1, int(height * rng.uniform(0.08, 0.3))))
        if rng.random() < 0.4:
            draw.ellipse((x0 + height * 0.35, tall * 0.35, x0 + height * 0.65, tall * 0.65), colours[0])
    return image
