"""The PyTorch half of the parity test (scripts/parity): writes networks with odd weights, inputs and answers into a folder.

`python -m pretraining.tests.parity FOLDER MODELS`: FOLDER/cases.json lists the cases, raw little-endian float32 (pictures:
uint8) lies beside it in NHWC order. Networks are written as they ship, float16 weights beside their topology, and read
back before they answer, so that both sides compute with the same rounded weights.
"""
from __future__ import annotations

import copy
import json
import shutil
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from pretraining import keras
from pretraining.propose import halve
from pretraining.resample import patch, square_of

# Odd and even sizes; MB-FCN takes multiples of its largest stride. Batches large enough for a standard deviation.
SHAPES = {"mbfcn": [(1, 96, 64), (2, 64, 160)], "generator": [(2, 23, 17), (2, 24, 24)], "discriminator": [(8, 96, 96)]}
CONTEXT, LOW, HIGH = 1.5, 24, 96
PICTURE = (333, 517)  # height, width: odd, so that halving repeats an edge
BOXES = [(20.3, 31.8, 27.4, 41.2), (-3.0, -2.0, 9.0, 8.0), (500.0, 310.5, 522.0, 339.0), (100.2, 90.7, 118.0, 122.1), (250.0, 33.3, 282.0, 63.0)]


def unsettle(network: keras.Network, x: torch.Tensor, seed: int) -> None:
    """Weights as after some training: batch norm with scales, shifts, means and variances away from 1 and 0, and the moving
    statistics away from this input's own, so that inference and training differ."""
    generator = torch.Generator().manual_seed(seed)
    noise = lambda like: torch.randn(like.shape, generator=generator)
    norms = [module for module in network.modules() if isinstance(module, keras.BatchNormalization)]
    with torch.no_grad():
        for name, tensor, _ in network.named_tensors():
            part = name.split("/")[1]
            if part == "gamma":
                tensor.copy_(1 + 0.3 * noise(tensor))
            elif part == "kernel":
                tensor.copy_(noise(tensor) * (tensor.shape[0] / tensor.numel()) ** 0.5)
            elif part in ("bias", "beta"):
                tensor.copy_(0.3 * noise(tensor))
        for norm in norms:
            norm.usual, norm.momentum = norm.momentum, 1.0
        network.train()(x)
        for norm in norms:
            norm.momentum = norm.usual
            norm.mean += 0.3 * norm.variance.sqrt() * noise(norm.mean)
            norm.variance *= 0.6 + 0.5 * noise(norm.variance).abs()


def spread_outputs(network: keras.Network, x: torch.Tensor) -> None:
    """Scales the output layers so that every output varies by 1 or more in both modes: one that hardly varies proves nothing."""
    with torch.no_grad():
        both = [copy.deepcopy(network).train(mode)(x) for mode in (False, True)]
        for index, name in enumerate(network.output_names):
            # Where a sum with a skip connection is the output, the layer that is added to it.
            while not isinstance(network.by_name[name], (keras.Conv2D, keras.Dense)):
                name = next(inputs for own, inputs in network.steps if own == name)[0]
            layer = network.by_name[name]
            deviation = max(min(float(answers[index].std()) for answers in both), 1e-3)
            layer.weight /= deviation
            layer.bias /= deviation


class Folder:
    def __init__(self, folder: Path):
        self.folder, self.count = folder, 0

    def write(self, values: np.ndarray) -> dict:
        self.count += 1
        name = f"{self.count}.bin"
        kind = "u1" if values.dtype == np.uint8 else "<f4"
        (self.folder / name).write_bytes(np.ascontiguousarray(values, kind).tobytes())
        return {"file": name, "shape": list(values.shape)}


def last(tensor: torch.Tensor) -> np.ndarray:
    """NCHW → NHWC; flat outputs stay."""
    return (tensor.permute(0, 2, 3, 1) if tensor.dim() == 4 else tensor).detach().numpy()


def network_cases(out: Folder, models: Path, preset: str, seed: int) -> list[dict]:
    cases = []
    for name, shapes in SHAPES.items():
        folder = out.folder / preset / name
        folder.mkdir(parents=True)
        shutil.copy(models / preset / name / "model.json", folder)
        network = keras.build(folder)
        inputs = [torch.rand(b, 3, h, w, generator=torch.Generator().manual_seed(seed + h)) * 2 - 1 for b, h, w in shapes]
        unsettle(network, inputs[0], seed)
        spread_outputs(network, inputs[0])
        keras.save(network, folder)
        for x in inputs:
            for training in (False, True):
                keras.load(network, folder).train(training)
                with torch.no_grad():
                    outputs = [out.write(last(y)) for y in network(x)]
                moved = {k: out.write(t.detach().numpy()) for k, t, _ in network.named_tensors() if "moving" in k}
                cases.append(
                    {"preset": preset, "network": name, "training": training, "input": out.write(last(x)), "outputs": outputs,
                     "moving": moved if training else {}}
                )
    return cases


def picture() -> np.ndarray:
    """Smooth shapes and noise, so that neither blurring nor ringing is hidden."""
    rng = np.random.default_rng(5)
    y, x = np.mgrid[: PICTURE[0], : PICTURE[1]]
    waves = np.stack([np.sin(x / 7) * np.cos(y / 5), np.sin((x + y) / 11), np.sign(np.sin(x / 9 + y / 13))], 2)
    return np.clip(127 + 60 * waves + rng.normal(0, 40, (*PICTURE, 3)), 0, 255).astype(np.uint8)


def resampling_cases(out: Folder) -> dict:
    pixels = picture()
    cut = lambda box, side: patch(pixels, *square_of(np.array(box), CONTEXT), side) / 127.5 - 1
    tile = torch.from_numpy(pixels[:64, :96].copy()).permute(2, 0, 1)[None].float() / 127.5 - 1
    whole = torch.from_numpy(pixels).permute(2, 0, 1)[None].float()
    return {
        "picture": out.write(pixels),
        "boxes": BOXES,
        "context": CONTEXT,
        "patches": [{"side": side, "values": out.write(np.stack([cut(box, side) for box in BOXES]))} for side in (LOW, HIGH)],
        "enlarged": {
            "tile": out.write(last(tile)),
            "by": [{"factor": k, "values": out.write(last(F.interpolate(tile, scale_factor=k, mode="bilinear", align_corners=False)))} for k in (2, 3)],
        },
        "halved": out.write(last(halve(whole))),
    }


def main(folder: Path, models: Path) -> None:
    torch.set_num_threads(1)
    out = Folder(folder)
    networks = [case for seed, preset in enumerate(("tiny", "compact")) for case in network_cases(out, models, preset, seed + 1)]
    (folder / "cases.json").write_text(json.dumps({"networks": networks, "resampling": resampling_cases(out)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
