"""Stage `calibrate`: fits the final score on the calibration split, and chooses the gate on the tune split.

score = sigmoid(bias + a·detector logit + b·face logit), one set for ROIs that MB-FCN alone scores, one for ROIs that passed the
generator, one for those that went to the discriminator directly. cascade.json can weigh the height too; it is left at 0 because the
mass of weak ROIs would set its weight, and the order of the strong ones suffers (METHOD.md has the figures).
"""
from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np

from . import keras
from .cascade import Proposals, finish, look_again, unseen
from .measure import average_precision, table
from .propose import VOTE, propose
from .rois import TINY, label
from .wider import Cache, Picture

LOWEST = 0.02  # no gate begins below this score
PLAIN = {"bias": 0.0, "detectorLogit": 1.0, "faceLogit": 0.0, "logHeight": 0.0}


def fit(features: np.ndarray, face: np.ndarray, ridge: float = 1e-3) -> np.ndarray:
    """Logistic regression by Newton's method; features [n,k] with a column of ones."""
    w = np.zeros(features.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(features @ w, -30, 30)))
        gradient = features.T @ (p - face) + ridge * w
        hessian = (features * (p * (1 - p))[:, None]).T @ features + ridge * np.eye(len(w))
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return w


def first_look(pictures: list[Picture], cache: Cache, network: keras.Network, preset: dict) -> list[Proposals]:
    """MB-FCN's ROIs; the second stage has seen none of them."""
    at = {name: i for i, name in enumerate(cache.names)}
    return [unseen(*propose(network, preset["mbfcn"]["branches"], cache[at[picture.name]])) for picture in pictures]


def second_look(
    found: list[Proposals], pictures: list[Picture], cache: Cache, networks: dict[str, keras.Network], preset: dict, calibration: dict
) -> list[Proposals]:
    """The same with the second stage's answers for every ROI that a gate can let through."""
    at = {name: i for i, name in enumerate(cache.names)}
    return [
        look_again(
            cache[at[picture.name]], p.boxes, p.logits, networks["generator"], networks["discriminator"], preset["patch"], calibration, LOWEST
        )
        for p, picture in zip(found, pictures)
    ]


def calibration_of(found: list[Proposals], pictures: list[Picture]) -> dict:
    rows = {"mbfcn": [], "generated": [], "direct": []}
    for p, picture in zip(found, pictures):
        face, _ = label(p.boxes, picture)
        for i in np.nonzero(face >= 0)[0]:
            row = (1.0, p.logits[i], p.face[i], face[i])
            rows["mbfcn"].append(row)
            if not np.isnan(p.face[i]):
                rows["generated" if p.heights[i] < TINY else "direct"].append(row)
    result = {}
    for path, values in rows.items():
        data = np.array(values, float).reshape(-1, 4)
        columns = [0, 1] if path == "mbfcn" else [0, 1, 2]
        if len(data) < 40 or len(np.unique(data[:, 3])) < 2:
            result[path] = dict(PLAIN)
            continue
        w = dict(zip(columns, fit(data[:, columns], data[:, 3])))
        result[path] = {"bias": w[0], "detectorLogit": w[1], "faceLogit": w.get(2, 0.0), "logHeight": 0.0}
        result[path] = {key: round(float(value), 5) for key, value in result[path].items()}
    return result


def choose_gate(found: list[Proposals], pictures: list[Picture], calibration: dict) -> tuple[dict, list[dict]]:
    """The cascade with the best AP on these pictures, and every candidate's AP. A gate of [1, 0] lets nothing through; a
    direct height of 0 spares the faces that need no generator."""
    tried = []
    wide = list(itertools.product(((0.03, 0.5), (0.03, 0.7), (0.03, 0.9), (LOWEST, 1.0)), (None, 0), (False, True)))
    for (low, high), direct, refine in [((1.0, 0.0), None, False), *wide]:
        cascade = {
            "version": 1,
            "gate": {"minimumScore": low, "maximumScore": high, "tinyHeight": TINY, "directHeight": direct, "refineBox": refine},
            "calibration": calibration,
            "nms": {"iou": 0.45, "vote": VOTE},
        }
        ap = average_precision([finish(p, cascade) for p in found], pictures)
        tried.append({"gate": [low, high], "directHeight": direct, "refineBox": refine, "ap": round(ap, 4), "cascade": cascade})
    best = max(tried, key=lambda t: t["ap"])
    return best["cascade"], [{k: v for k, v in t.items() if k != "cascade"} for t in tried]


def calibrate(
    calibration_pictures: list[Picture], tune_pictures: list[Picture], cache: Cache, networks: dict[str, keras.Network],
    preset: dict, folder: Path, out: Path,
) -> dict:
    """Writes folder/cascade.json and out/tune.json (AP on the tune split: MB-FCN alone, every gate, the chosen cascade)."""
    found = first_look(calibration_pictures, cache, networks["mbfcn"], preset)
    alone = calibration_of(found, calibration_pictures)["mbfcn"]
    calibration = calibration_of(second_look(found, calibration_pictures, cache, networks, preset, alone), calibration_pictures)
    tune = first_look(tune_pictures, cache, networks["mbfcn"], preset)
    tune = second_look(tune, tune_pictures, cache, networks, preset, alone)
    cascade, tried = choose_gate(tune, tune_pictures, calibration)
    (folder / "cascade.json").write_text(json.dumps(cascade, indent=2) + "\n")
    report = {
        "pictures": len(tune_pictures),
        "mbfcn": table([finish(p, cascade, False) for p in tune], tune_pictures),
        "full": table([finish(p, cascade) for p in tune], tune_pictures),
        "atIou0.3": {
            "mbfcn": round(average_precision([finish(p, cascade, False) for p in tune], tune_pictures, least=0.3), 4),
            "full": round(average_precision([finish(p, cascade) for p in tune], tune_pictures, least=0.3), 4),
        },
        "gates": tried,
    }
    out.mkdir(parents=True, exist_ok=True)
    (out / "tune.json").write_text(json.dumps(report, indent=1) + "\n")
    return report
