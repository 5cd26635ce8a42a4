"""Heads turned in depth: where the face's box goes, and what is left alone."""
import numpy as np
import pytest

from pretraining import depth
from pretraining.scene import Scene

SIDE = 120
BOX = np.array([44.0, 44.0, 76.0, 84.0])
BLUE, GREEN, RED = (0, 0, 255), (0, 255, 0), (255, 0, 0)


def head() -> np.ndarray:
    """A red face that fills BOX as an ellipse, green hair about it, before blue."""
    pixels = np.empty((SIDE, SIDE, 3), np.float32)
    pixels[:] = BLUE
    pixels[30:84, 40:80] = GREEN
    y, x = np.mgrid[0:SIDE, 0:SIDE] + 0.5
    pixels[((x - 60) / 16) ** 2 + ((y - 64) / 20) ** 2 <= 1] = RED
    return pixels


def red(pixels: np.ndarray) -> np.ndarray:
    """The face's bounds where it is more red than anything else."""
    rows, columns = np.nonzero(pixels[..., 0] > 128)
    return np.array([columns.min(), rows.min(), columns.max() + 1, rows.max() + 1])


@pytest.mark.parametrize("degrees", [30, 50, 70, 85])
def test_a_profile_is_narrower_moves_aside_and_lies_in_its_box(degrees):
    pixels = head()
    box = depth.turn_aside(pixels, BOX, np.radians(degrees))
    # What is left of the cheek below the ear becomes the neck; the box begins a little before the ear.
    seen = red(pixels[:70])
    assert abs(seen[2] - box[2]) <= 2 and box[0] - 3 <= seen[0] <= box[0] + 5
    np.testing.assert_array_equal(box[[1, 3]], BOX[[1, 3]])
    assert box[2] - box[0] < BOX[2] - BOX[0] and box[[0, 2]].mean() > BOX[[0, 2]].mean()


def test_left_is_the_mirror_image_of_right():
    right, left = head(), head()
    to_right = depth.turn_aside(right, BOX, np.radians(60))
    to_left = depth.turn_aside(left, BOX, np.radians(-60))
    np.testing.assert_allclose(left, right[:, ::-1], atol=1e-3)
    np.testing.assert_allclose(to_left[[2, 0]], SIDE - to_right[[0, 2]], atol=1e-3)


@pytest.mark.parametrize(("degrees", "side"), [(25, 1), (45, 1), (-30, -1)])
def test_a_face_that_looks_down_or_up_is_lower_and_lies_in_its_box(degrees, side):
    pixels = head()
    box = depth.turn_down(pixels, BOX, np.radians(degrees))
    seen = red(pixels)
    assert abs(seen[1] - box[1]) <= 3 and abs(seen[3] - box[3]) <= 3
    assert box[3] - box[1] < BOX[3] - BOX[1]
    assert side * (box[[1, 3]].mean() - BOX[[1, 3]].mean()) > 0


def test_from_behind_there_is_no_face():
    pixels = head()
    depth.turn_aside(pixels, BOX, np.radians(170))
    assert not (pixels[40:80, 50:70, 0] > 128).any()


def test_what_is_far_from_the_head_stays():
    pixels = head()
    depth.turn_aside(pixels, BOX, np.radians(80))
    changed = (pixels != head()).any(-1)
    assert changed.any()
    changed[35:95, 30:95] = False
    assert not changed[95:].any() and not changed[:25].any() and not changed[:, :25].any() and not changed[:, 95:].any()


def test_a_head_at_the_border_is_cut_there():
    for x in (-20, 100):
        for angle in (60, -60):
            pixels, box = head(), BOX + [x - 44, 0, x - 44, 0]
            assert np.isfinite(depth.turn_aside(pixels, box, np.radians(angle))).all()
            assert np.isfinite(depth.turn_down(pixels, box, np.radians(angle))).all()


def scene(*boxes) -> Scene:
    return Scene(head().astype(np.uint8), np.array(boxes, np.float32), np.ones(len(boxes), np.float32), np.zeros(len(boxes), bool))


def test_some_faces_turn_and_some_of_these_are_faces_no_more():
    rng = np.random.default_rng(1)
    made = [depth.turn_heads(scene(BOX), rng) for _ in range(400)]
    turned = [one for one in made if len(one.boxes) == 0 or not np.allclose(one.boxes[0], BOX)]
    gone = sum(len(one.boxes) == 0 for one in turned)
    assert 0.22 < len(turned) / 400 < 0.38
    assert 0.07 < gone / len(turned) < 0.25
    assert all((one.boxes >= 0).all() and (one.boxes <= SIDE).all() for one in made)


@pytest.mark.parametrize("boxes", [[(44, 44, 50, 52)], [(44, 44, 60, 84)], [tuple(BOX), (36, 50, 42, 59)]])
def test_low_narrow_and_crowded_faces_stay_as_they_are(boxes):
    rng = np.random.default_rng(1)
    whole = scene(*boxes)
    assert all(depth.turn_heads(whole, rng) is whole for _ in range(50))
