"""One task many times over, on all cores."""
from __future__ import annotations

import multiprocessing
from typing import Callable

import torch

_task: Callable[[int], object]


def _run_task(number: int):
    torch.set_num_threads(1)
    return _task(number)


def on_all_cores(task: Callable[[int], object], count: int, chunk: int = 1) -> list:
    """[task(0), task(1), …], by processes that inherit the task, its networks and its memory maps."""
    global _task
    _task = task
    with multiprocessing.get_context("fork").Pool() as pool:
        return list(pool.imap(_run_task, range(count), chunk))
