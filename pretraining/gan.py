"""Stages `generator` and `adversarial`: the generator on the pixel loss alone, then the paper's full objective, G and D in turn.

Equation numbers are the paper's (PAPER.md). Pixel loss on both sub-networks' outputs; adversarial loss only where a
high-resolution truth exists; every real tiny ROI, face or not, trains the classification loss through the generator.
"""
from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Callable

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from . import keras
from .mbfcn import Average, to_input
from .pairs import shrink_all


@dataclass
class Settings:
    alpha: float = 0.001  # weight of the adversarial loss in G, equation (8)
    beta: float = 0.01  # weight of the classification loss in G, equation (8)
    input_noise: float = 0.0  # standard deviation of Gaussian noise added to G's input in training, of the range −1…1
    box: float = 1.0  # weight of fc_box's smooth L1 loss (SOD-MTGAN), not in the paper
    rate: float = 1e-3  # of the pixel stage
    adversarial_rate: float = 4e-4
    pixel_batch: int = 32  # of the pixel stage
    pairs: int = 12  # a batch's low/high pairs
    tiny: int = 16  # a batch's real tiny ROIs
    direct: int = 12  # a batch's larger ROIs
    variants: int = 2  # degraded versions of every pair
    window: int = 12  # side in low-resolution px of what the pixel stage sees of a pair: four times the steps in the same time
    held_out: float = 0.1

    def times(self, factor: int) -> Settings:
        """The same with batches that are `factor` times larger."""
        return replace(self, pairs=self.pairs * factor, tiny=self.tiny * factor, direct=self.direct * factor, pixel_batch=self.pixel_batch * factor)


class Heaps:
    """What `rois` cut, on the device that learns from it; the last tenth of the truth is held out for PSNR."""

    def __init__(self, folder: Path, patch: dict, settings: Settings, device: str = "cpu", seed: int = 5):
        self.rng, self.device = np.random.default_rng(seed), device
        mined = {name: dict(np.load(folder / f"{name}.npz")) for name in ("tiny", "direct", "truth")}
        count = int(len(mined["truth"]["face"]) * (1 - settings.held_out))
        truth = {key: values[:count] for key, values in mined["truth"].items()}
        self.held_out = {key: values[count:] for key, values in mined["truth"].items()}
        cached = folder / "pairs.npz"
        if not cached.exists():
            np.savez(
                cached,
                low=shrink_all(truth["patches"], patch["low"], patch["context"], settings.variants, seed),
                held_out=shrink_all(self.held_out["patches"], patch["low"], patch["context"], 1, seed + 1)[0],
            )
        pairs = np.load(cached)
        self.low, self.held_out_low = torch.from_numpy(pairs["low"]).to(device), pairs["held_out"]
        self.tiny, self.direct, self.truth = (Heap(table, device) for table in (mined["tiny"], mined["direct"], truth))

    def pairs(self, count: int) -> tuple[Tensor, Tensor, Tensor]:
        """low, high (−1…1) and face [n] of one batch, mirrored at random."""
        index, flip = self._balanced(self.truth, count, 0.7), self._chance(count)
        variant = torch.from_numpy(self.rng.integers(len(self.low), size=count)).to(self.device)
        return _mirrored(self.low[variant, index], flip), _mirrored(self.truth.patches[index], flip), self.truth.face[index]

    def rois(self, heap: Heap, count: int) -> tuple[Tensor, Tensor, Tensor]:
        """patches, face [n] and deltas [n,4] of one batch, half faces, mirrored at random, exposure jittered."""
        index, flip = self._balanced(heap, count, 0.5), self._chance(count)
        sign = torch.ones(count, 4, device=self.device)
        sign[:, 0] = 1 - 2 * flip.float()
        gain = torch.from_numpy(self.rng.uniform(0.8, 1.2, (count, 1, 1, 1))).float().to(self.device)
        return ((_mirrored(heap.patches[index], flip) + 1) * gain - 1).clamp(-1, 1), heap.face[index], heap.deltas[index] * sign

    def _chance(self, count: int) -> Tensor:
        return torch.from_numpy(self.rng.random(count) < 0.5).to(self.device)

    def _balanced(self, heap: Heap, count: int, share: float) -> Tensor:
        positive = int(round(count * share)) if len(heap.others) else count
        drawn = [self.rng.choice(heap.faces, positive)] + ([self.rng.choice(heap.others, count - positive)] if positive < count else [])
        return torch.from_numpy(np.concatenate(drawn)).to(self.device)


class Heap:
    """Patches uint8 [n,side,side,3] with face [n] and deltas [n,4]; where the faces and the others are."""

    def __init__(self, table: dict[str, np.ndarray], device: str):
        self.faces, self.others = np.nonzero(table["face"] == 1)[0], np.nonzero(table["face"] == 0)[0]
        self.patches = torch.from_numpy(table["patches"]).to(device)
        self.face, self.deltas = (torch.from_numpy(table[key]).float().to(device) for key in ("face", "deltas"))


def _mirrored(patches: Tensor, flip: Tensor) -> Tensor:
    """uint8 [n,s,s,3] → [n,3,s,s] in −1…1, mirrored where `flip`."""
    return to_input(torch.where(flip.view(-1, 1, 1, 1), patches.flip(2), patches))


def _input(patches: np.ndarray) -> Tensor:
    return to_input(torch.from_numpy(np.ascontiguousarray(patches)))


def pixel_loss(outputs: list[Tensor], high: Tensor) -> Tensor:
    """Equation (4): both sub-networks' outputs against the truth, mean over px and patches."""
    upsampled, refined = outputs
    return F.mse_loss(upsampled, high) + F.mse_loss(refined, high)


def classification_loss(logit: Tensor, face: Tensor) -> Tensor:
    """Equation (6), as the binary cross-entropy that it must be."""
    return F.binary_cross_entropy_with_logits(logit[:, 0], face)


def adversarial_loss(logit: Tensor) -> Tensor:
    """Equation (5), in its non-saturating form: −log D(G(lr)) has the same fixed point and gradients that do not vanish."""
    return F.softplus(-logit).mean()


def discrimination_loss(real: Tensor, generated: Tensor) -> Tensor:
    """Equation (9), first part: −log D(hr) − log(1 − D(G(lr)))."""
    return F.softplus(-real).mean() + F.softplus(generated).mean()


def fresh_generator(folder: Path) -> keras.Network:
    """Last convolutions start small: with skips the first output is the enlarged input."""
    network = keras.build(folder)
    for name in ("up_rgb", "refine_rgb"):
        torch.nn.init.normal_(network.by_name[name].weight, std=0.01)
    return network


def cut(low: Tensor, high: Tensor, side: int, rng: np.random.Generator) -> tuple[Tensor, Tensor]:
    """The same window of a batch's low and high patches: side and 4·side px."""
    x, y = rng.integers(low.shape[3] - side + 1), rng.integers(low.shape[2] - side + 1)
    part = low[:, :, y : y + side, x : x + side], high[:, :, 4 * y : 4 * (y + side), 4 * x : 4 * (x + side)]
    return part[0].contiguous(memory_format=torch.channels_last), part[1].contiguous(memory_format=torch.channels_last)


def train_generator(model: Path, heaps: Heaps, out: Path, minutes: float, settings: Settings, steps: int | None = None) -> keras.Network:
    """The pixel loss alone. Writes out/generator-pixel.pt."""
    network = fresh_generator(model).to(heaps.device, memory_format=torch.channels_last).train()
    average = Average(network, 0.998)
    optimiser = torch.optim.Adam(network.parameters(), settings.rate, (0.9, 0.999))
    log = Log(out / "generator.jsonl")
    for step, share in schedule(minutes, steps):
        for group in optimiser.param_groups:
            group["lr"] = settings.rate * min(1, (step + 1) / 100) * (1 - 0.95 * share)
        low, high = cut(*heaps.pairs(settings.pixel_batch)[:2], settings.window, heaps.rng)
        loss = pixel_loss(keras.in_half(network, low + settings.input_noise * torch.randn_like(low)), high)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        average.update(network, step)
        log.add(step, pixel=loss)
    out.mkdir(parents=True, exist_ok=True)
    torch.save({"network": network.state_dict(), "average": average.network.state_dict()}, out / "generator-pixel.pt")
    return average.network.cpu()


def train_adversarial(
    generator_model: Path, discriminator_model: Path, heaps: Heaps, out: Path, minutes: float, settings: Settings,
    steps: int | None = None, warm_up: float = 0.25, enlarge: Callable[[Tensor], Tensor] | None = None,
    discriminator: keras.Network | None = None, log_name: str = "adversarial",
) -> tuple[keras.Network, keras.Network]:
    """The full objective, k = 1: D's step, equation (9), then G's, equation (8). For the first `warm_up` share only D learns,
    so that its gradients mean something when G first meets them. Writes out/generator.pt and out/discriminator.pt.
    `enlarge` (low patches → high ones) takes the generator's place for ablations: then D alone learns, all the time.
    `discriminator` is a fresh one to train instead of the preset's."""
    generator = keras.build(generator_model).to(heaps.device, memory_format=torch.channels_last)
    generator.load_state_dict(torch.load(out / "generator-pixel.pt", map_location="cpu")["average"])
    discriminator = (discriminator or keras.build(discriminator_model)).to(heaps.device, memory_format=torch.channels_last)
    averages = Average(generator, 0.995), Average(discriminator, 0.998)
    of_g = torch.optim.Adam(generator.parameters(), settings.adversarial_rate, (0.9, 0.999))
    of_d = torch.optim.AdamW(discriminator.parameters(), settings.rate, (0.9, 0.999), weight_decay=0.01)
    log = Log(out / f"{log_name}.jsonl")
    generator.train(), discriminator.train()
    for step, share in schedule(minutes, steps):
        fade = 1 - 0.95 * share
        of_g.param_groups[0]["lr"] = settings.adversarial_rate * fade
        of_d.param_groups[0]["lr"] = settings.rate * fade
        low, high, pair_face = heaps.pairs(settings.pairs)
        tiny, tiny_face, tiny_delta = heaps.rois(heaps.tiny, settings.tiny)
        direct, direct_face, direct_delta = heaps.rois(heaps.direct, settings.direct)
        lows = torch.cat([low, tiny])
        lows = lows + settings.input_noise * torch.randn_like(lows)
        learns = share >= warm_up and enlarge is None
        with torch.set_grad_enabled(learns):
            upsampled, refined = (enlarge(lows),) * 2 if enlarge else keras.in_half(generator, lows)
        n = len(low)

        # D: equation (9) and fc_box. One batch of all kinds, so that batch norm sees what it will see.
        gan, clc, box = _heads(keras.in_half(discriminator, torch.cat([high, direct, refined.detach()])))
        real, fake = gan[:n], gan[n + len(direct) : 2 * n + len(direct)]
        face = torch.cat([pair_face, direct_face, pair_face, tiny_face])
        d_gan = discrimination_loss(real, fake)
        d_clc = classification_loss(clc[:n], face[:n]) + classification_loss(clc[n:], face[n:])
        d_box = torch.zeros((), device=heaps.device)
        if box is not None:
            wanted = torch.cat([direct_delta[direct_face > 0], tiny_delta[tiny_face > 0]])
            given = torch.cat([box[n : n + len(direct)][direct_face > 0], box[2 * n + len(direct) :][tiny_face > 0]])
            d_box = F.smooth_l1_loss(given, wanted, beta=0.05)
        of_d.zero_grad(set_to_none=True)
        (d_gan + d_clc + settings.box * d_box).backward()
        of_d.step()
        averages[1].update(discriminator, step)

        pixel = g_gan = g_clc = torch.zeros((), device=heaps.device)
        if learns:
            # G: equation (8).
            for parameter in discriminator.parameters():
                parameter.requires_grad_(False)
            gan, clc, _ = _heads(keras.in_half(discriminator, refined))
            pixel = pixel_loss([upsampled[:n], refined[:n]], high)
            g_gan, g_clc = adversarial_loss(gan[:n]), classification_loss(clc, torch.cat([pair_face, tiny_face]))
            of_g.zero_grad(set_to_none=True)
            (pixel + settings.alpha * g_gan + settings.beta * g_clc).backward()
            of_g.step()
            for parameter in discriminator.parameters():
                parameter.requires_grad_(True)
            averages[0].update(generator, step)
        log.add(
            step, dGan=d_gan, dClc=d_clc, dBox=d_box, pixel=pixel, gGan=g_gan, gClc=g_clc,
            real=(real > 0).float().mean(), fake=(fake < 0).float().mean(),
        )
    trained = averages[0].network.cpu(), averages[1].network.cpu()
    for name, network in zip(("generator", "discriminator"), trained):
        torch.save(network.state_dict(), out / f"{name}.pt")
    (out / "settings.json").write_text(json.dumps(asdict(settings)))
    return trained


def _heads(outputs: list[Tensor]) -> tuple[Tensor, Tensor, Tensor | None]:
    return outputs[0], outputs[1], outputs[2] if len(outputs) > 2 else None


def schedule(minutes: float, steps: int | None):
    """(step, share of the stage that is over) until the time or the steps are used up."""
    began, step = time.time(), 0
    while True:
        share = step / steps if steps else (time.time() - began) / 60 / minutes
        if share >= 1:
            return
        yield step, share
        step += 1


class Log:
    """A JSON line of means every 50 steps."""

    def __init__(self, file: Path):
        file.parent.mkdir(parents=True, exist_ok=True)
        self.file, self.rows, self.began = file, [], time.time()

    def add(self, step: int, **values: Tensor) -> None:
        """Values are read every 50 steps only: reading one waits for the device."""
        self.rows.append({key: value.detach() for key, value in values.items()})
        if len(self.rows) == 50:
            mean = {key: round(float(torch.stack([row[key] for row in self.rows]).mean()), 5) for key in values}
            with open(self.file, "a") as log:
                log.write(json.dumps({"step": step, "seconds": round(time.time() - self.began), **mean}) + "\n")
            self.rows = []
