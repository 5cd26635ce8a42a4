"""The plans that are compared: the default is the page's own, and its cost is what the topology says."""
from pathlib import Path

import pytest

from pretraining import keras, plans, propose

ROOT = Path(__file__).resolve().parents[2]


def test_the_plan_called_default_is_the_page_s():
    for size in ((1024, 768), (509, 340), (300, 900), (90, 60)):
        assert plans.levels(plans.PLANS["×2 ×1 … (default)"], *size) == propose.plan(*size)


def test_a_single_scale_answers_for_every_height():
    assert plans.levels((3,), 1024, 768) == [(3, 0.0, float("inf"))]


def test_multiply_adds_grow_with_the_pixels_and_agree_with_the_preset():
    network = keras.build(ROOT / "models" / "compact" / "mbfcn").eval()
    once = plans.multiply_adds(network, [1])
    assert once == pytest.approx(4.659e9, rel=0.01)  # npm run networks prints it
    assert plans.multiply_adds(network, [2, 1]) == pytest.approx(5 * once)
