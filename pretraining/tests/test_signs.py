"""Writing in training crops: it never covers a face, and it is there."""
import numpy as np

from pretraining import signs
from pretraining.scene import Scene


def scene_with(boxes):
    boxes = np.array(boxes, np.float32).reshape(-1, 4)
    return Scene(np.full((160, 160, 3), 90, np.uint8), boxes, np.ones(len(boxes), np.float32), np.zeros(len(boxes), bool))


def test_signs_leave_faces_and_what_lies_around_them_alone():
    scene = scene_with([[40, 40, 80, 90], [120, 10, 130, 24]])
    rng = np.random.default_rng(2)
    changed = 0
    for _ in range(120):
        after = signs.put_signs(scene, rng)
        difference = (after.pixels != scene.pixels).any(-1)
        assert not difference[30:100, 32:88].any()
        assert not difference[8:26, 119:131].any()
        np.testing.assert_array_equal(after.boxes, scene.boxes)
        changed += difference.any()
    assert 30 < changed < 90


def test_signs_have_ink_and_letters_of_the_wanted_heights():
    rng = np.random.default_rng(3)
    for _ in range(60):
        sign = np.asarray(signs.make_sign(rng))
        assert sign.shape[2] == 4 and min(sign.shape[:2]) >= 1
    seen = [np.asarray(signs.rings(40.0, ((0, 0, 0, 255), (255, 255, 255, 255)), rng)) for _ in range(5)]
    assert all(0.02 < (one[..., 0] < 128).mean() < 0.9 for one in seen)


def test_a_crop_full_of_faces_gets_no_sign():
    scene = scene_with([[0, 0, 160, 160]])
    for seed in range(20):
        np.testing.assert_array_equal(signs.put_signs(scene, np.random.default_rng(seed)).pixels, scene.pixels)
