"""Crops that are learned from again: labels follow the pixels when a crop is mirrored, and each crop is used as often as it should be."""
import numpy as np
import torch

from pretraining.mbfcn import Replay, Supply
from pretraining.scene import Scene
from pretraining.targets import assign

from .test_labels import BRANCHES, SIZE

SIDES = [SIZE // branch["stride"] for branch in BRANCHES]


def crops(scene):
    return [torch.from_numpy(part[None]) for part in (scene.pixels, *assign(scene, SIZE, BRANCHES))]


def random_scene(seed):
    rng = np.random.default_rng(seed)
    corner, side = rng.uniform(0, SIZE - 70, (9, 2)), rng.uniform(5, 70, (9, 2))
    boxes = np.concatenate([corner, corner + side], 1).astype(np.float32)
    return Scene(rng.integers(0, 256, (SIZE, SIZE, 3), np.uint8), boxes, rng.random(9).astype(np.float32), rng.random(9) < 0.3)


def mirrored(scene):
    boxes = np.stack([SIZE - scene.boxes[:, 2], scene.boxes[:, 1], SIZE - scene.boxes[:, 0], scene.boxes[:, 3]], 1)
    return Scene(scene.pixels[:, ::-1].copy(), boxes.astype(np.float32), scene.trust, scene.ignored)


def test_a_mirrored_crop_is_labelled_as_the_mirrored_scene(monkeypatch):
    monkeypatch.setattr(torch, "rand", lambda *shape, device: torch.zeros(shape))
    for seed in range(20):
        scene = random_scene(seed)
        count = int(scene.ignored.sum())
        turned, wanted = Replay(iter([]), 1, 1, SIDES)._mirror(crops(scene)), crops(mirrored(scene))
        for which in (0, 1, 3):
            assert torch.equal(turned[which], wanted[which]), (seed, which)
        faces = len(scene.boxes) - count
        torch.testing.assert_close(turned[2][:, :faces], wanted[2][:, :faces])
        torch.testing.assert_close(turned[4][:, :count], wanted[4][:, :count])


def test_crops_are_drawn_as_often_as_wanted():
    taken = []

    def fresh():
        while True:
            taken.append(1)
            yield [part.expand(8, *part.shape[1:]) for part in crops(random_scene(len(taken)))]

    replay = Replay(fresh(), 16, 4, SIDES, most=64)
    next(replay)
    # Eight batches lie ready before the first step; then every batch of 16 asks for 4 fresh crops.
    assert replay.count == 128
    for _ in range(40):
        pixels, *_ = next(replay)
        assert pixels.shape == (16, 3, SIZE, SIZE) and pixels.abs().max() <= 1
    assert abs(replay.count - 128 - 40 * 16 / 4) <= 8 and replay.filled == 64


def test_a_supply_says_what_is_waiting():
    supply = Supply(iter([[torch.zeros(1)], [torch.ones(1)]]))
    assert next(supply)[0].item() == 0 and next(supply)[0].item() == 1
    assert not supply.waiting
