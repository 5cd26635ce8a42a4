"""Who stands where: chooses places near to far, then paints far to near and sees which faces are still in view."""
from dataclasses import dataclass

import numpy as np

from .person import draw_person

HIDDEN_IS_IGNORED = 0.4
# How many face heights the camera is above the eyes of the crowd: about one metre.
CAMERA_RISE = 4.6


@dataclass
class Placed:
    """A person, and the picture's pixel on which the top left of its own picture lies."""

    person: object
    left: int
    top: int

    @property
    def box(self):
        """(x, y, width, height) of the face in the picture's pixels, or None."""
        if self.person.face is None:
            return None
        x, y, width, height = self.person.face
        return self.left + x, self.top + y, width, height


def face_heights(rng, count, smallest, largest):
    """`count` heights in pixels, tallest first: half of them below 16, nearly all from 6 to 40, a few up to `largest`."""
    middle = min(40, largest)
    heights = np.exp(rng.uniform(np.log(smallest), np.log(middle), count))
    near = rng.random(count) < 0.07
    heights[near] = rng.uniform(middle, largest, near.sum())
    return np.sort(heights)[::-1]


def stand(width, height, horizon, faces, heights, rng):
    """Places one person per height, near to far, each where its face is in view of the camera; skips who finds no room."""
    taken = np.zeros((height, width), bool)
    placed, sun = [], rng.choice([-1, 1]) * rng.uniform(0.4, 1)
    for index, face_height in enumerate(heights):
        person = draw_person(faces[index % len(faces)], face_height, rng, turned_away=rng.random() < 0.1, sun=sun)
        for _ in range(40):
            chin_y = horizon + face_height * (CAMERA_RISE + rng.normal(0, 0.35))
            chin_x = rng.uniform(0.8 * face_height, width - 0.8 * face_height)
            candidate = Placed(person, round(chin_x - person.chin[0]), round(chin_y - person.chin[1]))
            if chin_y < height - 0.3 * face_height and has_room(candidate, taken, rng):
                placed.append(candidate)
                mark(candidate, taken)
                break
    return placed


def has_room(candidate, taken, rng):
    """Whether the face, with a little around it, is not behind those who stand nearer; now and then a half hidden one is let be."""
    left, top = candidate.left + candidate.person.chin[0], candidate.top + candidate.person.chin[1]
    height = candidate.person.face[3] if candidate.person.face else candidate.person.chin[1] / 1.6
    rows = slice(max(0, int(top - 1.25 * height)), max(0, int(top + 0.15 * height) + 1))
    columns = slice(max(0, int(left - 0.6 * height)), max(0, int(left + 0.6 * height) + 1))
    covered = taken[rows, columns]
    share = covered.mean() if covered.size else 1
    return share < 0.05 or (share < 0.5 and rng.random() < 0.02)


def clip_to(placed, shape):
    """The part of the person's picture that is within the picture, as slices of both."""
    tall, wide = placed.person.rgba.shape[:2]
    y0, y1 = max(placed.top, 0), min(placed.top + tall, shape[0])
    x0, x1 = max(placed.left, 0), min(placed.left + wide, shape[1])
    here = (slice(y0, max(y0, y1)), slice(x0, max(x0, x1)))
    own = (slice(y0 - placed.top, max(y0, y1) - placed.top), slice(x0 - placed.left, max(x0, x1) - placed.left))
    return here, own


def mark(placed, taken):
    here, own = clip_to(placed, taken.shape)
    taken[here] |= placed.person.rgba[own][..., 3] > 0.5


def paint(picture, placed, haze):
    """Paints far to near onto `picture` (in place); returns the share of each one's face that stays in view, in `placed`'s order."""
    owner = np.full(picture.shape[:2], -1, np.int32)
    far_first = sorted(range(len(placed)), key=lambda index: placed[index].person.chin[1])
    for index in far_first:
        here, own = clip_to(placed[index], owner.shape)
        layer = placed[index].person.rgba[own]
        veil = 0.3 * np.exp(-placed[index].person.chin[1] / 22)
        cover = layer[..., 3:]
        picture[here] = picture[here] * (1 - cover) + (layer[..., :3] * (1 - veil) + haze * veil) * cover
        owner[here][cover[..., 0] > 0.5] = index
    return [in_view(owner, index, one.box) if one.box else 0.0 for index, one in enumerate(placed)]


def in_view(owner, index, box):
    """Share of the ellipse in `box` that shows person `index`; what lies outside the picture counts as hidden."""
    x, y, width, height = box
    rows, columns = np.arange(int(y), int(y + height) + 1), np.arange(int(x), int(x + width) + 1)
    v = ((rows + 0.5 - y - height / 2) / (height / 2))[:, None]
    u = ((columns + 0.5 - x - width / 2) / (width / 2))[None, :]
    ellipse = u**2 + v**2 <= 0.8
    inside = ellipse & (rows >= 0)[:, None] & (rows < owner.shape[0])[:, None] & ((columns >= 0) & (columns < owner.shape[1]))[None, :]
    seen = owner[np.clip(rows, 0, owner.shape[0] - 1)][:, np.clip(columns, 0, owner.shape[1] - 1)] == index
    return float((seen & inside).sum() / max(1, ellipse.sum()))
