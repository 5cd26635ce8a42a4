"""What a preset is shown to find its limits: pixels change, faces stay where they are said to be; and how the found ones are counted."""
import json
from pathlib import Path

import numpy as np
import pytest

from pretraining import limits
from pretraining.wider import Picture

from .synthetic import draw

ROOT = Path(__file__).resolve().parents[2]


def picture(boxes, masked=None):
    boxes = np.array(boxes, np.float32)
    none = np.zeros(len(boxes), bool)
    return Picture("a/1.png", "a", boxes, none, np.ones(len(boxes), np.float32), none if masked is None else np.array(masked))


def test_every_condition_keeps_a_picture_a_picture_and_a_face_where_it_is():
    rng = np.random.default_rng(1)
    pixels = np.full((120, 160, 3), 40, np.uint8)
    pixels[40:80, 60:90] = 220  # the face
    given = picture([[60, 40, 30, 40]])
    for name, change in limits.CONDITIONS.items():
        after, moved = change(pixels, given, rng)
        assert after.dtype == np.uint8 and after.ndim == 3, name
        x, y, w, h = moved.boxes[0]
        inside = after[int(y + h * 0.35) : int(y + h * 0.65), int(x + w * 0.35) : int(x + w * 0.65)].mean()
        outside = after[:8, :].mean()
        assert inside > 1.6 * outside, name
        assert moved.boxes[0, 3] == pytest.approx(20 if name == "half as large" else 40, abs=6), name


def test_upside_down_a_face_lies_opposite():
    _, moved = limits.tilted(180)(np.zeros((100, 200, 3), np.uint8), picture([[10, 20, 30, 40]]), None)
    np.testing.assert_allclose(moved.boxes, [[160, 40, 30, 40]], atol=1e-3)


def test_masked_and_other_faces_are_counted_apart_at_the_score_that_leaves_one_false_positive():
    pictures = [picture([[10, 10, 20, 20], [60, 10, 20, 20], [10, 60, 20, 20]], [True, False, False])]
    boxes = np.array([[10, 10, 30, 30], [60, 10, 80, 30], [100, 100, 120, 120], [140, 100, 160, 120], [10, 60, 30, 80]], np.float32)
    found = [(boxes, np.array([0.9, 0.8, 0.7, 0.4, 0.3]))]
    # The second false positive has 0.4: the face of 0.3 does not count as found.
    assert limits.recall_by_mask(found, pictures)["16-32"] == {"masked": (1, 1.0), "other": (2, 0.5)}
    assert limits.recall_by_mask(found, pictures)["4-8"] == {"masked": (0, 0.0), "other": (0, 0.0)}


def test_the_command_measures_every_condition(tmp_path, monkeypatch):
    draw(tmp_path / "data", 4)
    names = [line for line in (tmp_path / "data" / "wider_face_bbx_gt.txt").read_text().splitlines() if line.endswith(".png")]
    (tmp_path / "split.json").write_text(json.dumps({"tune": names}))
    monkeypatch.setattr(limits, "CONDITIONS", {name: limits.CONDITIONS[name] for name in ("as they are", "tilted by 45°")})
    places = ["--work", str(tmp_path / "work"), "--split", str(tmp_path / "split.json")]
    limits.main(["--data", str(tmp_path / "data"), "--preset", "tiny", "--pictures", "2", *places])
    report = json.loads((tmp_path / "work" / "tiny" / "limits.json").read_text())
    assert set(report["conditions"]) == {"as they are", "tilted by 45°"} and report["pictures"] == 2
    assert sum(count for count, _ in report["masks"]["all"].values()) > 0
