"""`npm run plans -- --data DIR`: which scales of the pyramid pay? MB-FCN alone, average precision on the tune split against multiply-adds."""
from __future__ import annotations

import json
import time
from dataclasses import replace

import numpy as np
import torch

from . import degrade, keras
from .measure import average_precision, table
from .propose import coarse, halvings, propose, with_heights
from .tune import options, tune_pictures, write_report
from .wider import Picture

never, always = lambda *_: False, lambda *_: True
# Scales, finest first, and which of them are looked at mirrored as well. "…" goes on halving until a face as tall as the picture is seen.
PLANS = {
    "×1": ((1,), never), "×2": ((2,), never), "×3": ((3,), never),
    "×1 …": ((1, None), never), "×1 … mirrored": ((1, None), always),
    "×2 ×1 …": ((2, None), never), "×2 ×1 …, from ×1 on mirrored (default)": ((2, None), coarse), "×2 ×1 … mirrored": ((2, None), always),
    "×3 ×1 …": ((3, 1, None), never), "×3 ×2 ×1 …": ((3, 2, 1, None), never),
}


def levels(scales: tuple, width: int, height: int) -> list[tuple[float, float, float]]:
    """(scale, lowest, highest face height in px of the picture), as `propose.plan` gives them."""
    chosen = [scale for scale in scales if scale is not None]
    if scales[-1] is None:
        chosen = halvings(chosen, width, height)
    return with_heights(chosen)


def shrunk(pixels: np.ndarray, picture: Picture, longest: int | None) -> tuple[np.ndarray, Picture]:
    """The picture and its truth with no side above `longest` px."""
    height, width = pixels.shape[:2]
    scale = longest / max(height, width) if longest else 1
    if scale >= 1:
        return pixels, picture
    size = round(width * scale), round(height * scale)
    boxes = picture.boxes * np.float32([size[0] / width, size[1] / height] * 2)
    return degrade.resize(np.asarray(pixels), *size), replace(picture, boxes=boxes)


def multiply_adds(network: keras.Network, scales: list[float], width: int = 1024, height: int = 768) -> float:
    """Of the convolutions for one picture of width×height px, without tiles' overlap."""
    total, hooks = 0, []

    def count(module, _, output):
        nonlocal total
        total += output[0, 0].numel() * module.weight.numel()

    for module in network.modules():
        if isinstance(module, keras.Conv2D):
            hooks.append(module.register_forward_hook(count))
    with torch.no_grad():
        network(torch.zeros(1, 3, 96, 96))
    for hook in hooks:
        hook.remove()
    return total / 96**2 * width * height * sum(scale**2 for scale in scales)


def main(argv: list[str] | None = None) -> None:
    parser = options("plans", __doc__)
    parser.add_argument("--longest", type=int, metavar="PX", help="pictures with a longer side are shrunk to it: small pictures have other needs")
    given = parser.parse_args(argv)
    folder = given.models / given.preset
    branches = json.loads((folder / "preset.json").read_text())["mbfcn"]["branches"]
    network = keras.load(keras.build(folder / "mbfcn"), folder / "mbfcn").to(memory_format=torch.channels_last).eval()
    shown = [shrunk(pixels, picture, given.longest) for pixels, picture in tune_pictures(given)]
    pictures = [picture for _, picture in shown]
    rows = {}
    for name, (scales, mirrored) in PLANS.items():
        began, found = time.time(), []
        for pixels, _ in shown:
            boxes, logits = propose(network, branches, pixels, levels=levels(scales, pixels.shape[1], pixels.shape[0]), mirrored=mirrored)
            found.append((boxes, 1 / (1 + np.exp(-logits))))
        passes = [scale for scale, *_ in levels(scales, 1024, 768) for _ in range(1 + mirrored(scale, scales[0]))]
        cost = multiply_adds(network, passes) / 1e9
        ap = table(found, pictures)
        rows[name] = {"gmac": round(cost, 2), "seconds": round(time.time() - began, 1), "ap": ap, "at0.3": round(average_precision(found, pictures, least=0.3), 4)}
        print(f"{name}: {cost:.1f} GMAC, " + ", ".join(f"{band} {value:.3f}" for band, value in ap.items()), flush=True)
    write_report(given, "plans", {"pictures": len(pictures), "longest": given.longest, "plans": rows})


if __name__ == "__main__":
    main()
