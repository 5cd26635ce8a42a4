"""`npm run ablation -- --data DIR [--report DIR]`: the table that the paper never showed. What does each part of the second stage add?

MB-FCN, its ROIs and NMS are the same in every row. Each row trains its own discriminator from the same start for the same steps
on the same batches, fits its own calibration on the calibration split and chooses its own gate on the tune split. Rows 3 to 6
branch from one generator that was trained on the pixel loss. Differences to row 2b carry a paired bootstrap over pictures.
"""
from __future__ import annotations

import argparse
import copy
import dataclasses
import itertools
import json
from pathlib import Path
from typing import Callable

import numpy as np
import torch
from torch import Tensor

from . import gan, keras, resample
from .calibrate import LOWEST, calibration_of, choose_gate
from .cascade import Proposals, finish, look_again, unseen
from .measure import marked, precision_of, table
from .oracles import perfect_boxes, perfect_scores
from .propose import propose
from .review import reviewed
from .unsure import area, judged
from .wider import Picture, decode, read_truth

ROWS = {
    "1": "MB-FCN alone",
    "2": "+ bicubic ×4 + discriminator",
    "2b": "the same, discriminator widened to the cost of both",
    "3": "+ generator, pixel loss, up-sample sub-network alone",
    "4": "+ refinement sub-network",
    "5": "+ adversarial loss",
    "6": "+ classification loss in the generator = full",
}


def bicubic(low: Tensor) -> Tensor:
    """×4 by the page's own bicubic: [n,3,s,s] → [n,3,4s,4s], in −1…1."""
    side = low.shape[2]
    matrix = torch.from_numpy(resample.weights(0.0, float(side), 4 * side, side)[0]).to(low)
    high = torch.einsum("ij,ncjk,lk->ncil", matrix, low, matrix).clamp(-1, 1)
    return high.contiguous(memory_format=torch.channels_last)


def widened(folder: Path, factor: float) -> keras.Network:
    """The discriminator with `factor` times the channels in every convolution."""
    topology = copy.deepcopy(json.loads((folder / "model.json").read_text())["modelTopology"])
    for layer in topology["config"]["layers"]:
        if layer["class_name"] == "Conv2D":
            layer["config"]["filters"] = int(round(layer["config"]["filters"] * factor / 4)) * 4
    return keras.Network(topology)


def frozen(network: keras.Network, output: int):
    """An enlarger: the given output of a generator that does not learn any more."""
    network = network.eval()
    return lambda low: network(low)[output]


def enlarger(row: str, pixel: keras.Network, device: str = "cpu"):
    """What stands in a row for the generator that learns: low patches → high ones. None where it does learn."""
    if row in ("2", "2b"):
        return bicubic
    return frozen(copy.deepcopy(pixel).to(device), 0 if row == "3" else 1) if row in ("3", "4") else None


def second_stage(row: str, run, seed: int, heaps: gan.Heaps | None, pixel: keras.Network, out: Path) -> tuple[keras.Network, keras.Network]:
    """Generator and discriminator of one row: read where an earlier run trained them, trained otherwise."""
    file = out / f"row{row}.pt"
    discriminator = widened(run.model / "discriminator", run.given.widen) if row == "2b" else keras.build(run.model / "discriminator")
    if file.exists():
        networks, states = (keras.build(run.model / "generator"), discriminator), torch.load(file, map_location="cpu")
        for network, state in zip(networks, states):
            network.load_state_dict(state)
        return tuple(network.to(memory_format=torch.channels_last).eval() for network in networks)
    torch.manual_seed(seed)
    heaps.rng = np.random.default_rng(seed)
    settings = dataclasses.replace(run.settings, beta=0.0) if row == "5" else run.settings
    networks = gan.train_adversarial(
        run.model / "generator", run.model / "discriminator", heaps, out, 0, settings, steps=run.given.steps,
        enlarge=enlarger(row, pixel, heaps.device), discriminator=discriminator, log_name=f"row{row}",
    )
    torch.save([network.state_dict() for network in networks], file)
    return networks


def train_rows(run, seed: int) -> tuple[keras.Network, dict[str, tuple[keras.Network, keras.Network]]]:
    """The generator of the pixel loss, and every row's networks. A run of the same steps that was broken off goes on at the row where it stood."""
    out = run.folder(seed)
    out.mkdir(parents=True, exist_ok=True)
    rows = [row for row in ROWS if row != "1"]
    missing = [row for row in rows if not (out / f"row{row}.pt").exists()]
    heaps = run.heaps() if missing else None
    torch.manual_seed(seed)
    if (out / "generator-pixel.pt").exists():
        pixel = keras.build(run.model / "generator")
        pixel.load_state_dict(torch.load(out / "generator-pixel.pt", map_location="cpu")["average"])
    else:
        pixel = gan.train_generator(run.model / "generator", heaps, out, 0, run.settings, steps=run.given.pixel_steps)
    networks = {}
    for row in rows:
        networks[row] = second_stage(row, run, seed, heaps, pixel, out)
        print(f"seed {seed}, row {row}: {'trained' if row in missing else 'read'}", flush=True)
    return pixel, networks


class Measured:
    """Proposals of one set of pictures, found once; every row looks at them again."""

    def __init__(self, run, pictures: list[Picture], cache, most: int):
        self.pictures, self.patch, self.most = pictures, run.preset["patch"], most
        at = {name: i for i, name in enumerate(cache.names)}
        network = run.network("mbfcn")
        self.pixels = [cache[at[p.name]] for p in pictures]
        self.alone = [unseen(*propose(network, run.preset["mbfcn"]["branches"], pixels)) for pixels in self.pixels]

    def look(self, generator, discriminator, enlarge, calibration: dict) -> list[Proposals]:
        """`calibration`: MB-FCN's, which says what the second stage is shown."""
        return [
            look_again(pixels, p.boxes, p.logits, generator, discriminator.eval(), self.patch, calibration, LOWEST, self.most, enlarge)
            for pixels, p in zip(self.pixels, self.alone)
        ]


def differences(one: list, two: list, statistic: Callable[[list], float], draws: int = 300, seed: int = 1) -> tuple[float, float, float]:
    """`statistic` of one row's pictures less that of another's, with the paired bootstrap's 95 % interval over pictures."""
    rng = np.random.default_rng(seed)
    difference = lambda index: statistic([one[i] for i in index]) - statistic([two[i] for i in index])
    values = [difference(rng.integers(len(one), size=len(one))) for _ in range(draws)]
    low, high = np.nanquantile(values, (0.025, 0.975))
    return difference(range(len(one))), float(low), float(high)


def ablate(run, parts: dict[str, Measured], seed: int) -> dict:
    """One seed's table: row → part → {bands}, the area under the ROC curve where MB-FCN is unsure, and the differences of both to row 2b."""
    pixel, networks = train_rows(run, seed)
    results, marks, unsures = {}, {}, {}
    alone = {name: part.alone for name, part in parts.items()}
    measured = [name for name in parts if name != "calibrate"]
    first = calibration_of(alone["calibrate"], parts["calibrate"].pictures)["mbfcn"]
    for row in [row for row in ROWS if row != "1"] + ["1"]:
        if row == "1":
            # MB-FCN's own logits of the ROIs that the other rows have looked at.
            calls, looked = looked, alone
        else:
            generator, discriminator = networks[row]
            looked = {name: part.look(generator.eval(), discriminator, enlarger(row, pixel), first) for name, part in parts.items()}
            calls = looked
        calibration = calibration_of(looked["calibrate"], parts["calibrate"].pictures)
        cascade, _ = choose_gate(looked["tune"], parts["tune"].pictures, calibration)
        results[row] = {"gate": cascade["gate"]}
        for name in measured:
            pictures = parts[name].pictures
            found = [finish(p, cascade, row != "1") for p in looked[name]]
            marks[row, name] = [marked(one, picture) for one, picture in zip(found, pictures)]
            unsures[row, name] = judged(calls[name], pictures, first, row != "1")
            results[row][name] = table(found, pictures)
            results[row][f"{name}-unsure"] = round(area(unsures[row, name]), 4)
        print(f"seed {seed}, row {row}: " + ", ".join(f"{n} {results[row][n]['all']:.4f}, unsure ROIs {results[row][f'{n}-unsure']:.4f}" for n in measured), flush=True)
    for row, name in itertools.product(ROWS, measured):
        results[row][f"{name}-2b"] = differences(marks[row, name], marks["2b", name], precision_of)
        results[row][f"{name}-unsure-2b"] = differences(unsures[row, name], unsures["2b", name], area)
    return {row: results[row] for row in ROWS}


def summary(seeds: list[dict], names: list[str]) -> str:
    """Rows of a Markdown table: of each part AP and area as mean (least to most of the seeds), and the seeds' mean difference to row 2b, each with the
    widest interval of any seed."""
    def values(numbers: list[float]) -> str:
        spread = f" ({min(numbers):.4f}–{max(numbers):.4f})" if len(numbers) > 1 else ""
        return f"{np.mean(numbers):.4f}{spread}"

    def change(three: list) -> str:
        value, low, high = np.mean([t[0] for t in three]), min(t[1] for t in three), max(t[2] for t in three)
        return f"{value:+.4f} ({low:+.4f} to {high:+.4f})"

    lines = []
    for row, words in ROWS.items():
        cells = [row, words]
        for name in names:
            cells.append(values([seed[row][name]["all"] for seed in seeds]))
            cells.append(change([seed[row][f"{name}-2b"] for seed in seeds]))
            cells.append(values([seed[row][f"{name}-unsure"] for seed in seeds]))
            cells.append(change([seed[row][f"{name}-unsure-2b"] for seed in seeds]))
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def oracles(run, parts: dict[str, Measured]) -> dict[str, dict]:
    """Part → AP by band with perfect scores, and with perfect boxes: what a second stage could bring at most."""
    calibration = calibration_of(parts["calibrate"].alone, parts["calibrate"].pictures)["mbfcn"]
    iou = json.loads((run.model / "cascade.json").read_text())["nms"]["iou"]
    results = {}
    for name, part in parts.items():
        pairs = list(zip(part.alone, part.pictures))
        bounds = {
            "perfect scores": [perfect_scores(p, picture) for p, picture in pairs],
            "perfect boxes": [perfect_boxes(p, picture, calibration, iou) for p, picture in pairs],
        }
        results[name] = {what: table(found, part.pictures) for what, found in bounds.items()}
        print(f"{name}: " + ", ".join(f"{what} {bands['all']:.4f}" for what, bands in results[name].items()), flush=True)
    return results


class Run:
    def __init__(self, given: argparse.Namespace):
        self.given, self.model, self.out = given, given.models / given.preset, given.work / given.preset
        self.preset = json.loads((self.model / "preset.json").read_text())
        self.settings = gan.Settings().times(given.times)

    def network(self, name: str) -> keras.Network:
        """A network as it ships."""
        return keras.load(keras.build(self.model / name), self.model / name).to(memory_format=torch.channels_last).eval()

    def heaps(self) -> gan.Heaps:
        return gan.Heaps(self.given.rois or self.out / "rois", self.preset["patch"], self.settings, self.given.device)

    def folder(self, seed: int) -> Path:
        """Where a seed's networks lie: runs of other lengths do not mix."""
        return self.out / f"ablation-{seed}-{self.given.pixel_steps}-{self.given.steps}x{self.given.times}"


def main(argv: list[str] | None = None) -> None:
    root = Path(__file__).resolve().parents[1]
    parser = argparse.ArgumentParser(prog="npm run ablation --", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the folder that pretraining learned from; its ROIs are in WORK")
    parser.add_argument("--report", type=Path, metavar="DIR", help="another folder in WIDER's layout, for reporting only")
    parser.add_argument("--preset", default="compact")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=800, help="of each row's discriminator")
    parser.add_argument("--pixel-steps", type=int, default=1500, help="of the generator's pixel stage")
    parser.add_argument("--pictures", type=int, default=150, help="most of the calibration and of the tune split each")
    parser.add_argument("--most", type=int, default=60, help="ROIs of a picture that the second stage looks at")
    parser.add_argument("--widen", type=float, default=1.45, help="channels of row 2b's discriminator, times the preset's")
    parser.add_argument("--times", type=int, default=1, help="how many times larger the batches are")
    parser.add_argument("--device", default="cpu", help="where networks are trained: cpu, cuda")
    parser.add_argument("--train-only", action="store_true", help="train the rows and stop: the same command without it measures them")
    parser.add_argument("--rois", type=Path, metavar="DIR", help="mined ROIs (default: WORK/PRESET/rois)")
    parser.add_argument("--work", type=Path, default=root / "work", metavar="DIR")
    parser.add_argument("--models", type=Path, default=root / "models", metavar="DIR")
    parser.add_argument("--split", type=Path, default=root / "pretraining" / "split.json", metavar="FILE")
    given = parser.parse_args(argv)
    run = Run(given)
    if given.train_only:
        for seed in range(given.seeds):
            train_rows(run, seed)
        return
    by_name = {p.name: p for p in reviewed(read_truth(given.data))}
    cache, split = decode(given.data, list(by_name.values()), given.work / "cache"), json.loads(given.split.read_text())
    order = lambda names: [by_name[names[i]] for i in np.random.default_rng(0).permutation(len(names))[: given.pictures]]
    parts = {name: Measured(run, order(split[name]), cache, given.most) for name in ("calibrate", "tune")}
    if given.report:
        pictures = read_truth(given.report)
        parts["report"] = Measured(run, pictures, decode(given.report, pictures, given.work / "report-cache"), given.most)
    bounds = oracles(run, parts)
    seeds = [ablate(run, parts, seed) for seed in range(given.seeds)]
    print(summary(seeds, [name for name in parts if name != "calibrate"]))
    (run.out / "ablation.json").write_text(json.dumps({"rows": ROWS, "seeds": seeds, "oracles": bounds}, indent=1) + "\n")
    print(f"{run.out / 'ablation.json'} holds every seed, band and interval")


if __name__ == "__main__":
    main()
