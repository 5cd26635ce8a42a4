"""Stage `calibrate`: fits the final score on the calibration split, and chooses the gate on the tune split.

score = sigmoid(bias + a·detector logit + b·face logit), one set for ROIs that MB-FCN alone scores, one for ROIs that passed the
generator, one for those that went to the discriminator directly. MB-FCN's set is a logistic regression. The other two keep its weight of the
detector logit and add what raises average precision most on the calibration split: a regression weighs the discriminator three times as
heavily, because it tells faces from background so well, and then lifts badly placed second boxes of a face above well placed ones, which
the discriminator cannot tell apart and MB-FCN's logit can. cascade.json can weigh the height too; it is left at 0 because the mass of weak ROIs
would set its weight, and the order of the strong ones suffers (METHOD.md has the figures).
"""
from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np

from . import keras
from .cascade import Proposals, finish, first_score, look_again, unseen
from .measure import average_precision, table
from .propose import VOTE, propose
from .rois import TINY, label
from .wider import Cache, Picture

LOWEST = 0.02  # no gate begins below this score
PLAIN = {"bias": 0.0, "detectorLogit": 1.0, "faceLogit": 0.0, "logHeight": 0.0}
GATES = ((0.03, 0.5), (0.03, 0.7), (0.03, 0.9), (0.1, 0.9), (LOWEST, 1.0))
FITTED_GATE = (0.03, 0.9)
WORTH = 0.001  # of AP: of gates that differ by less, the one that asks the second stage least
MOST_ASKED = 0.6  # of the tiny ROIs: with more, a picture of 1024×768 px with 100 of them costs over 40 GMAC
FACE_WEIGHTS, SHIFTS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4), (-1.0, -0.75, -0.5, -0.25, 0.0, 0.25)


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
    rows = [
        (1.0, p.logits[i], face[i])
        for p, (face, _) in ((p, label(p.boxes, picture)) for p, picture in zip(found, pictures))
        for i in np.nonzero(face >= 0)[0]
    ]
    data = np.array(rows, float).reshape(-1, 3)
    alone = dict(PLAIN)
    if len(data) >= 40 and len(np.unique(data[:, 2])) == 2:
        alone["bias"], alone["detectorLogit"] = (round(float(value), 5) for value in fit(data[:, :2], data[:, 2]))
    result = {path: dict(alone) for path in ("mbfcn", "generated", "direct")}
    if not any((~np.isnan(p.face)).any() for p in found):
        return result
    for path in ("generated", "direct"):
        tried = []
        for weight, shift in itertools.product(FACE_WEIGHTS, SHIFTS):
            if weight == 0 and shift != 0:
                continue
            this = {**alone, "bias": round(alone["bias"] + shift, 5), "faceLogit": weight}
            cascade = cascade_of(FITTED_GATE, None, False, {**result, path: this})
            tried.append((average_precision([finish(p, cascade) for p in found], pictures), this))
        # The first of equals: the discriminator counts only where that helps.
        result[path] = max(tried, key=lambda one: one[0])[1]
    return result


def cascade_of(gate: tuple[float, float], direct: int | None, refine: bool, calibration: dict) -> dict:
    return {
        "version": 1,
        "gate": {"minimumScore": gate[0], "maximumScore": gate[1], "tinyHeight": TINY, "directHeight": direct, "refineBox": refine},
        "calibration": calibration,
        "nms": {"iou": 0.45, "vote": VOTE},
    }


def asked(found: list[Proposals], cascade: dict) -> float:
    """Share of the tiny ROIs of score ≥ LOWEST that the gate shows to the second stage: what a crowd costs."""
    shares = []
    for p in found:
        first = first_score(cascade["calibration"]["mbfcn"], p.logits, p.heights)
        tiny = first[(p.heights < TINY) & (first >= LOWEST)]
        shares.append((tiny >= cascade["gate"]["minimumScore"]) & (tiny <= cascade["gate"]["maximumScore"]))
    return float(np.concatenate(shares).mean()) if shares and sum(map(len, shares)) else 0.0


def choose_gate(found: list[Proposals], pictures: list[Picture], calibration: dict) -> tuple[dict, list[dict]]:
    """The cascade with the best AP on these pictures of those that ask no more than `MOST_ASKED`, or one that is as good and asks less; and every
    candidate's AP. A gate of [1, 0] lets nothing through; a direct height of 0 spares the faces that need no generator."""
    tried = []
    for gate, direct, refine in [((1.0, 0.0), None, False), *itertools.product(GATES, (None, 0), (False, True))]:
        cascade = cascade_of(gate, direct, refine, calibration)
        ap = average_precision([finish(p, cascade) for p in found], pictures)
        about = {"gate": list(gate), "directHeight": direct, "refineBox": refine, "asked": round(asked(found, cascade), 3)}
        tried.append({**about, "ap": round(ap, 4), "cascade": cascade})
    affordable = [t for t in tried if t["asked"] <= MOST_ASKED]
    highest = max(t["ap"] for t in affordable)
    best = min((t for t in affordable if t["ap"] >= highest - WORTH), key=lambda t: (t["asked"], -t["ap"]))
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
