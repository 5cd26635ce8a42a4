"""Boxes of MB-FCN's cells, IoU and NMS. Boxes are x0, y0, x1, y1 in px of the network's input."""
from __future__ import annotations

import numpy as np
import torch
from torch import Tensor


def flatten(outputs: list[Tensor]) -> Tensor:
    """Branch maps [B,5,h,w] → [B,N,5], branches one after another, row by row."""
    return torch.cat([o.permute(0, 2, 3, 1).flatten(1, 2) for o in outputs], 1)


def cells(height: int, width: int, branches: list[dict]) -> Tensor:
    """[N,4]: centre x, centre y (px), stride, base size of every cell, in the order of `flatten`."""
    rows = []
    for branch in branches:
        stride = branch["stride"]
        y, x = torch.meshgrid(torch.arange(height // stride), torch.arange(width // stride), indexing="ij")
        centre = (torch.stack([x, y], -1).reshape(-1, 2) + 0.5) * stride
        rest = torch.tensor([stride, branch["baseSize"]], dtype=torch.float32).expand(len(centre), 2)
        rows.append(torch.cat([centre, rest], 1))
    return torch.cat(rows)


def decode(raw: Tensor, grid: Tensor) -> Tensor:
    """Box outputs [...,N,4] (dx, dy, dw, dh) at cells [N,4] → boxes [...,N,4]."""
    centre = grid[:, :2] + raw[..., :2] * grid[:, 2:3]
    half = grid[:, 3:4] * torch.exp(raw[..., 2:].clamp(-4, 4)) / 2
    return torch.cat([centre - half, centre + half], -1)


def iou(a: Tensor, b: Tensor) -> tuple[Tensor, Tensor]:
    """IoU and distance-IoU of boxes pairwise by position, [...,4] each."""
    top = torch.minimum(a[..., 2:], b[..., 2:]) - torch.maximum(a[..., :2], b[..., :2])
    shared = top.clamp(min=0).prod(-1)
    union = (a[..., 2:] - a[..., :2]).prod(-1) + (b[..., 2:] - b[..., :2]).prod(-1) - shared
    value = shared / union.clamp(min=1e-6)
    hull = torch.maximum(a[..., 2:], b[..., 2:]) - torch.minimum(a[..., :2], b[..., :2])
    apart = (a[..., :2] + a[..., 2:] - b[..., :2] - b[..., 2:]) / 2
    return value, value - apart.square().sum(-1) / hull.square().sum(-1).clamp(min=1e-6)


def nms(boxes: np.ndarray, scores: np.ndarray, most_shared: float = 0.45) -> np.ndarray:
    """Greedy NMS; indices kept, best first. Boxes [n,4] x0, y0, x1, y1."""
    order = np.argsort(-scores, kind="stable")
    x0, y0, x1, y1 = boxes[order].T
    area = (x1 - x0) * (y1 - y0)
    alive = np.ones(len(order), bool)
    for i in range(len(order)):
        if not alive[i]:
            continue
        w = np.minimum(x1[i], x1[i + 1 :]) - np.maximum(x0[i], x0[i + 1 :])
        h = np.minimum(y1[i], y1[i + 1 :]) - np.maximum(y0[i], y0[i + 1 :])
        shared = np.maximum(w, 0) * np.maximum(h, 0)
        alive[i + 1 :] &= shared <= most_shared * (area[i] + area[i + 1 :] - shared)
    return order[alive]


def vote(boxes: np.ndarray, weights: np.ndarray, kept: np.ndarray, least: float) -> np.ndarray:
    """Weighted mean of all boxes with IoU ≥ least with each kept one: src/geometry/vote.ts. [k,4]."""
    out = boxes[kept].copy()
    area = (boxes[:, 2:] - boxes[:, :2]).prod(1)
    for row, i in enumerate(kept):
        shared = np.clip(np.minimum(boxes[i, 2:], boxes[:, 2:]) - np.maximum(boxes[i, :2], boxes[:, :2]), 0, None).prod(1)
        voters = shared >= least * (area[i] + area - shared)
        weight = weights[voters]
        if weight.sum() > 0:
            out[row] = weight @ boxes[voters] / weight.sum()
    return out
