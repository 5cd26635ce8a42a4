"""Small drawn pictures in WIDER FACE's layout, for tests: discs with eyes and a mouth on noise, their boxes known."""
from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw


def draw(folder: Path, count: int, seed: int = 1, size: tuple[int, int] = (192, 160)) -> None:
    """Writes folder/images/*/*.png and folder/wider_face_bbx_gt.txt: two sources, every eighth picture without faces."""
    rng = np.random.default_rng(seed)
    entries = []
    for i in range(count):
        name = f"{'crowds' if i % 2 else 'portraits'}/{i}.png"
        width, height = size
        base = rng.integers(0, 255, (5, 6, 3), np.uint8)
        image = Image.fromarray(base).resize(size, Image.BICUBIC)
        rows = []
        if i % 8 != 7:
            # One column a face, so that none hides another.
            for column, tall in enumerate((rng.integers(52, 72), rng.integers(26, 40), rng.integers(8, 20))):
                wide = int(tall * 0.8)
                x, y = column * 64 + int(rng.integers(0, max(64 - wide, 1))), int(rng.integers(0, height - tall))
                _face(ImageDraw.Draw(image), x, y, wide, int(tall), rng)
                rows.append(f"{x} {y} {wide} {tall} 0 0 0 {int(column == 2 and i % 5 == 0)} 0 0")
        file = folder / "images" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        image.save(file)
        entries.append("\n".join([name, str(len(rows)), *(rows or ["0 0 0 0 0 0 0 0 0 0"])]))
    (folder / "wider_face_bbx_gt.txt").write_text("\n".join(entries) + "\n")


def _face(canvas: ImageDraw.ImageDraw, x: int, y: int, wide: int, tall: int, rng: np.random.Generator) -> None:
    skin = tuple(int(v) for v in rng.integers(120, 230, 3))
    canvas.ellipse((x, y, x + wide, y + tall), fill=skin)
    for side in (0.3, 0.7):
        cx, cy, r = x + side * wide, y + 0.4 * tall, max(0.08 * wide, 0.6)
        canvas.ellipse((cx - r, cy - r, cx + r, cy + r), fill=(20, 20, 20))
    canvas.line((x + 0.35 * wide, y + 0.75 * tall, x + 0.65 * wide, y + 0.75 * tall), fill=(120, 30, 30), width=max(tall // 16, 1))
