"""New faces out of the kept decoder."""
import numpy as np
import torch

from .export import load_decoder
from .model import LATENT

TRUNCATION = 0.8


def sample_faces(folder, count, seed, truncation=TRUNCATION):
    """
    `count` faces as float32 [count, side, side, 3], RGB in [0, 1]; the same seed gives the same faces. `truncation` < 1 keeps
    closer to the average face: fewer odd ones, less variety.
    """
    torch.set_num_threads(1)
    decoder, mean, root = load_decoder(folder)
    noise = np.random.default_rng(seed).standard_normal((count, LATENT)).astype(np.float32)
    with torch.no_grad():
        made = decoder(mean + truncation * torch.from_numpy(noise) @ root.T)
    return made.clamp(-1, 1).add(1).div(2).permute(0, 2, 3, 1).contiguous().numpy()
