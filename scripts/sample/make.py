"""From a seed to a picture of a crowd and its truth."""
from dataclasses import dataclass

import numpy as np

from pretraining.faces.sample import sample_faces

from .camera import photograph
from .crowd import HIDDEN_IS_IGNORED, face_heights, paint, stand
from .scene import draw_place
from .truth import face_records


@dataclass(frozen=True)
class Plan:
    """What is wanted; lengths in pixels. `people` are tried, some find no room and one in ten looks away."""

    width: int = 1280
    height: int = 853
    people: int = 210
    smallest: float = 6.5
    largest: float = 94
    seed: int = 1
    most_bytes: int = 400_000


SMALL = Plan(width=256, height=192, people=16, smallest=11, largest=38, most_bytes=40_000)


def make_crowd(plan, model):
    """Returns (PIL picture, face records, the made faces [n, side, side, 3] that stand in it)."""
    rng = np.random.default_rng(plan.seed)
    heights = face_heights(rng, plan.people, plan.smallest, plan.largest)
    faces = sample_faces(model, plan.people, plan.seed)
    # The chin of the smallest stands CAMERA_RISE of its heights below the horizon: people fill the picture from there down.
    horizon = round(plan.height * 0.24)
    picture = draw_place(plan.width, plan.height, horizon + round(plan.smallest * 3), rng)
    haze = picture[max(0, horizon - 2)].mean(0)
    placed = stand(plan.width, plan.height, horizon, faces, heights, rng)
    shown = paint(picture, placed, haze)
    records = face_records(placed, shown, plan.width, plan.height, HIDDEN_IS_IGNORED)
    return photograph(picture, rng), records, faces
