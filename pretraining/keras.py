"""Builds a PyTorch module from the Keras topology that src/networks exports, and reads and writes tfjs weights.

The TypeScript code is the one definition of every network; nothing here knows a layer's size.
TensorFlow's conventions are kept: SAME padding (a stride-2 convolution pads at the end), de-convolutions cut at the end,
batch norm with epsilon 1e-3, momentum 0.99 and a *biased* running variance, flattening in height-width-channel order.
"""
from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn


def _same_padding(size: int, kernel: int, stride: int) -> tuple[int, int]:
    total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
    return total // 2, total - total // 2


class Conv2D(nn.Module):
    def __init__(self, config: dict, channels: int):
        super().__init__()
        self.kernel, self.stride = config["kernel_size"][0], config["strides"][0]
        self.weight = nn.Parameter(torch.empty(config["filters"], channels, self.kernel, self.kernel))
        nn.init.kaiming_normal_(self.weight)
        self.bias = nn.Parameter(torch.zeros(config["filters"])) if config["use_bias"] else None
        self.channels = config["filters"]

    def forward(self, x: Tensor) -> Tensor:
        top, bottom = _same_padding(x.shape[2], self.kernel, self.stride)
        left, right = _same_padding(x.shape[3], self.kernel, self.stride)
        if top == bottom and left == right:
            return F.conv2d(x, self.weight, self.bias, self.stride, (top, left))
        return F.conv2d(F.pad(x, (left, right, top, bottom)), self.weight, self.bias, self.stride)

    def tensors(self) -> list[tuple[str, Tensor, tuple[int, ...]]]:
        kernel = ("kernel", self.weight, (2, 3, 1, 0))
        return [kernel] if self.bias is None else [kernel, ("bias", self.bias, (0,))]


class Conv2DTranspose(nn.Module):
    """Stride 2, size 3: the full transposed convolution with its last row and column cut. Computed as a convolution of size 2 that gives all four phases of the
    output, which are then woven together: PyTorch has no quick transposed convolution for CPUs. Though 7 of the 16 taps are 0, `compact`'s generator learns from
    32 patches in 0.09 s instead of 0.63 (two cores, by hand)."""

    def __init__(self, config: dict, channels: int):
        super().__init__()
        kernel, stride = config["kernel_size"][0], config["strides"][0]
        if (kernel, stride) != (3, 2):
            raise ValueError(f"A transposed convolution of size {kernel} and stride {stride}: only size 3 and stride 2 are known.")
        self.weight = nn.Parameter(torch.empty(channels, config["filters"], kernel, kernel))
        # Of a stride-2 kernel's nine taps an output pixel meets 2.25 on average.
        nn.init.normal_(self.weight, std=(2 / (channels * kernel * kernel / stride**2)) ** 0.5)
        self.bias = nn.Parameter(torch.zeros(config["filters"])) if config["use_bias"] else None
        self.channels = config["filters"]

    def forward(self, x: Tensor) -> Tensor:
        # Output row 2i+a has the taps k = a of x[i] and k = a + 2 of x[i−1], where the size of 3 has that.
        channels, filters = self.weight.shape[:2]
        taps = F.pad(self.weight, (0, 1, 0, 1)).view(channels, filters, 2, 2, 2, 2).flip(2, 4)
        phases = taps.permute(1, 3, 5, 0, 2, 4).reshape(4 * filters, channels, 2, 2)
        full = F.pixel_shuffle(F.conv2d(F.pad(x, (1, 0, 1, 0)), phases), 2)
        return full if self.bias is None else full + self.bias.view(1, -1, 1, 1)

    def tensors(self) -> list[tuple[str, Tensor, tuple[int, ...]]]:
        kernel = ("kernel", self.weight, (2, 3, 1, 0))
        return [kernel] if self.bias is None else [kernel, ("bias", self.bias, (0,))]


class BatchNormalization(nn.Module):
    def __init__(self, config: dict, channels: int):
        super().__init__()
        self.epsilon, self.momentum = config["epsilon"], 1 - config["momentum"]
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("mean", torch.zeros(channels))
        self.register_buffer("variance", torch.ones(channels))
        self.channels = channels

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return F.batch_norm(x, self.mean, self.variance, self.weight, self.bias, False, 0.0, self.epsilon)
        # Autograd keeps the running statistics it was given, so it gets copies.
        mean, variance = self.mean.clone(), self.variance.clone()
        out = F.batch_norm(x, mean, variance, self.weight, self.bias, True, self.momentum, self.epsilon)
        # PyTorch's running variance is the unbiased one, Keras's the biased one.
        count = x.numel() // x.shape[1]
        kept = self.variance * (1 - self.momentum)
        self.mean.copy_(mean)
        self.variance.copy_(kept + (variance - kept) * ((count - 1) / count))
        return out

    def tensors(self) -> list[tuple[str, Tensor, tuple[int, ...]]]:
        flat = (0,)
        return [
            ("gamma", self.weight, flat),
            ("beta", self.bias, flat),
            ("moving_mean", self.mean, flat),
            ("moving_variance", self.variance, flat),
        ]


class Dense(nn.Module):
    def __init__(self, config: dict, channels: int):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(config["units"], channels) * 0.01)
        self.bias = nn.Parameter(torch.zeros(config["units"]))
        self.channels = config["units"]

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(x, self.weight, self.bias)

    def tensors(self) -> list[tuple[str, Tensor, tuple[int, ...]]]:
        return [("kernel", self.weight, (1, 0)), ("bias", self.bias, (0,))]


class Plain(nn.Module):
    """A layer without weights."""

    def __init__(self, kind: str, config: dict, channels: int):
        super().__init__()
        self.kind, self.factor, self.channels = kind, config.get("size", [1])[0], channels

    def forward(self, *inputs: Tensor) -> Tensor:
        x = inputs[0]
        if self.kind == "Activation":
            return F.relu(x)
        if self.kind == "Add":
            return inputs[0] + inputs[1]
        if self.kind == "MaxPooling2D":
            return F.max_pool2d(x, 2, 2)
        if self.kind == "UpSampling2D":
            return F.interpolate(x, scale_factor=self.factor, mode="nearest")
        return x.permute(0, 2, 3, 1).flatten(1)  # Flatten

    def tensors(self) -> list[tuple[str, Tensor, tuple[int, ...]]]:
        return []


_WITH_WEIGHTS = {c.__name__: c for c in (Conv2D, Conv2DTranspose, BatchNormalization, Dense)}
_PLAIN = {"Activation", "Add", "MaxPooling2D", "UpSampling2D", "Flatten"}


class Network(nn.Module):
    """A topology as a module: NCHW in, a list of NCHW (or flat) outputs in the topology's order."""

    def __init__(self, topology: dict):
        super().__init__()
        config = topology["model_config"]["config"] if "model_config" in topology else topology["config"]
        self.steps: list[tuple[str, list[str]]] = []
        self.by_name = nn.ModuleDict()
        channels: dict[str, int] = {}
        sides: dict[str, int | None] = {}
        for layer in config["layers"]:
            name, kind, options = layer["name"], layer["class_name"], layer["config"]
            if kind == "InputLayer":
                shape = options["batch_input_shape"]
                channels[name], sides[name], self.input_name = shape[3], shape[1], name
                continue
            inputs = [node[0] for node in layer["inbound_nodes"][0]]
            known, side = channels[inputs[0]], sides[inputs[0]]
            if kind in _WITH_WEIGHTS:
                module = _WITH_WEIGHTS[kind](options, known)
            elif kind in _PLAIN:
                if kind == "Activation" and options["activation"] != "relu":
                    raise ValueError(f"{name}: activation {options['activation']} is not supported")
                if kind == "UpSampling2D" and options["interpolation"] != "nearest":
                    raise ValueError(f"{name}: only nearest enlargement is supported")
                module = Plain(kind, options, known)
            else:
                raise ValueError(f"{name}: layers of class {kind} are not supported")
            if kind == "MaxPooling2D" and side is not None:
                side //= 2
            if kind == "Flatten":
                module.channels = known * side * side
            self.by_name[name] = module
            channels[name], sides[name] = module.channels, side
            self.steps.append((name, inputs))
        self.output_names = [node[0] for node in config["output_layers"]]

    def forward(self, x: Tensor) -> list[Tensor]:
        values = {self.input_name: x}
        for name, inputs in self.steps:
            values[name] = self.by_name[name](*(values[i] for i in inputs))
        return [values[name] for name in self.output_names]

    def named_tensors(self) -> list[tuple[str, Tensor, tuple[int, ...]]]:
        """Weight name as tfjs writes it, tensor, and the permutation that brings it into Keras's order."""
        return [
            (f"{name}/{part}", tensor, order)
            for name, _ in self.steps
            for part, tensor, order in self.by_name[name].tensors()
        ]


def in_half(network: Network, x: Tensor, enabled: bool = True) -> list[Tensor]:
    """A forward pass with activations in bfloat16 and weights in float32: on CPUs with AVX-512 BF16 training takes half as long.
    Outputs are float32."""
    with torch.autocast(x.device.type, torch.bfloat16, enabled):
        outputs = network(x)
    return [output.float() for output in outputs]


def build(folder: Path) -> Network:
    """The network whose topology lies in folder/model.json, with fresh weights."""
    return Network(json.loads((folder / "model.json").read_text())["modelTopology"])


def save(network: Network, folder: Path) -> int:
    """Writes float16 weights.bin and its manifest beside the topology; returns the number of bytes."""
    artifact = json.loads((folder / "model.json").read_text())
    entries, chunks = [], []
    for name, tensor, order in network.named_tensors():
        values = tensor.detach().cpu().permute(order).contiguous().numpy()
        entries.append(
            {
                "name": name,
                "shape": list(values.shape),
                "dtype": "float32",
                "quantization": {"dtype": "float16", "original_dtype": "float32"},
            }
        )
        half = values.astype("<f2")
        if not np.isfinite(half).all():
            raise ValueError(f"{name} does not fit float16")
        chunks.append(half.tobytes())
    data = b"".join(chunks)
    (folder / "weights.bin").write_bytes(data)
    artifact["weightsManifest"] = [{"paths": ["weights.bin"], "weights": entries}]
    (folder / "model.json").write_text(json.dumps(artifact, separators=(",", ":")) + "\n")
    return len(data)


def load(network: Network, folder: Path) -> Network:
    """Reads float16 weights back into the network."""
    artifact = json.loads((folder / "model.json").read_text())
    data, offset = (folder / "weights.bin").read_bytes(), 0
    by_name = {}
    for entry in artifact["weightsManifest"][0]["weights"]:
        count = int(np.prod(entry["shape"], dtype=int))
        by_name[entry["name"]] = np.frombuffer(data, "<f2", count, offset).reshape(entry["shape"])
        offset += 2 * count
    with torch.no_grad():
        for name, tensor, order in network.named_tensors():
            inverse = np.argsort(order)
            tensor.copy_(torch.from_numpy(by_name[name].astype(np.float32).transpose(inverse).copy()))
    return network
