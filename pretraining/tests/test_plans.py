"""The plans that are compared: the default is the page's own, and its cost is what the topology says."""
from pathlib import Path

import pytest
import torch

from pretraining import keras, plans, propose

ROOT = Path(__file__).resolve().parents[2]


def test_the_plan_called_default_is_the_page_s():
    (scales, mirrored), = (plan for name, plan in plans.PLANS.items() if name.endswith("(default)"))
    assert mirrored is propose.coarse
    for size in ((1024, 768), (509, 340), (300, 900), (90, 60)):
        assert plans.levels(scales, *size) == propose.plan(*size)


def test_the_answer_to_a_mirrored_image_is_the_mirrored_answer():
    network = keras.build(ROOT / "models" / "tiny" / "mbfcn").eval()
    image = torch.rand(1, 3, 64, 96, generator=torch.Generator().manual_seed(1)) * 2 - 1
    with torch.no_grad():
        plain, twice, turned = propose.look(network, image, False), propose.look(network, image, True), propose.look(network, image.flip(3), True)
    for one, both, other in zip(plain, twice, turned):
        sign = torch.tensor([1.0, -1.0, 1.0, 1.0, 1.0]).view(1, 5, 1, 1)
        torch.testing.assert_close(both, other.flip(3) * sign, atol=1e-5, rtol=1e-4)
        assert (one - both).abs().max() > 1e-4


def test_a_single_scale_answers_for_every_height():
    assert plans.levels((3,), 1024, 768) == [(3, 0.0, float("inf"))]


def test_multiply_adds_grow_with_the_pixels_and_agree_with_the_preset():
    network = keras.build(ROOT / "models" / "compact" / "mbfcn").eval()
    once = plans.multiply_adds(network, [1])
    assert once == pytest.approx(4.659e9, rel=0.01)  # npm run networks prints it
    assert plans.multiply_adds(network, [2, 1]) == pytest.approx(5 * once)
