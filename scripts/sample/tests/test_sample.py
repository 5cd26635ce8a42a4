"""The sample picture: what its truth promises."""
import json
from pathlib import Path

import numpy as np
import pytest

from scripts.sample.check import compare, copies
from scripts.sample.make import SMALL, Plan, make_crowd
from scripts.sample.person import FEET, LEFT, RIGHT, TOP, draw_person
from scripts.sample.truth import to_json, to_wider

ROOT = Path(__file__).resolve().parents[3]
MODEL = ROOT / 'models/faces'
TINY_PLAN = Plan(width=240, height=180, people=9, smallest=8, largest=24, seed=5)


@pytest.fixture(scope='module')
def crowd():
    return make_crowd(TINY_PLAN, MODEL)


def test_the_same_seed_gives_the_same_picture_and_truth(crowd):
    picture, records, _ = make_crowd(TINY_PLAN, MODEL)
    assert records == crowd[1]
    assert np.abs(np.asarray(picture, int) - np.asarray(crowd[0], int)).max() <= 2


def test_another_seed_gives_another_crowd(crowd):
    other = make_crowd(Plan(**{**vars(TINY_PLAN), 'seed': 6}), MODEL)[1]
    assert other != crowd[1]


def test_every_box_lies_in_the_picture_and_has_a_faces_proportions(crowd):
    assert len(crowd[1]) >= 5
    for face in crowd[1]:
        assert 0 <= face['x'] and face['x'] + face['width'] <= TINY_PLAN.width + 0.11
        assert 0 <= face['y'] and face['y'] + face['height'] <= TINY_PLAN.height + 0.11
        if not face['ignored']:
            assert 0.6 < face['width'] / face['height'] < 1.15


def test_a_box_holds_the_face_and_not_the_clothes():
    green = np.zeros((64, 64, 3), np.float32) + [0.75, 0.55, 0.45]
    person = draw_person(green, 60, np.random.default_rng(2))
    x, y, width, height = person.face
    tall, wide = person.rgba.shape[:2]
    assert height == pytest.approx(60, rel=0.06)
    assert x + width / 2 == pytest.approx(-LEFT / (RIGHT - LEFT) * wide, abs=0.2 * width)
    assert y + height == pytest.approx(-TOP / (FEET - TOP) * tall, abs=0.1 * height)
    middle = person.rgba[round(y + 0.3 * height) : round(y + 0.8 * height), round(x + 0.3 * width) : round(x + 0.7 * width)]
    assert middle[..., 3].min() > 0.99
    assert (middle[..., 0] > middle[..., 2]).mean() > 0.95


def test_a_changed_training_face_is_called_a_copy_and_a_new_face_is_not():
    rng = np.random.default_rng(0)
    coarse = rng.uniform(0, 255, (61, 8, 8, 3)).repeat(8, 1).repeat(8, 2)
    training, stranger = coarse[:60].astype(np.uint8), coarse[60:].astype(np.uint8)
    copied = np.clip(training[:1, :, ::-1] * 0.7 + 20 + rng.normal(0, 6, (1, 64, 64, 3)), 0, 255).astype(np.uint8)
    for ours, own in compare(np.concatenate([copied, stranger]), training).values():
        assert copies(ours, own).tolist() == [True, False]


def test_the_text_truth_counts_its_rows():
    faces = [{'x': 1.4, 'y': 2.6, 'width': 0.3, 'height': 9.0, 'ignored': True}]
    assert to_wider('a.jpg', faces) == 'a.jpg\n1\n1 3 1 9 0 0 0 1 2 0\n'
    assert json.loads(to_json(10, 20, faces)) == {'width': 10, 'height': 20, 'faces': faces}


@pytest.mark.parametrize(('name', 'least', 'most', 'width'), [('crowd', 120, 200, Plan.width), ('crowd-small', 8, 16, SMALL.width)])
def test_the_sample_that_ships_has_the_faces_it_promises(name, least, most, width):
    truth = json.loads((ROOT / f'public/sample/{name}.json').read_text())
    counted = [face for face in truth['faces'] if not face['ignored']]
    assert truth['width'] == width
    assert least <= len(counted) <= most
    assert np.mean([6 <= face['height'] <= 42 for face in counted]) > 0.8
    assert (ROOT / f'public/sample/{name}.jpg').stat().st_size <= 400_000
