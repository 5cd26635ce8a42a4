"""What commands that measure on the tune split have in common: their options, the preset, the pictures."""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from .review import reviewed
from .wider import Picture, decode, read_truth


def options(command: str, about: str) -> argparse.ArgumentParser:
    root = Path(__file__).resolve().parents[1]
    parser = argparse.ArgumentParser(prog=f"npm run {command} --", description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="the folder that pretraining learned from")
    parser.add_argument("--preset", default="compact")
    parser.add_argument("--pictures", type=int, default=100, help="most of the tune split")
    parser.add_argument("--work", type=Path, default=root / "work", metavar="DIR")
    parser.add_argument("--models", type=Path, default=root / "models", metavar="DIR")
    parser.add_argument("--split", type=Path, default=root / "pretraining" / "split.json", metavar="FILE")
    return parser


def tune_pictures(given: argparse.Namespace) -> list[tuple[np.ndarray, Picture]]:
    """Pixels and truth of `--pictures` of the tune split, drawn by a fixed seed."""
    by_name = {p.name: p for p in reviewed(read_truth(given.data))}
    cache, names = decode(given.data, list(by_name.values()), given.work / "cache"), json.loads(given.split.read_text())["tune"]
    at = {name: i for i, name in enumerate(cache.names)}
    chosen = [names[i] for i in np.random.default_rng(0).permutation(len(names))[: given.pictures]]
    return [(np.asarray(cache[at[name]]), by_name[name]) for name in chosen]


def write_report(given: argparse.Namespace, name: str, report: dict) -> None:
    out = given.work / given.preset / f"{name}.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(report, indent=1) + "\n")
