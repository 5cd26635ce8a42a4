"""The ablation's own pieces: the row's enlargement, the widened discriminator, paired differences."""
from pathlib import Path

import numpy as np
import torch

from pretraining import ablation, keras
from pretraining.cascade import Proposals
from pretraining.measure import average_precision, marked, precision_of
from pretraining.pairs import bicubic
from pretraining.unsure import area, judged
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
    marks = lambda found: [marked(one, picture) for one, picture in zip(found, pictures)]
    value, low, high = ablation.differences(marks([hit] * 6), marks([hit] * 3 + [miss] * 3), precision_of, draws=50)
    assert value == 1 - average_precision([hit] * 3 + [miss] * 3, pictures)
    assert low <= value <= high


def test_the_area_is_the_chance_that_a_face_ranks_above_background():
    parts = [(np.array([3.0, 1.0]), np.array([1, 0])), (np.array([2.0, 2.0, 0.0]), np.array([1, 0, 0]))]
    assert area(parts) == (3 + 2.5) / 6
    assert np.isnan(area([(np.array([1.0]), np.array([1]))]))


def test_only_tiny_rois_that_mbfcn_is_unsure_of_are_judged():
    face = np.array([[10, 10, 20, 20]], np.float32)
    picture = Picture("a/b.jpg", "a", face, np.zeros(1, bool), np.ones(1, np.float32), np.zeros(1, bool))
    boxes = np.array([[10, 10, 30, 30], [60, 60, 80, 80], [60, 0, 80, 20], [60, 60, 90, 90], [0, 60, 20, 80]], float)
    # A face, background, one that nobody looked at, one that is not tiny, one that MB-FCN is sure of.
    logits, said = np.array([-1.0, -1, -1, -1, 2]), np.array([4.0, -4, np.nan, 1, 1])
    found = [Proposals(boxes, logits, said, boxes)]
    plain = {"bias": 0.0, "detectorLogit": 1.0, "faceLogit": 0.0, "logHeight": 0.0}
    [(values, labels)] = judged(found, [picture], plain, by_face=True)
    assert values.tolist() == [4, -4] and labels.tolist() == [1, 0]
    [(values, _)] = judged(found, [picture], plain, by_face=False)
    assert values.tolist() == [-1, -1]
