"""Judgements on ignored boxes."""
import json
from pathlib import Path

import numpy as np

from pretraining.doubt import doubtful
from pretraining.review import REVIEWED, RIGHT, TRUST, reviewed
from pretraining.wider import Picture


def picture(name, ignored, trust, source="a"):
    boxes = np.array([[10.0 + 40 * i, 10, 20, 24.25] for i in range(len(ignored))], np.float32)
    return Picture(name, source, boxes, np.array(ignored), np.array(trust, np.float32), np.zeros(len(ignored), bool))


def test_a_judged_box_is_a_face_or_background_and_others_stay_as_they_were(tmp_path: Path):
    file = tmp_path / "reviewed.json"
    # A face, none, one that was not judged, one that was never ignored.
    file.write_text(json.dumps({"a/1.webp": {"faces": [[10, 10, 20, 24.3]], "others": [[50, 10, 20, 24.2], [130, 10, 20, 24.2]]}}))
    judged, other = reviewed([picture("a/1.webp", [True, True, True, False], [0.3, 0.3, 0.2, 0.9]), picture("a/2.webp", [True], [0.3])], file)
    np.testing.assert_allclose(judged.boxes[:, 0], np.array([10, 90, 130]) - RIGHT, rtol=1e-6)
    assert judged.ignored.tolist() == [False, True, False]
    np.testing.assert_allclose(judged.trust, [TRUST, 0.2, 0.9])
    assert len(judged.masked) == 3
    assert other.ignored.tolist() == [True]


def test_a_doubtful_head_that_is_a_face_is_not_doubtful_any_more(tmp_path: Path):
    file = tmp_path / "reviewed.json"
    file.write_text(json.dumps({"streets/1.webp": {"faces": [[10, 10, 20, 24.25]], "others": [[50, 10, 20, 24.25]]}}))
    judged = reviewed([picture("streets/1.webp", [False] * 3, [0.45] * 3, "streets")], file)[0]
    np.testing.assert_allclose(judged.boxes[:, 0], np.array([10, 90]) - RIGHT, rtol=1e-6)
    assert doubtful(judged).tolist() == [False, True]


def test_a_surer_box_keeps_its_trust(tmp_path: Path):
    file = tmp_path / "reviewed.json"
    file.write_text(json.dumps({"a/1.webp": {"faces": [[10, 10, 20, 24.25]], "others": []}}))
    judged = reviewed([picture("a/1.webp", [True], [1.0])], file)[0]
    assert judged.trust.tolist() == [1.0]


def test_boxes_that_detectors_drew_move_to_the_left_and_a_source_s_own_stay(tmp_path: Path):
    file = tmp_path / "reviewed.json"
    file.write_text("{}")
    given = picture("a/1.webp", [False, True, False], [0.9, 0.3, 1.0])
    judged = reviewed([given], file)[0]
    np.testing.assert_allclose(judged.boxes[:, 0], [10 - RIGHT, 50 - RIGHT, 90], rtol=1e-6)
    assert judged.boxes[:, 1:].tolist() == given.boxes[:, 1:].tolist()
    assert given.boxes[:, 0].tolist() == [10, 50, 90]


def test_the_judgements_that_come_along_are_of_pictures_of_the_split_and_no_box_is_both():
    split = json.loads(REVIEWED.with_name("split.json").read_text())
    learned = {*split["train"], *split["tune"]}
    for name, judged in json.loads(REVIEWED.read_text()).items():
        assert name in learned
        assert judged["faces"] or judged["others"]
        assert not {tuple(box) for box in judged["faces"]} & {tuple(box) for box in judged["others"]}
