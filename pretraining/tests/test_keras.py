"""Layers that PyTorch has no quick one for are what PyTorch's slow one is."""
import pytest
import torch
import torch.nn.functional as F

from pretraining.keras import Conv2DTranspose


@pytest.mark.parametrize("use_bias", (True, False))
def test_a_transposed_convolution_woven_from_phases_is_the_plain_one(use_bias):
    torch.manual_seed(0)
    layer = Conv2DTranspose({"strides": [2, 2], "kernel_size": [3, 3], "filters": 7, "use_bias": use_bias}, 5)
    if use_bias:
        torch.nn.init.normal_(layer.bias)
    x = torch.randn(2, 5, 6, 9, requires_grad=True)
    plain = F.conv_transpose2d(x, layer.weight, layer.bias, 2)[:, :, :12, :18]
    woven = layer(x)
    torch.testing.assert_close(woven, plain, rtol=1e-5, atol=1e-5)
    wanted = torch.autograd.grad(plain.square().sum(), (x, layer.weight), retain_graph=True)
    for given, right in zip(torch.autograd.grad(woven.square().sum(), (x, layer.weight)), wanted):
        torch.testing.assert_close(given, right, rtol=1e-4, atol=1e-4)


def test_other_sizes_and_strides_are_refused():
    with pytest.raises(ValueError, match="size 4 and stride 2"):
        Conv2DTranspose({"strides": [2, 2], "kernel_size": [4, 4], "filters": 7, "use_bias": True}, 5)
