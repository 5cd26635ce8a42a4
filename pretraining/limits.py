"""`npm run limits -- --data DIR`: where does a preset fail? Both stages on the tune split as it is, and without colour, blurred, dark, …

Average precision by height for each condition; and, on the pictures as they are, how many of the masked and of the other faces are found at
one false positive a picture. Weights and cascade are those that ship.
"""
from __future__ import annotations

import json
from dataclasses import replace
from typing import Callable

import numpy as np
from PIL import Image

from . import degrade, keras
from .calibrate import LOWEST
from .cascade import finish, look_again, unseen
from .measure import BANDS, average_precision, corners, match, overlaps, table
from .poses import turned
from .propose import propose
from .scene import Scene
from .tune import options, tune_pictures, write_report
from .wider import Picture

SEED = 7
Change = Callable[[np.ndarray, Picture, np.random.Generator], tuple[np.ndarray, Picture]]


def pixels_only(change: Callable[[np.ndarray, np.random.Generator], np.ndarray]) -> Change:
    return lambda pixels, picture, rng: (change(pixels, rng), picture)


def grey(pixels: np.ndarray, _rng=None) -> np.ndarray:
    return np.asarray(Image.fromarray(pixels).convert("L").convert("RGB"))


def dark(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A quarter of the light, and the noise that comes with it."""
    return degrade.noise((pixels * 0.25).astype(np.uint8), rng, 6.0)


def motion(pixels: np.ndarray, rng: np.random.Generator, length: float = 5.0) -> np.ndarray:
    """Blurred along one direction by `length` px."""
    angle, steps = rng.uniform(0, np.pi), np.linspace(-length / 2, length / 2, 11)
    image, total = Image.fromarray(pixels), np.zeros(pixels.shape, np.float32)
    for step in steps:
        moved = image.transform(image.size, Image.AFFINE, (1, 0, step * np.cos(angle), 0, 1, step * np.sin(angle)), Image.BILINEAR)
        total += np.asarray(moved, np.float32)
    return (total / len(steps)).astype(np.uint8)


def halved(pixels: np.ndarray, picture: Picture, _rng=None) -> tuple[np.ndarray, Picture]:
    height, width = pixels.shape[:2]
    size = max(width // 2, 1), max(height // 2, 1)
    return degrade.resize(pixels, *size), replace(picture, boxes=picture.boxes * np.float32([size[0] / width, size[1] / height] * 2))


def tilted(degrees: float) -> Change:
    """Turned about the centre; what leaves the picture is ignored."""

    def change(pixels: np.ndarray, picture: Picture, _rng) -> tuple[np.ndarray, Picture]:
        every = np.arange(len(picture.boxes), dtype=np.float32)  # goes with the boxes in the place of their trust
        after = turned(Scene(pixels, corners(picture.boxes), every, picture.ignored.copy()), degrees)
        kept = after.trust.astype(int)
        boxes = np.concatenate([after.boxes[:, :2], after.boxes[:, 2:] - after.boxes[:, :2]], 1)
        return after.pixels, replace(picture, boxes=boxes, ignored=after.ignored, trust=picture.trust[kept], masked=picture.masked[kept])

    return change


CONDITIONS: dict[str, Change] = {
    "as they are": pixels_only(lambda pixels, _: pixels),
    "without colour": pixels_only(grey),
    "half as large": halved,
    "out of focus (Gaussian, 1.5 px)": pixels_only(lambda pixels, _: degrade.blur(pixels, 1.5)),
    "moved (5 px)": pixels_only(motion),
    "a quarter of the light, noise": pixels_only(dark),
    "JPEG quality 15": pixels_only(lambda pixels, _: degrade.jpeg(pixels, 15)),
    "tilted by 45°": tilted(45),
    "upside down": tilted(180),
}


def detect(pixels: np.ndarray, networks: dict[str, keras.Network], preset: dict, cascade: dict) -> tuple[np.ndarray, np.ndarray]:
    """Boxes [n,4] x0, y0, x1, y1 px and scores, by both stages."""
    found = unseen(*propose(networks["mbfcn"], preset["mbfcn"]["branches"], pixels))
    seen = look_again(
        pixels, found.boxes, found.logits, networks["generator"], networks["discriminator"], preset["patch"], cascade["calibration"]["mbfcn"], LOWEST
    )
    return finish(seen, cascade)


def recall_by_mask(found: list[tuple[np.ndarray, np.ndarray]], pictures: list[Picture], rate: float = 1.0) -> dict[str, dict[str, tuple[int, float]]]:
    """Faces and the found share of them, masked and other ones, by height, at the score from which on `rate` false positives a picture remain."""
    marks = [match(boxes, scores, picture, "all") for (boxes, scores), picture in zip(found, pictures)]
    wrong = np.sort(np.concatenate([scores[mark == 0] for (_, scores), mark in zip(found, marks)]))[::-1]
    allowed = int(rate * len(pictures))
    least = wrong[allowed] if len(wrong) > allowed else 0.0
    faces: list[tuple[float, bool, bool]] = []
    for (boxes, scores), picture in zip(found, pictures):
        strong = boxes[scores > least]
        for box, ignored, masked in zip(picture.boxes, picture.ignored, picture.masked):
            if not ignored:
                hit = len(strong) > 0 and overlaps(strong, corners(box[None])).max() >= 0.5
                faces.append((float(box[3]), bool(masked), hit))
    result = {}
    for band, (low, high) in BANDS.items():
        result[band] = {}
        for name, wanted in (("masked", True), ("other", False)):
            hits = [hit for tall, masked, hit in faces if low <= tall < high and masked == wanted]
            result[band][name] = (len(hits), round(float(np.mean(hits)), 4) if hits else 0.0)
    return result


def main(argv: list[str] | None = None) -> None:
    given = options("limits", __doc__).parse_args(argv)
    folder = given.models / given.preset
    preset, cascade = (json.loads((folder / f"{name}.json").read_text()) for name in ("preset", "cascade"))
    networks = {name: keras.load(keras.build(folder / name), folder / name).eval() for name in ("mbfcn", "generator", "discriminator")}
    chosen = tune_pictures(given)
    report: dict = {"pictures": len(chosen), "conditions": {}}
    for name, change in CONDITIONS.items():
        shown = [change(pixels, picture, np.random.default_rng([SEED, i])) for i, (pixels, picture) in enumerate(chosen)]
        found, pictures = [detect(pixels, networks, preset, cascade) for pixels, _ in shown], [picture for _, picture in shown]
        report["conditions"][name] = {"ap": table(found, pictures), "at0.3": round(average_precision(found, pictures, least=0.3), 4)}
        print(f"{name}: " + ", ".join(f"{band} {value:.3f}" for band, value in report["conditions"][name]["ap"].items()), flush=True)
        if name == "as they are":
            report["masks"] = recall_by_mask(found, pictures)
            for band, both in report["masks"].items():
                print(f"  found at one false positive a picture, {band}: " + ", ".join(f"{kind} {share:.3f} of {count}" for kind, (count, share) in both.items()))
    write_report(given, "limits", report)


if __name__ == "__main__":
    main()
