"""The bounds of a second stage: perfect scores rank right, perfect boxes fit, and neither finds what MB-FCN did not propose."""
import numpy as np

from pretraining.cascade import unseen
from pretraining.measure import average_precision
from pretraining.oracles import perfect_boxes, perfect_scores
from pretraining.wider import Picture

PLAIN = {"bias": 0.0, "detectorLogit": 1.0, "faceLogit": 0.0, "logHeight": 0.0}
FACES = np.array([[10, 10, 20, 20], [60, 10, 20, 20], [110, 10, 20, 20]], np.float32)
PICTURE = Picture("a/b.jpg", "a", FACES, np.zeros(3, bool), np.ones(3, np.float32), np.zeros(3, bool))
# The first face twice, badly placed with the better score; the second badly placed; the third not at all; background above all.
BOXES = np.array([[200, 10, 220, 30], [17, 10, 37, 30], [11, 10, 31, 30], [69, 10, 89, 30]], float)
ROIS = unseen(BOXES, np.array([3.0, 2.0, 1.0, 0.0]))


def test_perfect_scores_put_the_best_placed_first_and_background_last():
    found = perfect_scores(ROIS, PICTURE)
    assert np.argsort(-found[1]).tolist() == [2, 1, 3, 0]
    assert average_precision([found], [PICTURE]) == 1 / 3


def test_perfect_boxes_keep_the_order_and_one_box_a_face():
    boxes, scores = perfect_boxes(ROIS, PICTURE, PLAIN, 0.45)
    assert boxes.tolist() == [[200, 10, 220, 30], [10, 10, 30, 30], [60, 10, 80, 30]]
    assert np.all(np.diff(scores) < 0)
    assert np.isclose(average_precision([(boxes, scores)], [PICTURE]), (2 / 3 + 2 / 3) / 3)


def test_a_picture_without_faces_has_nothing_to_be_perfect_about():
    empty = Picture("a/c.jpg", "a", np.zeros((0, 4), np.float32), np.zeros(0, bool), np.zeros(0, np.float32), np.zeros(0, bool))
    assert perfect_scores(ROIS, empty)[1].tolist() == [0, 0, 0, 0]
    assert len(perfect_boxes(ROIS, empty, PLAIN, 0.45)[0]) == 3
