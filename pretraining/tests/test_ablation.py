"""The ablation's own pieces: the row's enlargement, the widened discriminator, paired differences."""
from pathlib import Path

import numpy as np
import torch

from pretraining import ablation, keras
from pretraining.measure import average_precision
from pretraining.pairs import bicubic
from pretraining.wider import Picture

MODEL = Path(__file__).resolve().parents[2] / "models" / "compact" / "discriminator"


def test_the_bicubic_row_enlarges_as_the_page_does():
    low = np.random.default_rng(0).integers(60, 190, (2, 24, 24, 3)).astype(np.uint8)
    pixels = torch.from_numpy(low).permute(0, 3, 1, 2).float() / 127.5 - 1
    ours = (ablation.bicubic(pixels).permute(0, 2, 3, 1).numpy() + 1) * 127.5
    assert np.abs(ours - bicubic(low)).max() < 0.01


def test_a_widened_discriminator_has_more_weights_and_the_same_outputs():
    plain, wide = keras.build(MODEL), ablation.widened(MODEL, 1.7)
    count = lambda network: sum(p.numel() for p in network.parameters())
    assert 2 < count(wide) / count(plain) < 3.5
    patches = torch.zeros(2, 3, 96, 96)
    assert [o.shape for o in wide.eval()(patches)] == [o.shape for o in plain.eval()(patches)]


def test_a_difference_is_the_aps_difference_and_its_interval_holds_it():
    box = np.array([[0, 0, 20, 20]], np.float32)
    pictures = [Picture(f"a/{i}.jpg", "a", box, np.zeros(1, bool), np.ones(1, np.float32), np.zeros(1, bool)) for i in range(6)]
    hit, miss = (box.astype(float), np.array([0.9])), (box + 100.0, np.array([0.9]))
    value, low, high = ablation.differences([hit] * 6, [hit] * 3 + [miss] * 3, pictures, draws=50)
    assert value == 1 - average_precision([hit] * 3 + [miss] * 3, pictures)
    assert low <= value <= high
