"""The PyTorch half of the losses' parity test (scripts/parity): losses and their gradients on fixed weights and patches.

`python -m pretraining.tests.loss_parity FOLDER MODELS`: as `parity`, FOLDER/cases.json names raw float32 files. Networks answer
in inference mode, as fine-tuning in the page runs them: stored statistics, trained everything else.
"""
from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from pretraining import boxes as B
from pretraining import fisher, gan, keras, mbfcn
from pretraining.scene import Scene
from pretraining.targets import assign

from .parity import Folder, last, spread_outputs, unsettle

PRESET, SIZE, PAIRS, TINY, DIRECT = "tiny", 64, 3, 4, 3
FACES = [
    [[10.0, 12.0, 17.0, 21.0], [40.0, 30.0, 52.0, 44.0], [20.0, 36.0, 31.0, 50.0], [2.0, 2.0, 60.0, 63.0]],
    [[5.5, 44.25, 13.0, 52.5], [30.0, 4.0, 36.5, 12.0]],
]
IGNORED = [[[44.0, 4.0, 60.0, 20.0]], [[34.0, 30.0, 62.0, 60.0], [0.0, 0.0, 12.0, 12.0]]]


def network(out: Folder, models: Path, name: str, x: torch.Tensor, seed: int) -> keras.Network:
    folder = out.folder / PRESET / name
    folder.mkdir(parents=True)
    shutil.copy(models / PRESET / name / "model.json", folder)
    net = keras.build(folder)
    unsettle(net, x, seed)
    spread_outputs(net, x)
    keras.save(net, folder)
    return keras.load(net, folder).eval()


def gradients(out: Folder, net: keras.Network, loss: torch.Tensor) -> dict:
    """Of every trained tensor, in Keras's order, by tfjs's name."""
    named = [(name, tensor, order) for name, tensor, order in net.named_tensors() if "moving" not in name]
    found = torch.autograd.grad(loss, [tensor for _, tensor, _ in named], retain_graph=True, allow_unused=True)
    return {
        name: out.write((torch.zeros_like(tensor) if g is None else g).permute(order).contiguous().numpy())
        for (name, tensor, order), g in zip(named, found)
    }


def noise(seed: int, *shape: int) -> torch.Tensor:
    return torch.rand(*shape, generator=torch.Generator().manual_seed(seed)) * 2 - 1


def proposal_case(out: Folder, models: Path) -> dict:
    branches = json.loads((models / PRESET / "preset.json").read_text())["mbfcn"]["branches"]
    x = noise(1, len(FACES), 3, SIZE, SIZE)
    net = network(out, models, "mbfcn", x, 11)
    scenes = [
        Scene(
            None,
            np.array(faces + ignored, np.float32),
            np.ones(len(faces) + len(ignored), np.float32),
            np.array([False] * len(faces) + [True] * len(ignored)),
        )
        for faces, ignored in zip(FACES, IGNORED)
    ]
    cells, faces, trust, ignored = (torch.from_numpy(np.stack(part)) for part in zip(*(assign(s, SIZE, branches) for s in scenes)))
    score, box = mbfcn.loss(B.flatten(net(x)), B.cells(SIZE, SIZE, branches), cells, faces, trust, ignored)
    return {
        "size": SIZE, "faces": FACES, "ignored": IGNORED, "cells": out.write(cells.numpy().astype(np.float32)), "input": out.write(last(x)),
        "score": score.item(), "box": box.item(), "gradients": gradients(out, net, score + box),
    }


def pull_case(out: Folder) -> dict:
    """From displaced weights w one step of the given length down P = ½ Σ f·(w − a)², by P's gradient where the step ends: the least of
    ½·|x − w|² + rate·P(x), which is square, so that one step of Newton's finds it."""
    folder, rate = out.folder / PRESET / "mbfcn", 0.05
    net = keras.load(keras.build(folder), folder)
    generator = torch.Generator().manual_seed(21)
    drawn = {name: torch.exp(3 * torch.randn(t.permute(order).shape[-1], generator=generator)).numpy() for name, t, order in fisher.trained(net)}
    fisher.save(net, fisher.normalised(net, drawn), folder)
    old = {name: t.detach().permute(order).clone() for name, t, order in fisher.trained(net)}
    now = {name: (t + 0.3 * torch.randn(t.shape, generator=generator)).requires_grad_() for name, t in old.items()}
    penalty = sum((f * (now[name] - old[name]) ** 2).sum() / 2 for name, f in fisher.load(net, folder).items())
    gradients = torch.autograd.grad(penalty, list(now.values()), create_graph=True)
    moved = {}
    for (name, w), gradient in zip(now.items(), gradients):
        (curvature,) = torch.autograd.grad(gradient.sum(), w, retain_graph=True)
        moved[name] = w - rate * gradient / (1 + rate * curvature)
    store = lambda tensors: {name: out.write(tensor.detach().contiguous().numpy()) for name, tensor in tensors.items()}
    return {"rate": rate, "now": store(now), "moved": store(moved)}


def objective_case(out: Folder, models: Path) -> dict:
    low_side, high_side = 24, 96
    lows, high = noise(2, PAIRS + TINY, 3, low_side, low_side), noise(3, PAIRS, 3, high_side, high_side)
    direct = noise(4, DIRECT, 3, high_side, high_side)
    g = network(out, models, "generator", lows, 12)
    d = network(out, models, "discriminator", torch.cat([high, direct, noise(5, 4, 3, high_side, high_side)]), 13)
    rng = np.random.default_rng(6)
    pair_face, tiny_face, direct_face = (torch.tensor(v, dtype=torch.float32) for v in ([1, 0, 1], [1, 0, 1, 0], [0, 1, 1]))
    tiny_delta, direct_delta = (torch.from_numpy(rng.normal(0, 0.1, (n, 4)).astype(np.float32)) for n in (TINY, DIRECT))
    settings = gan.Settings(alpha=0.3, beta=0.7)  # large, so that each part shows in the sum

    upsampled, refined = g(lows)
    outputs, n, m = d(torch.cat([high, direct, refined.detach()])), PAIRS, DIRECT
    face = torch.cat([pair_face, direct_face, pair_face, tiny_face])
    d_gan = gan.discrimination_loss(outputs[0][:n], outputs[0][n + m : 2 * n + m])
    d_clc = gan.classification_loss(outputs[1][:n], face[:n]) + gan.classification_loss(outputs[1][n:], face[n:])
    wanted = torch.cat([direct_delta[direct_face > 0], tiny_delta[tiny_face > 0]])
    given = torch.cat([outputs[2][n : n + m][direct_face > 0], outputs[2][2 * n + m :][tiny_face > 0]])
    d_box = F.smooth_l1_loss(given, wanted, beta=0.05)
    d_total = d_gan + d_clc + settings.box * d_box

    judged = d(refined)
    pixel = gan.pixel_loss([upsampled[:n], refined[:n]], high)
    g_gan, g_clc = gan.adversarial_loss(judged[0][:n]), gan.classification_loss(judged[1], torch.cat([pair_face, tiny_face]))
    g_total = pixel + settings.alpha * g_gan + settings.beta * g_clc
    return {
        "alpha": settings.alpha, "beta": settings.beta, "box": settings.box,
        "lows": out.write(last(lows)), "high": out.write(last(high)), "direct": out.write(last(direct)),
        "pairFace": pair_face.tolist(), "tinyFace": tiny_face.tolist(), "directFace": direct_face.tolist(),
        "tinyDelta": tiny_delta.tolist(), "directDelta": direct_delta.tolist(),
        "discriminator": {
            "discrimination": d_gan.item(), "classification": d_clc.item(), "box": d_box.item(), "total": d_total.item(),
            "gradients": gradients(out, d, d_total),
        },
        "generator": {
            "pixel": pixel.item(), "adversarial": g_gan.item(), "classification": g_clc.item(), "total": g_total.item(),
            "gradients": gradients(out, g, g_total),
        },
    }


def main(folder: Path, models: Path) -> None:
    torch.set_num_threads(1)
    out = Folder(folder)
    cases = {"proposals": proposal_case(out, models), "pull": pull_case(out), "objective": objective_case(out, models)}
    (folder / "cases.json").write_text(json.dumps(cases))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
