"""Turned and half-hidden faces: where a face's box goes when its crop is turned, and what an occlusion leaves alone."""
import numpy as np

from pretraining import poses
from pretraining.scene import Scene


class Fixed:
    """A random source whose turn is known."""

    def __init__(self, chance, degrees):
        self.chance, self.degrees = chance, degrees

    def random(self, *_):
        return self.chance

    def normal(self, mean, deviation):
        return self.degrees


def disc(cx, cy, rx, ry, side=120):
    y, x = np.mgrid[0:side, 0:side] + 0.5
    inside = ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1
    pixels = np.where(inside[..., None], 255, 0).astype(np.uint8).repeat(3, 2)
    return Scene(pixels, np.array([[cx - rx, cy - ry, cx + rx, cy + ry]], np.float32), np.ones(1, np.float32), np.zeros(1, bool))


def test_a_turned_ellipse_stays_in_its_box_and_touches_its_sides():
    for degrees in (-35, 12, 30):
        turned = poses.turn(disc(45, 70, 12, 20), Fixed(0.0, degrees))
        bright = np.nonzero(turned.pixels[..., 0] > 128)
        measured = [bright[1].min(), bright[0].min(), bright[1].max() + 1, bright[0].max() + 1]
        np.testing.assert_allclose(turned.boxes[0], measured, atol=1.2)


def test_a_face_that_is_turned_out_of_the_crop_is_ignored_or_gone():
    turned = poses.turn(disc(12, 12, 9, 11), Fixed(0.0, 40))
    assert len(turned.boxes) == 0 or turned.ignored.all()
    assert (turned.boxes >= 0).all()


def test_most_crops_are_not_turned():
    scene = disc(45, 70, 12, 20)
    assert poses.turn(scene, Fixed(0.9, 30)) is scene


def changed_within(before, after, region):
    """Which pixels changed [h,w]: none outside of the region, and no box."""
    np.testing.assert_array_equal(after.boxes, before.boxes)
    changed = (after.pixels != before.pixels).any(-1)
    outside = changed.copy()
    outside[region] = False
    assert not outside.any()
    return changed


def test_an_occlusion_hides_at_most_three_fifths_of_a_face_and_nothing_else():
    scene = disc(45, 70, 16, 20)
    rng = np.random.default_rng(3)
    hidden = 0
    for _ in range(200):
        changed = changed_within(scene, poses.occlude(scene, rng), np.s_[50:90, 29:61])
        hidden += changed.any()
        assert changed.sum() <= 0.66 * 32 * 40
    assert 15 < hidden < 70


def test_faces_too_low_to_lose_a_part_stay_whole():
    scene = disc(45, 70, 3, 3.5)
    rng = np.random.default_rng(3)
    assert all(poses.occlude(scene, rng) is scene for _ in range(100))
