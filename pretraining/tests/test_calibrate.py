"""Which gate is chosen."""
import numpy as np

from pretraining.calibrate import MOST_ASKED, PLAIN, choose_gate
from pretraining.cascade import Proposals
from pretraining.wider import Picture

FACE, OTHER = [10.0, 10, 20, 20], [60.0, 60, 70, 70]


def found(logits: list[float]) -> list[Proposals]:
    """MB-FCN ranks the other one first; the discriminator knows better."""
    boxes = np.array([FACE, OTHER], np.float32)
    return [Proposals(boxes, np.array(logits), np.array([5.0, -5]), boxes)]


def chosen(logits: list[float]) -> tuple[dict, list[dict]]:
    truth = Picture("a/1.webp", "a", np.array([[10.0, 10, 10, 10]], np.float32), *(np.array([value]) for value in (False, 1.0, False)))
    plain = {path: dict(PLAIN) for path in ("mbfcn", "generated", "direct")}
    cascade, tried = choose_gate(found(logits), [truth], {**plain, "generated": {**PLAIN, "faceLogit": 1.0}})
    return cascade["gate"], tried


def test_of_gates_that_are_as_good_the_one_that_asks_least_is_chosen():
    # Scores of 0.6 and 0.95: to look at the first alone is enough.
    gate, tried = chosen([0.4, 3.0])
    assert (gate["minimumScore"], gate["maximumScore"]) == (0.03, 0.7)
    assert {t["asked"] for t in tried if t["ap"] == 1} == {0.5, 1.0}


def test_a_gate_that_asks_more_than_may_be_is_not_chosen_however_good():
    # Scores of 0.95 and 0.97: only the gate that lets everything through helps.
    gate, tried = chosen([3.0, 3.5])
    assert max(t["ap"] for t in tried) == 1
    assert [t["asked"] for t in tried if t["ap"] == 1] == [1.0] * 4
    assert MOST_ASKED < 1
    assert gate["minimumScore"] > gate["maximumScore"]
