"""Stage `mbfcn`: trains the proposal network.

The learning rate stays constant after its warm-up, so that a run can go on over many sittings from `state.pt`; the last
`--decay` share of a sitting anneals it to zero on a branch of its own and writes the weights that ship. The state kept
for the next sitting is the one from before the annealing.
"""
from __future__ import annotations

import copy
import json
import math
import queue
import threading
import time
from pathlib import Path
from typing import Iterator

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset

from . import boxes as B
from . import keras
from .crops import Cropper
from .targets import BACKGROUND, assign
from .wider import Cache, Picture

SHARES = [0.40, 0.30, 0.18, 0.12]  # of crops, by branch
BOX_WEIGHT = 2.0  # as in GFL (Li et al., NeurIPS 2020), whose quality-focal loss this is


class Crops(IterableDataset):
    def __init__(self, cropper: Cropper, size: int, branches: list[dict], seed: int):
        self.cropper, self.size, self.branches, self.seed = cropper, size, branches, seed

    def __iter__(self):
        info = torch.utils.data.get_worker_info()
        torch.set_num_threads(1)
        rng = np.random.default_rng([self.seed, info.id if info else 0])
        while True:
            scene = self.cropper.make(self.size, rng)
            yield scene.pixels, *assign(scene, self.size, self.branches)


class Replay:
    """The last crops that were cut, drawn from `uses` times each on average: cutting one costs as much as learning from one. Each time
    they are mirrored by chance, and exposure and white balance are drawn anew."""

    def __init__(self, fresh: Iterator[list[Tensor]], batch: int, uses: float, sides: list[int], device: str = "cpu", most: int = 8192):
        self.fresh, self.batch, self.uses, self.sides, self.device, self.most = fresh, batch, uses, sides, device, most
        self.heaps: list[Tensor] = []
        self.filled = self.at = self.count = 0
        # So that the first steps do not learn from the same few.
        self.owed = 8.0 * batch

    def __iter__(self):
        return self

    def __next__(self) -> list[Tensor]:
        while self.owed > 0 or getattr(self.fresh, "waiting", False):
            crops = next(self.fresh)
            self._put(crops)
            self.owed -= len(crops[0])
        self.owed += self.batch / self.uses
        index = torch.randint(self.filled, (self.batch,), device=self.device)
        pixels, cells, faces, trust, ignored = self._mirror([heap[index] for heap in self.heaps])
        random = lambda *shape: torch.randn(*shape, device=self.device)
        gain = 1 + 0.1 * random(self.batch, 1, 1, 1) + 0.04 * random(self.batch, 3, 1, 1)
        lit = ((to_input(pixels) + 1) * gain - 1).clamp(-1, 1).contiguous(memory_format=torch.channels_last)
        return [lit, cells, faces, trust, ignored]

    def _mirror(self, crops: list[Tensor]) -> list[Tensor]:
        pixels, cells, faces, trust, ignored = crops
        chosen = torch.rand(self.batch, device=self.device) < 0.5
        maps = [part.unflatten(1, (side, side)).flip(2).flatten(1) for side, part in zip(self.sides, cells.split([s * s for s in self.sides], 1))]
        width = pixels.shape[2]
        turned = lambda boxes: torch.stack([width - boxes[..., 2], boxes[..., 1], width - boxes[..., 0], boxes[..., 3]], -1)
        either = lambda new, old: torch.where(chosen.view(-1, *[1] * (old.dim() - 1)), new, old)
        return [
            either(pixels.flip(2), pixels), either(torch.cat(maps, 1), cells), either(turned(faces), faces), trust, either(turned(ignored), ignored)
        ]

    def _put(self, crops: list[Tensor]) -> None:
        if not self.heaps:
            self.heaps = [torch.empty(self.most, *part.shape[1:], dtype=part.dtype, device=self.device) for part in crops]
        self.count += len(crops[0])
        count = min(len(crops[0]), self.most - self.at)
        for heap, part in zip(self.heaps, crops):
            heap[self.at : self.at + count] = part[:count].to(self.device)
        self.filled = max(self.filled, self.at + count)
        self.at = (self.at + count) % self.most


class Supply:
    """Fresh crops, fetched by a thread: where a GPU learns faster than crops are cut, it need not wait for them, and takes all that are `waiting`."""

    def __init__(self, loader: Iterator[list[Tensor]], most: int = 64):
        self.queue: queue.Queue[list[Tensor]] = queue.Queue(most)
        threading.Thread(target=self._fetch, args=(loader,), daemon=True).start()

    def _fetch(self, loader: Iterator[list[Tensor]]) -> None:
        for crops in loader:
            self.queue.put(crops)

    @property
    def waiting(self) -> bool:
        return not self.queue.empty()

    def __next__(self) -> list[Tensor]:
        return self.queue.get(timeout=120)


def to_input(pixels: Tensor) -> Tensor:
    """uint8 [B,h,w,3] → float [B,3,h,w] in −1…1, channels last."""
    return pixels.permute(0, 3, 1, 2).to(torch.float32, memory_format=torch.channels_last) / 127.5 - 1


def loss(raw: Tensor, grid: Tensor, cells: Tensor, faces: Tensor, trust: Tensor, ignored: Tensor) -> tuple[Tensor, Tensor]:
    """Quality-focal classification (the target is the box's IoU) and distance-IoU box loss, each over positives.
    raw [B,N,5], cells [B,N], faces [B,F,4], trust [B,F], ignored [B,G,4]."""
    logit = raw[..., 0]
    positive = cells >= 0
    picture = torch.arange(len(raw), device=raw.device)[:, None].expand_as(cells)[positive]
    face = cells[positive].long()
    grid_of = grid[None].expand(len(raw), -1, -1)[positive]
    predicted = B.decode(raw[..., 1:][positive], grid_of)
    value, distance = B.iou(predicted, faces[picture, face])
    weight = trust[picture, face].clamp(0.4, 1) ** 0.5
    count = weight.sum().clamp(min=1)
    box_loss = ((1 - distance) * weight).sum() / count

    target = torch.zeros_like(logit)
    target[positive] = value.detach().clamp(min=0.1)
    counts = (positive | (cells == BACKGROUND)).float()
    counts[positive] = weight
    counts = counts * _outside(raw, grid, cells, ignored)
    focus = (torch.sigmoid(logit.detach()) - target).abs().square()
    score_loss = (F.binary_cross_entropy_with_logits(logit, target, reduction="none") * focus * counts).sum() / count
    return score_loss, box_loss


@torch.no_grad()
def _outside(raw: Tensor, grid: Tensor, cells: Tensor, ignored: Tensor) -> Tensor:
    """0 for background cells whose decoded box lies by half in an ignored one; only the strongest are looked at."""
    keep = torch.ones_like(raw[..., 0])
    strongest = torch.where(cells == BACKGROUND, raw[..., 0], torch.full_like(raw[..., 0], -99)).topk(96, 1).indices
    at = grid[strongest]
    chosen = raw[..., 1:].gather(1, strongest[..., None].expand(-1, -1, 4))
    box = B.decode(chosen.flatten(0, 1), at.flatten(0, 1)).view(len(raw), -1, 1, 4)
    other = ignored[:, None]
    shared = (torch.minimum(box[..., 2:], other[..., 2:]) - torch.maximum(box[..., :2], other[..., :2])).clamp(min=0).prod(-1)
    inside = (shared / (box[..., 2:] - box[..., :2]).prod(-1).clamp(min=1e-6)).amax(-1) >= 0.5
    return keep.scatter(1, strongest, 1 - inside.float())


def prepare_fresh(network: keras.Network) -> None:
    """RetinaNet's prior: at the start every cell says 'face' with probability 0.01."""
    for name in network.output_names:
        layer = network.by_name[name]
        torch.nn.init.normal_(layer.weight, std=0.01)
        with torch.no_grad():
            layer.bias[0] = -math.log(99)


class Average:
    """Exponential moving average of weights and batch statistics."""

    def __init__(self, network: keras.Network, decay: float):
        self.network, self.decay = copy.deepcopy(network).eval(), decay

    @torch.no_grad()
    def update(self, network: keras.Network, step: int) -> None:
        decay = min(self.decay, (1 + step) / (10 + step))
        kept, new = list(self.network.state_dict().values()), list(network.state_dict().values())
        torch._foreach_mul_(kept, decay)
        torch._foreach_add_(kept, new, alpha=1 - decay)


def optimiser_of(network: keras.Network, rate: float) -> torch.optim.AdamW:
    decayed = [p for p in network.parameters() if p.dim() > 1]
    plain = [p for p in network.parameters() if p.dim() <= 1]
    return torch.optim.AdamW([{"params": decayed, "weight_decay": 0.02}, {"params": plain, "weight_decay": 0.0}], rate)


def save_state(file: Path, network, average, optimiser, step: int, seen: int) -> None:
    """Moments are kept as bfloat16: they need range, not precision, and the file must stay small."""
    state = optimiser.state_dict()
    state["state"] = {
        key: {k: v.to(torch.bfloat16) if k in ("exp_avg", "exp_avg_sq") else v for k, v in entry.items()}
        for key, entry in state["state"].items()
    }
    temporary = file.with_suffix(".new")
    torch.save(
        {"network": network.state_dict(), "average": average.network.state_dict(), "optimiser": state, "step": step, "seen": seen},
        temporary,
    )
    temporary.replace(file)


def load_state(file: Path, network, average, optimiser) -> tuple[int, int]:
    state = torch.load(file, map_location="cpu")
    network.load_state_dict(state["network"])
    average.network.load_state_dict(state["average"])
    for entry in state["optimiser"]["state"].values():
        for key in ("exp_avg", "exp_avg_sq"):
            entry[key] = entry[key].float()
    optimiser.load_state_dict(state["optimiser"])
    return state["step"], state["seen"]


def train(
    model: Path,
    branches: list[dict],
    pictures: list[Picture],
    cache: Cache,
    out: Path,
    minutes: float,
    *,
    size: int = 192,
    batch: int = 32,
    rate: float = 2e-3,
    decay: float = 0.3,
    seed: int = 1,
    steps: int | None = None,
    workers: int = 1,
    smoothing: float = 0.9995,
    start: Path | None = None,
    uses: float = 3,
    half: bool = True,
    device: str = "cpu",
    stored: bool = False,
) -> keras.Network:
    """Trains for `minutes` (or exactly `steps`) and returns the averaged network; out/ gets state.pt, last.pt and log.jsonl.
    `start` is a state to begin from where out/ has none. Each crop is learned from `uses` times; on a GPU that is the most, and fewer
    where crops come faster. `half`: activations in bfloat16, weights in float32. `stored`: batch norm keeps its stored statistics, as it
    must where a batch is too small to go on from weights that learned in large ones."""
    torch.manual_seed(seed)
    out.mkdir(parents=True, exist_ok=True)
    network = keras.build(model).to(device, memory_format=torch.channels_last).train()
    prepare_fresh(network)
    average, optimiser = Average(network, smoothing), optimiser_of(network, rate)
    state = out / "state.pt"
    # A committed state of an earlier sitting is where a fresh work folder begins.
    origin = state if state.exists() else start
    step, seen = load_state(origin, network, average, optimiser) if origin and origin.exists() else (0, 0)
    if stored:
        for layer in network.modules():
            if isinstance(layer, keras.BatchNormalization):
                layer.eval()
    cropper = Cropper(pictures, cache, [tuple(b["heights"]) for b in branches], SHARES)
    ahead = {"num_workers": workers, "prefetch_factor": 6} if workers else {}
    fresh = iter(DataLoader(Crops(cropper, size, branches, seed + step), min(batch, 32), **ahead))
    sides = [size // branch["stride"] for branch in branches]
    # 65,536 crops of 192 px take 7 GiB.
    replay = Replay(fresh, batch, uses, sides) if device == "cpu" else Replay(Supply(fresh), batch, uses, sides, device, 65536)
    grid = B.cells(size, size, branches).to(device)
    began, last_saved, saved_before_decay = time.time(), time.time(), False
    first, recent = step, []
    while True:
        share = (step - first) / steps if steps else (time.time() - began) / 60 / minutes
        if share >= 1:
            break
        annealing = max(0.0, (share - (1 - decay)) / decay)
        if annealing > 0 and not saved_before_decay:
            save_state(state, network, average, optimiser, step, seen)
            saved_before_decay = True
        now = rate * min(1.0, (step + 1) / 500) * (0.5 * (1 + math.cos(math.pi * annealing)) * 0.99 + 0.01)
        for group in optimiser.param_groups:
            group["lr"] = now
        pixels, cells, faces, trust, ignored = next(replay)
        raw = B.flatten(keras.in_half(network, pixels, half))
        score_loss, box_loss = loss(raw, grid, cells, faces, trust, ignored)
        optimiser.zero_grad(set_to_none=True)
        (score_loss + BOX_WEIGHT * box_loss).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimiser.step()
        step, seen = step + 1, seen + batch
        average.update(network, step)
        recent.append(torch.stack([score_loss.detach(), box_loss.detach()]))
        if step % 100 == 0:
            score_mean, box_mean = torch.stack(recent).mean(0).tolist()
            line = {"step": step, "seen": seen, "score": score_mean, "box": box_mean, "rate": now}
            line["uses"] = round((step - first) * batch / replay.count, 2)
            line["perSecond"] = round((step - first) * batch / (time.time() - began), 1)
            with open(out / "log.jsonl", "a") as log:
                log.write(json.dumps(line) + "\n")
            recent = []
        if time.time() - last_saved > 180:
            if not saved_before_decay:
                save_state(state, network, average, optimiser, step, seen)
            torch.save(average.network.state_dict(), out / "last.pt")
            last_saved = time.time()
    if not saved_before_decay:
        save_state(state, network, average, optimiser, step, seen)
    torch.save(average.network.state_dict(), out / "last.pt")
    return average.network
