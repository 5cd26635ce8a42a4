"""Average precision by DESIGN.md's protocol against values worked out by hand."""
import numpy as np
import pytest

from pretraining.measure import average_precision, match
from pretraining.wider import Picture


def picture(boxes, ignored=()):
    table = np.array(boxes, np.float32).reshape(-1, 4)
    mask = np.zeros(len(table), bool)
    mask[list(ignored)] = True
    return Picture("a/b.jpg", "a", table, mask, np.ones(len(table), np.float32), np.zeros(len(table), bool))


def found(boxes, scores):
    return np.array(boxes, float).reshape(-1, 4), np.array(scores, float)


TWO = [[0, 0, 20, 20], [100, 0, 20, 20]]
FIRST, SECOND, NOWHERE = [0, 0, 20, 20], [100, 0, 120, 20], [200, 200, 220, 220]


def test_all_found_is_1_and_nothing_found_is_0():
    assert average_precision([found([FIRST, SECOND], [0.9, 0.8])], [picture(TWO)]) == 1
    assert average_precision([found([], [])], [picture(TWO)]) == 0


def test_a_false_positive_between_two_hits():
    # Precision at the hits: 1 and 2/3, each worth half of the recall.
    detections = [found([FIRST, NOWHERE, SECOND], [0.9, 0.8, 0.7])]
    assert average_precision(detections, [picture(TWO)]) == pytest.approx((1 + 2 / 3) / 2)


def test_a_false_positive_first_weighs_on_all_that_follow_and_the_envelope_lifts():
    # Precision 0, 1/2, 2/3; the envelope is 2/3 at both hits.
    detections = [found([NOWHERE, FIRST, SECOND], [0.9, 0.8, 0.7])]
    assert average_precision(detections, [picture(TWO)]) == pytest.approx(2 / 3)


def test_a_duplicate_is_a_false_positive():
    marks = match(*found([FIRST, FIRST], [0.9, 0.8]), picture(TWO), "all")
    assert marks.tolist() == [1, 0]


def test_ignored_faces_are_neither_wanted_nor_wrong():
    with_ignored = picture(TWO, ignored=[1])
    assert match(*found([FIRST, SECOND], [0.9, 0.8]), with_ignored, "all").tolist() == [1, -1]
    assert average_precision([found([SECOND, FIRST], [0.9, 0.8])], [with_ignored]) == 1


def test_bands_drop_what_has_another_height():
    both = picture([[0, 0, 20, 20], [100, 0, 40, 40]])
    tall = [100, 0, 140, 40]
    assert match(*found([FIRST, tall, [300, 0, 350, 50]], [0.9, 0.8, 0.7]), both, "16-32").tolist() == [1, -1, -1]
    assert average_precision([found([FIRST, tall], [0.9, 0.8])], [both], "32-64") == 1


def test_pictures_without_faces_count_their_false_positives():
    detections = [found([FIRST], [0.5]), found([NOWHERE], [0.9])]
    pictures = [picture([[0, 0, 20, 20]]), picture([])]
    assert average_precision(detections, pictures) == pytest.approx(0.5)
