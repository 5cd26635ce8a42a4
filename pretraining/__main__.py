"""`npm run pretrain -- --data DIR`: runs the stages of pretraining, or one of them. README.md says what each reads and writes.

`--stage all` passes over what is finished, so a run that was broken off goes on where it stood. A stage that is named runs
again: MB-FCN goes on from its state, the others start anew.
"""
from __future__ import annotations

import argparse
import itertools
import json
import os
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch.utils.data import DataLoader

from . import calibrate, fisher, gan, keras, mbfcn, pairs, rois, split
from .crops import Cropper
from .export import export, rounded
from .review import reviewed
from .wider import Cache, Picture, decode, read_truth

ROOT = Path(__file__).resolve().parents[1]
STAGES = ("decode", "split", "mbfcn", "rois", "generator", "adversarial", "calibrate", "export", "fisher")
MINUTES = {"mbfcn": 180.0, "folds": 25.0, "generator": 30.0, "adversarial": 60.0}
OWN = "own"  # mine with the network that ships instead of with folds
NETWORKS = ("mbfcn", "generator", "discriminator")


class Run:
    """One preset's pretraining: its data, its folders, and which stages are finished."""

    def __init__(self, given: argparse.Namespace):
        self.given = given
        self.model = given.models / given.preset
        self.preset = json.loads((self.model / "preset.json").read_text())
        self.out = given.work / given.preset
        self.out.mkdir(parents=True, exist_ok=True)
        self.rois = given.rois or self.out / "rois"
        self.finished_file = self.out / "finished.json"
        self.finished: list[str] = json.loads(self.finished_file.read_text()) if self.finished_file.exists() else []
        self.settings = gan.Settings(input_noise=given.input_noise).times(given.times)
        self.pictures = reviewed(read_truth(given.data))
        self.by_name = {p.name: p for p in self.pictures}
        self._cache: Cache | None = None

    @property
    def cache(self) -> Cache:
        """Decoded pictures; made where they are missing, since nearly every stage reads them."""
        if self._cache is None:
            self._cache = decode(self.given.data, self.pictures, self.given.work / "cache")
        return self._cache

    def parts(self) -> dict[str, list[str]]:
        if not self.given.split.exists():
            raise SystemExit(f"{self.given.split} is missing: run --stage split first.")
        parts = split.load_split(self.given.split)
        if {name for names in parts.values() for name in names} != set(self.by_name):
            raise SystemExit(f"{self.given.split} is a split of other pictures than {self.given.data}: run --stage split first.")
        return parts

    def pictures_of(self, part: str) -> list[Picture]:
        return [self.by_name[name] for name in self.parts()[part]]

    def some(self, pictures: list[Picture]) -> list[Picture]:
        """All of them, or as many as --pictures says, drawn by a fixed seed."""
        return [pictures[i] for i in np.random.default_rng(0).permutation(len(pictures))[: self.given.pictures or None]]

    def length(self, what: str) -> dict:
        """How long a training runs: exact steps where given, else minutes."""
        steps = self.given.steps.get(what)
        return {"minutes": self.given.minutes.get(what, MINUTES[what]), "steps": None if steps is None else int(steps)}

    def mark(self, what: str) -> None:
        """Finished; what a later stage made of an earlier version of it is not finished any more."""
        stage = what.split("/")[0]
        later = STAGES[STAGES.index(stage) + 1 :]
        self.finished = [w for w in self.finished if w.split("/")[0] not in later and w != what] + [what]
        self.finished_file.write_text(json.dumps(self.finished) + "\n")

    def trained(self, name: str, file: Path, preset: str | None = None) -> keras.Network:
        network = keras.build(self.given.models / (preset or self.given.preset) / name)
        if not file.exists():
            raise SystemExit(f"{file} is missing: an earlier stage makes it (--help lists them).")
        network.load_state_dict(torch.load(file, map_location="cpu"))
        return network.to(memory_format=torch.channels_last).eval()

    def all_trained(self) -> dict[str, keras.Network]:
        files = {"mbfcn": "mbfcn/last.pt", "generator": "generator.pt", "discriminator": "discriminator.pt"}
        return {name: rounded(self.trained(name, self.out / files[name])) for name in NETWORKS}


def run_decode(run: Run) -> None:
    print(f"{len(run.cache.names)} pictures in {run.given.work / 'cache'}")


def run_split(run: Run) -> None:
    file = run.given.split
    if file.exists() and {n for names in split.load_split(file).values() for n in names} == set(run.by_name):
        print(f"{file} is there already, of these pictures: kept")
    else:
        made = split.make_split(run.pictures, run.cache)
        if not made["train"]:
            raise SystemExit(f"{len(run.pictures)} pictures are too few: the measuring parts take {sum(split.SIZES.values())}.")
        file.write_text(json.dumps(made, indent=0) + "\n")
    for part, names in run.parts().items():
        print(f"{part}: {len(names)} pictures, {sum(int((~run.by_name[n].ignored).sum()) for n in names)} faces")


def run_mbfcn(run: Run) -> None:
    """The network that ships learns from all training pictures; two more from one half each, for `rois`."""
    pictures = run.pictures_of("train")
    todo = [("mbfcn", pictures), ("fold0", pictures[0::2]), ("fold1", pictures[1::2])]
    for name, chosen in todo:
        if run.given.stage == "all" and f"mbfcn/{name}" in run.finished or name != "mbfcn" and run.given.miner != run.given.preset:
            continue
        length = run.length("mbfcn" if name == "mbfcn" else "folds")
        if not length["steps"] and length["minutes"] <= 0:
            continue
        print(f"{name}: {len(chosen)} pictures, {describe(length)}; progress in {run.out / name / 'log.jsonl'}", flush=True)
        mbfcn.train(
            run.model / "mbfcn", run.preset["mbfcn"]["branches"], chosen, run.cache, run.out / name,
            size=run.given.size, batch=run.given.batch, rate=run.given.rate, workers=run.given.workers, uses=run.given.uses, device=run.given.device, decay=run.given.decay, stored=run.given.stored_statistics,
            start=run.given.states / f"{run.given.preset}-mbfcn.pt" if name == "mbfcn" else None, **length,
        )
        run.mark(f"mbfcn/{name}")


def run_rois(run: Run) -> None:
    # Pairs that were cut from earlier ROIs would not fit the new ones.
    (run.rois / "pairs.npz").unlink(missing_ok=True)
    rois.cut(run.given.found or mine(run), run.cache, run.preset["patch"], run.rois)


def mine(run: Run) -> Path:
    own, names = run.given.miner == OWN, run.parts()["train"]
    miner = run.given.preset if own else run.given.miner
    files = ["mbfcn/last.pt"] * 2 if own else ["fold0/last.pt", "fold1/last.pt"]
    networks = [run.trained("mbfcn", run.given.work / miner / file, miner) for file in files]
    fold = {name: i % 2 for i, name in enumerate(names)}
    branches = json.loads((run.given.models / miner / "preset.json").read_text())["mbfcn"]["branches"]
    pictures = run.some([run.by_name[n] for n in names])
    print(f"{len(pictures)} pictures, each by {'the network that ships' if own else 'the network that was not trained on it'}", flush=True)
    rois.mine(pictures, run.cache, lambda p: networks[1 - fold[p.name]], branches, run.rois / "found.npz")
    return run.rois / "found.npz"


def heaps_of(run: Run) -> gan.Heaps:
    missing = [name for name in ("tiny", "direct", "truth") if not (run.rois / f"{name}.npz").exists()]
    if missing:
        raise SystemExit(f"{run.rois} has no {missing[0]}.npz: run --stage rois first.")
    return gan.Heaps(run.rois, run.preset["patch"], run.settings, run.given.device)


def run_generator(run: Run) -> None:
    heaps, length = heaps_of(run), run.length("generator")
    print(f"{heaps.low.shape[1]} pairs, {describe(length)}; progress in {run.out / 'generator.jsonl'}", flush=True)
    report(run, gan.train_generator(run.model / "generator", heaps, run.out, settings=run.settings, **length), heaps, "pixel")


def run_adversarial(run: Run) -> None:
    heaps, length = heaps_of(run), run.length("adversarial")
    if not (run.out / "generator-pixel.pt").exists():
        raise SystemExit(f"{run.out / 'generator-pixel.pt'} is missing: run --stage generator first.")
    print(f"{describe(length)}; progress in {run.out / 'adversarial.jsonl'}", flush=True)
    generator, _ = gan.train_adversarial(
        run.model / "generator", run.model / "discriminator", heaps, run.out, settings=run.settings, **length
    )
    report(run, generator, heaps, "full")


@torch.no_grad()
def report(run: Run, generator: keras.Network, heaps: gan.Heaps, tag: str, most: int = 300) -> None:
    """PSNR and SSIM of bicubic enlargement and of both sub-networks on held-out faces, printed and kept for the model card."""
    faces = np.nonzero(heaps.held_out["face"] == 1)[0][:most]
    if not len(faces):
        print("no held-out faces: PSNR and SSIM are not measured")
        return
    high, low = heaps.held_out["patches"][faces], heaps.held_out_low[faces]
    shown = [((y.permute(0, 2, 3, 1).numpy() + 1) * 127.5).clip(0, 255) for y in generator.eval()(gan._input(low))]
    enlarged = dict(zip(("bicubic", "upsampled", "refined"), (pairs.bicubic(low), *shown)))
    result = {name: pairs.psnr(values, high) for name, values in enlarged.items()}
    similar = {name: pairs.ssim(values, high) for name, values in enlarged.items()}
    (run.out / f"psnr-{tag}.json").write_text(json.dumps({"faces": len(faces), **result, "ssim": similar}) + "\n")
    print(f"On {len(faces)} held-out faces: " + ", ".join(f"{name} {result[name]:.2f} dB, SSIM {similar[name]:.3f}" for name in enlarged))


def run_calibrate(run: Run) -> None:
    result = calibrate.calibrate(
        run.some(run.pictures_of("calibrate")), run.some(run.pictures_of("tune")), run.cache, run.all_trained(), run.preset, run.model, run.out
    )
    for band, ap in result["full"].items():
        print(f"AP on the tune split, {band} px: MB-FCN alone {result['mbfcn'][band]:.3f}, both stages {ap:.3f}")


def run_export(run: Run) -> None:
    for name, size in export(run.all_trained(), run.model, run.out).items():
        print(f"{run.model / name / 'weights.bin'}: {size} bytes")


def run_fisher(run: Run) -> None:
    """Of the weights as they ship: no checkpoint is needed. Crops are cut as for training, with a seed of their own."""
    folder, branches = run.model / "mbfcn", run.preset["mbfcn"]["branches"]
    if not (folder / "weights.bin").exists():
        raise SystemExit(f"{folder / 'weights.bin'} is missing: run --stage export first.")
    network = keras.load(keras.build(folder), folder)
    cropper = Cropper(run.pictures_of("train"), run.cache, [tuple(b["heights"]) for b in branches], mbfcn.SHARES)
    # One crop at a time is too little for two threads: on a busy machine they waited for each other 25 times as long.
    torch.set_num_threads(1)
    loader = DataLoader(mbfcn.Crops(cropper, run.given.size, branches, 101), 1, num_workers=run.given.workers)
    halves = fisher.diagonal(network, branches, itertools.islice(loader, run.given.crops), run.given.device)
    values = fisher.normalised(network, {name: (halves[0][name] + halves[1][name]) / 2 for name in halves[0]})
    size = fisher.save(network, values, folder)
    print(f"{folder / fisher.FILE}: {size} bytes; values of the odd and of the even crops correlate by {fisher.agreement(halves):.4f}")


def describe(length: dict) -> str:
    return f"{length['steps']} steps" if length["steps"] else f"{length['minutes']:g} minutes"


def lengths(text: str) -> tuple[str, float]:
    what, _, value = text.partition("=")
    if what not in MINUTES or not value:
        raise argparse.ArgumentTypeError(f"{text!r} is not one of {', '.join(f'{name}=NUMBER' for name in MINUTES)}")
    return what, float(value)


def parse(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="npm run pretrain --", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="pictures in WIDER FACE's layout: images/, *_bbx_gt.txt")
    parser.add_argument("--preset", default="compact", help="a folder of models/")
    parser.add_argument("--stage", default="all", choices=(*STAGES, "all"))
    parser.add_argument("--work", type=Path, default=ROOT / "work", metavar="DIR", help="caches and checkpoints")
    parser.add_argument("--minutes", type=lengths, nargs="+", default=[], metavar="WHAT=N", help=f"how long to train, of {MINUTES}")
    parser.add_argument("--steps", type=lengths, nargs="+", default=[], metavar="WHAT=N", help="exact steps instead of minutes")
    parser.add_argument("--miner", metavar="PRESET", help=f"whose fold networks mine the ROIs (default: the preset's own); '{OWN}': the network that ships, without folds")
    parser.add_argument("--pictures", type=int, metavar="N", help="mine ROIs in N training pictures, calibrate and choose on N each at most (default: all)")
    parser.add_argument("--input-noise", type=float, default=0.0, help="standard deviation of noise on the generator's input (range −1…1)")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--workers", type=int, default=1, help="processes that cut crops beside MB-FCN's training")
    parser.add_argument("--size", type=int, default=192, help="side of MB-FCN's crops in px, a multiple of 32")
    parser.add_argument("--batch", type=int, default=32, help="MB-FCN's crops a step")
    parser.add_argument("--rate", type=float, default=2e-3, help="MB-FCN's learning rate")
    parser.add_argument("--decay", type=float, default=0.3, help="MB-FCN: the share of the sitting in which its rate falls, 1: from the start")
    parser.add_argument("--stored-statistics", action="store_true", help="MB-FCN's batch norm keeps its statistics, for small batches that go on from a GPU's weights")
    parser.add_argument("--uses", type=float, default=3, help="how often MB-FCN learns from a crop; on a GPU, at most")
    parser.add_argument("--times", type=int, default=1, help="how many times larger generator's and discriminator's batches are")
    parser.add_argument("--crops", type=int, default=2000, help="that the Fisher information is measured on")
    parser.add_argument("--device", default="cpu", help="where networks are trained: cpu, cuda")
    parser.add_argument("--models", type=Path, default=ROOT / "models", metavar="DIR")
    parser.add_argument("--split", type=Path, default=ROOT / "pretraining" / "split.json", metavar="FILE")
    parser.add_argument(
        "--states", type=Path, default=ROOT / "pretraining" / "states", metavar="DIR", help="where MB-FCN goes on from in a fresh WORK"
    )
    parser.add_argument("--found", type=Path, metavar="FILE", help="cut the ROIs that an earlier run found (ROIS/found.npz) instead of mining")
    parser.add_argument("--rois", type=Path, metavar="DIR", help="mined ROIs (default: WORK/PRESET/rois)")
    given = parser.parse_args(argv)
    given.minutes, given.steps, given.miner = dict(given.minutes), dict(given.steps), given.miner or given.preset
    if not (given.models / given.preset / "mbfcn" / "model.json").exists():
        parser.error(f"{given.models / given.preset} has no MB-FCN of its own to train (npm run networks writes the topologies)")
    return given


def main(argv: list[str] | None = None) -> None:
    given = parse(argv)
    torch.set_num_threads(given.threads)
    run = Run(given)
    for number, stage in enumerate(STAGES, 1):
        if given.stage not in ("all", stage):
            continue
        if given.stage == "all" and stage in run.finished:
            print(f"[{number}/{len(STAGES)}] {stage}: finished before", flush=True)
            continue
        print(f"[{number}/{len(STAGES)}] {stage}", flush=True)
        began = time.time()
        globals()[f"run_{stage}"](run)
        run.mark(stage)
        print(f"[{number}/{len(STAGES)}] {stage}: {time.time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("Broken off. The same command goes on from here.")
