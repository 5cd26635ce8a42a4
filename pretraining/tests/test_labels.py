"""What the networks are taught: cells of MB-FCN, boxes, and the labels of ROIs."""
import json
from pathlib import Path

import numpy as np
import pytest
import torch

from pretraining import boxes as B
from pretraining import mbfcn, rois
from pretraining.scene import Scene
from pretraining.targets import BACKGROUND, DONT_CARE, assign
from pretraining.wider import Picture

ROOT = Path(__file__).resolve().parents[2]
BRANCHES = json.loads((ROOT / "models" / "tiny" / "preset.json").read_text())["mbfcn"]["branches"]
SIZE = 192


def scene(boxes, ignored=()):
    boxes = np.array(boxes, np.float32).reshape(-1, 4)
    mask = np.zeros(len(boxes), bool)
    mask[list(ignored)] = True
    return Scene(np.zeros((SIZE, SIZE, 3), np.uint8), boxes, np.ones(len(boxes), np.float32), mask)


def maps(cells):
    """[N] → one square map a branch."""
    sides = [SIZE // b["stride"] for b in BRANCHES]
    return [part.reshape(side, side) for part, side in zip(np.split(cells, np.cumsum([s * s for s in sides])[:-1]), sides)]


def test_every_face_in_a_branch_s_range_gets_at_least_three_cells():
    rng = np.random.default_rng(0)
    for branch, spec in enumerate(BRANCHES):
        low, high = spec["heights"]
        for _ in range(150):
            tall = np.exp(rng.uniform(np.log(low), np.log(min(high, SIZE - 4))))
            wide = tall * rng.uniform(0.6, 1.0)
            x, y = rng.uniform(0, SIZE - wide), rng.uniform(0, SIZE - tall)
            cells, faces, trust, _ = assign(scene([[x, y, x + wide, y + tall]]), SIZE, BRANCHES)
            assert (maps(cells)[branch] == 0).sum() >= 3
            np.testing.assert_allclose(faces[0], [x, y, x + wide, y + tall], rtol=1e-6)
            assert trust[0] == 1 and trust[1] == 0


def test_a_face_belongs_to_the_branches_of_its_height_only():
    cells, *_ = assign(scene([[80, 80, 88, 90]]), SIZE, BRANCHES)
    stride4, stride8, stride16, stride32 = maps(cells)
    assert stride4[21, 20] == 0  # centre 84, 85 px
    assert not (stride8 >= 0).any() and (stride8 == DONT_CARE).any()  # 10 px: just below stride 8's range
    assert (stride16 == BACKGROUND).all() and (stride32 == BACKGROUND).all()


def test_of_two_faces_the_nearer_one_gets_the_cell():
    cells, *_ = assign(scene([[20, 20, 32, 32], [32, 20, 44, 32]]), SIZE, BRANCHES)
    row = maps(cells)[0][6]
    assert row[6] == 0 and row[9] == 1


def test_ignored_areas_are_neither_face_nor_background():
    cells, faces, _, ignored = assign(scene([[40, 40, 80, 90]], ignored=[0]), SIZE, BRANCHES)
    stride4 = maps(cells)[0]
    assert (stride4[10:22, 10:20] == DONT_CARE).all()
    assert (cells != 0).all() and not faces.any()
    assert stride4[9, 9] == BACKGROUND and stride4[23, 21] == BACKGROUND
    np.testing.assert_allclose(ignored[0], [40, 40, 80, 90])


def test_cells_lie_in_the_order_in_which_outputs_are_flattened():
    outputs = [torch.zeros(1, 5, 64 // b["stride"], 96 // b["stride"]) for b in BRANCHES]
    outputs[1][0, 0, 2, 3] = 7
    at = int(B.flatten(outputs)[0, :, 0].argmax())
    assert B.cells(64, 96, BRANCHES)[at].tolist() == [(3 + 0.5) * 8, (2 + 0.5) * 8, 8, BRANCHES[1]["baseSize"]]


def test_a_decoded_box_is_centre_plus_stride_and_base_size_to_the_power():
    grid = torch.tensor([[14.0, 22.0, 4.0, 9.0]])
    box = B.decode(torch.tensor([[0.5, -1.0, 0.0, float(np.log(2))]]), grid)
    np.testing.assert_allclose(box.numpy(), [[16 - 4.5, 18 - 9, 16 + 4.5, 18 + 9]], rtol=1e-5)


def test_iou_and_distance_iou_by_hand():
    a, b = torch.tensor([[0.0, 0, 10, 10]]), torch.tensor([[5.0, 0, 15, 10]])
    value, distance = B.iou(a, b)
    assert value.item() == pytest.approx(50 / 150)
    assert distance.item() == pytest.approx(50 / 150 - 25 / (15**2 + 10**2))
    assert B.iou(a, a)[1].item() == pytest.approx(1)
    assert B.iou(a, a + 20)[0].item() == 0


def test_nms_keeps_the_best_of_a_heap_and_all_that_stand_apart():
    boxes = np.array([[0, 0, 10, 10], [1, 0, 11, 10], [50, 50, 60, 60], [0, 0, 10, 4]], float)
    assert B.nms(boxes, np.array([0.5, 0.9, 0.1, 0.8])).tolist() == [1, 3, 2]
    assert B.nms(np.zeros((0, 4)), np.zeros(0)).tolist() == []


def test_deltas_bring_a_roi_to_its_face():
    from pretraining.cascade import apply

    box, face = np.array([[10.0, 20, 30, 60]]), np.array([[12.0, 18, 36, 50]])
    np.testing.assert_allclose(apply(box, rois.deltas(box, face)), face, rtol=1e-5)


def test_rois_are_faces_others_or_neither():
    def picture(ignored):
        table = np.array([[0, 0, 20, 20], [100, 0, 40, 40]], np.float32)
        return Picture("a/b.jpg", "a", table, np.array([False, ignored]), np.ones(2, np.float32), np.zeros(2, bool))

    boxes = np.array([[0, 0, 20, 20], [8, 0, 28, 20], [60, 60, 80, 80], [110, 10, 120, 20]], float)
    # The same; an IoU of 0.43; apart; a small part of a large one, which only an ignored area excuses.
    assert rois.label(boxes, picture(ignored=True))[0].tolist() == [1, -1, 0, -1]
    assert rois.label(boxes, picture(ignored=False))[0].tolist() == [1, -1, 0, 0]
