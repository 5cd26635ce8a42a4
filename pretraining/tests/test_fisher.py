"""MB-FCN's Fisher information: squares of single crops' gradients, by output channel, tied to the weights it was measured on."""
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from pretraining import boxes as B
from pretraining import export, fisher, keras, mbfcn

from .parity import unsettle
from .test_replay import crops, random_scene

MODEL = Path(__file__).resolve().parents[2] / "models" / "tiny"
BRANCHES = json.loads((MODEL / "preset.json").read_text())["mbfcn"]["branches"]


@pytest.fixture
def network():
    net = keras.build(MODEL / "mbfcn")
    unsettle(net, torch.rand(2, 3, 64, 64) * 2 - 1, 3)
    return net.eval()


@pytest.fixture
def scenes():
    return [crops(random_scene(seed)) for seed in range(4)]


def squares(network, crop):
    """Of one crop's gradient, through the parameters' own .grad and in PyTorch's order."""
    pixels, *rest = crop
    network.zero_grad()
    grid = B.cells(pixels.shape[1], pixels.shape[2], BRANCHES)
    score, box = mbfcn.loss(B.flatten(network(mbfcn.to_input(pixels))), grid, *rest)
    (score + 2 * box).backward()
    return {name: tensor.grad.double().square() for name, tensor, _ in network.named_tensors() if "moving" not in name}


def test_it_is_the_mean_of_single_crops_squared_gradients_by_output_channel(network, scenes):
    halves = fisher.diagonal(network, BRANCHES, scenes)
    each = [squares(network, crop) for crop in scenes]
    assert set(halves[0]) == set(each[0])
    for half, chosen in zip(halves, (each[0::2], each[1::2])):
        for name, values in half.items():
            # A convolution's output channels come first in PyTorch; shifts and scales have one value each.
            wanted = torch.stack([found[name] for found in chosen]).mean(0).flatten(1).mean(1) if chosen[0][name].dim() > 1 else torch.stack([found[name] for found in chosen]).mean(0)
            assert values.shape == wanted.shape
            np.testing.assert_allclose(values, wanted.numpy(), rtol=2e-3, atol=1e-9 * float(wanted.max()))


def test_statistics_and_weights_stay_as_they_were(network, scenes):
    before = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    fisher.diagonal(network, BRANCHES, scenes[:2])
    for name, tensor in network.state_dict().items():
        assert torch.equal(tensor, before[name])


def test_what_is_written_has_a_mean_of_one_over_all_weights_and_comes_back(network, scenes, tmp_path):
    shutil.copy(MODEL / "mbfcn" / "model.json", tmp_path)
    keras.save(network, tmp_path)
    halves = fisher.diagonal(network, BRANCHES, scenes)
    values = fisher.normalised(network, halves[0])
    assert fisher.save(network, values, tmp_path) == (tmp_path / fisher.FILE).stat().st_size < 20_000
    loaded = fisher.load(network, tmp_path)
    weights = {name: tensor.permute(order) for name, tensor, order in fisher.trained(network)}
    total = sum(value.expand(weights[name].shape).sum().item() for name, value in loaded.items())
    assert total / sum(tensor.numel() for tensor in weights.values()) == pytest.approx(1, rel=1e-2)
    assert list(loaded) == sorted(loaded)
    for name, value in loaded.items():
        np.testing.assert_allclose(value.numpy(), values[name], rtol=1e-3, atol=1e-6)
    with pytest.raises(ValueError, match="no gradient"):
        fisher.normalised(network, {name: 0 * value for name, value in values.items()})


def test_an_export_of_other_weights_drops_it_and_one_of_the_same_keeps_it(network, scenes, tmp_path):
    folder = tmp_path / "tiny" / "mbfcn"
    folder.mkdir(parents=True)
    shutil.copy(MODEL / "mbfcn" / "model.json", folder)
    export.export({"mbfcn": network}, folder.parent, tmp_path)
    fisher.save(network, fisher.normalised(network, fisher.diagonal(network, BRANCHES, scenes)[0]), folder)
    export.export({"mbfcn": network}, folder.parent, tmp_path)
    assert (folder / fisher.FILE).exists()
    with torch.no_grad():
        next(network.parameters()).add_(0.1)
    export.export({"mbfcn": network}, folder.parent, tmp_path)
    assert not (folder / fisher.FILE).exists()


def test_crops_in_their_number_make_halves_agree():
    rng = np.random.default_rng(1)
    one = {"w": rng.lognormal(0, 2, 500)}
    assert fisher.agreement([one, {"w": one["w"] * rng.lognormal(0, 0.1, 500)}]) > 0.95
    assert abs(fisher.agreement([one, {"w": rng.lognormal(0, 2, 500)}])) < 0.3
