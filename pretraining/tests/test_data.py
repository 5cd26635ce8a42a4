"""Reading of pictures and truth, the split, degradation, and weights on disk."""
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from pretraining import degrade, keras, pairs, split
from pretraining.wider import Picture, decode, read_truth

from .synthetic import draw

ROOT = Path(__file__).resolve().parents[2]


def test_truth_with_and_without_the_row_of_zeros(tmp_path):
    zeros = "0 0 0 0 0 0 0 0 0 0"
    face = "1 2 3 4 0 0 0 1 2 0"
    (tmp_path / "x_bbx_gt.txt").write_text(f"a/1.jpg\n0\n{zeros}\na/2.jpg\n0\nb/3 4.jpg\n2\n{face}\n5 6 7 8 0 0 0 0 0 0\nb/5.jpg\n0\n")
    pictures = read_truth(tmp_path)
    assert [(p.name, p.source, len(p.boxes)) for p in pictures] == [("a/1.jpg", "a", 0), ("a/2.jpg", "a", 0), ("b/3 4.jpg", "b", 2), ("b/5.jpg", "b", 0)]
    assert pictures[2].boxes.tolist() == [[1, 2, 3, 4], [5, 6, 7, 8]]
    assert pictures[2].ignored.tolist() == [True, False] and pictures[2].masked.tolist() == [True, False]
    assert pictures[2].trust.tolist() == [1, 1]


def test_the_cache_gives_back_pixels_and_their_halves(tmp_path):
    draw(tmp_path, 3)
    pictures = read_truth(tmp_path)
    cache = decode(tmp_path, pictures, tmp_path / "cache")
    from PIL import Image

    pixels = np.asarray(Image.open(tmp_path / "images" / pictures[2].name).convert("RGB"))
    assert np.array_equal(cache[2], pixels)
    mean = pixels[:160:2, :192:2].astype(int) + pixels[1::2, ::2] + pixels[::2, 1::2] + pixels[1::2, 1::2]
    assert np.abs(cache.level(2, 1) - mean / 4).max() <= 1


class FakeCache:
    def __init__(self, pictures):
        self.pictures = pictures

    def __getitem__(self, i):
        return self.pictures[i]


@pytest.fixture
def shoots(monkeypatch):
    """120 pictures of two sources: 20 photo shoots of 3 look-alikes each, and 60 alone. Layouts repeat, so shoots are kept apart by colour."""
    monkeypatch.setattr(split, "SIZES", {"tune": 12, "calibrate": 9, "domain": 6})
    monkeypatch.setattr(split, "DOMAIN_FACES", 20)
    rng = np.random.default_rng(3)
    pixels, pictures, shoot = [], [], []
    for i in range(80):
        base = rng.integers(0, 255, (8, 8, 3))
        for _ in range(3 if i % 4 == 0 else 1):
            look = np.clip(base.repeat(8, 0).repeat(8, 1) + rng.integers(-3, 4, (64, 64, 3)), 0, 255).astype(np.uint8)
            name = f"{'one' if i < 40 else 'two'}/{len(pixels)}.jpg"
            boxes = np.tile(np.array([[1, 1, 9, 9]], np.float32), (i % 5, 1))
            pictures.append(Picture(name, name.split("/")[0], boxes, np.zeros(len(boxes), bool), np.ones(len(boxes), np.float32), np.zeros(len(boxes), bool)))
            pixels.append(look)
            shoot.append(i)
    return pictures, FakeCache(pixels), {p.name: s for p, s in zip(pictures, shoot)}


def test_the_split_has_exact_sizes_and_every_picture_once(shoots):
    pictures, cache, _ = shoots
    parts = split.make_split(pictures, cache)
    assert {part: len(parts[part]) for part in split.SIZES} == split.SIZES
    assert sorted(name for names in parts.values() for name in names) == sorted(p.name for p in pictures)
    assert all({name.split("/")[0] for name in names} == {"one", "two"} for names in parts.values())


def test_no_photo_shoot_crosses_a_line_of_the_split(shoots):
    pictures, cache, shoot = shoots
    part_of = {name: part for part, names in split.make_split(pictures, cache).items() for name in names}
    for number in set(shoot.values()):
        assert len({part_of[name] for name, own in shoot.items() if own == number}) == 1


def test_the_split_is_the_same_every_time(shoots):
    assert split.make_split(*shoots[:2]) == split.make_split(*shoots[:2])


def test_the_committed_split_has_its_sizes_and_no_picture_twice():
    parts = split.load_split(ROOT / "pretraining" / "split.json")
    assert {part: len(parts[part]) for part in split.SIZES} == split.SIZES
    names = [name for part in parts.values() for name in part]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("make", [degrade.capture, degrade.colour, degrade.noise, degrade.squeeze, lambda p, rng: pairs.shrink(p, 24, 1.5, rng)])
def test_degradation_follows_its_seed_and_nothing_else(make):
    pixels = np.random.default_rng(1).integers(0, 255, (96, 96, 3), np.uint8)
    before = pixels.copy()
    made = [[make(pixels, np.random.default_rng(seed)) for seed in range(8)] for _ in range(2)]
    assert all(np.array_equal(a, b) for a, b in zip(*made))
    assert any(not np.array_equal(a, b) for a, b in zip(made[0], made[0][1:]))
    assert np.array_equal(pixels, before) and all(m.dtype == np.uint8 for m in made[0])


@pytest.mark.parametrize("network", ["mbfcn", "generator", "discriminator"])
def test_weights_come_back_from_disk_as_float16_holds_them(tmp_path, network):
    folder = tmp_path / network
    folder.mkdir()
    shutil.copy(ROOT / "models" / "tiny" / network / "model.json", folder)
    saved = keras.build(folder)
    with torch.no_grad():
        for tensor in saved.state_dict().values():
            tensor.copy_(torch.randn_like(tensor))
    size = keras.save(saved, folder)
    assert size == (folder / "weights.bin").stat().st_size == 2 * sum(t.numel() for t in saved.state_dict().values())
    loaded = keras.load(keras.build(folder), folder)
    for name, tensor in saved.state_dict().items():
        assert torch.equal(loaded.state_dict()[name], tensor.half().float()), name
    manifest = json.loads((folder / "model.json").read_text())["weightsManifest"][0]
    assert all(entry["quantization"]["dtype"] == "float16" for entry in manifest["weights"])


def test_weights_that_do_not_fit_float16_are_refused(tmp_path):
    folder = tmp_path / "mbfcn"
    folder.mkdir()
    shutil.copy(ROOT / "models" / "tiny" / "mbfcn" / "model.json", folder)
    network = keras.build(folder)
    with torch.no_grad():
        next(iter(network.parameters())).fill_(1e6)
    with pytest.raises(ValueError, match="float16"):
        keras.save(network, folder)
