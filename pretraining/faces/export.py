"""The trained decoder as files: float16 weights, and where in latent space faces lie."""
import json
from pathlib import Path

import numpy as np
import torch

from .model import LATENT, SIDE, Decoder
from .photographs import load_faces, to_unit

FORMAT = 1


def faces_in_latent_space(encoder, faces):
    """Mean [LATENT] and the lower triangular root of the covariance [LATENT, LATENT] of the latents of all faces, mirrored ones too."""
    encoder.eval()
    with torch.no_grad():
        latents = torch.cat([encoder(turn(to_unit(batch)))[0] for batch in faces.split(200) for turn in (lambda x: x, lambda x: x.flip(3))])
    mean = latents.mean(0)
    root = torch.linalg.cholesky(torch.cov(latents.T) + 1e-5 * torch.eye(LATENT))
    return mean, root, latents


def export(training, faces_folder, folder):
    """Writes faces.npz (float16) and faces.json into `folder`."""
    mean, root, latents = faces_in_latent_space(training.encoder, load_faces(faces_folder, SIDE))
    # The normalisations keep the averages of training. Measured anew they follow a few extreme latents, and the rest turns to noise.
    weights = {name: value for name, value in training.average.state_dict().items() if value.is_floating_point()}
    weights |= {'latent.mean': mean, 'latent.root': root[torch.tril(torch.ones_like(root)) > 0]}
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / 'faces.npz', **{name: value.numpy().astype(np.float16) for name, value in weights.items()})
    about = {'format': FORMAT, 'side': SIDE, 'latent': LATENT, 'trainedSeconds': round(training.seconds), 'trainedOn': len(latents) // 2}
    (folder / 'faces.json').write_text(json.dumps(about, indent=2) + '\n')


def load_decoder(folder):
    """The kept decoder, its latents' mean and covariance root, all float32."""
    about = json.loads((Path(folder) / 'faces.json').read_text())
    if about['format'] != FORMAT or about['latent'] != LATENT:
        raise SystemExit(f'{folder} was written by another version: run `python -m pretraining.faces export` again.')
    with np.load(Path(folder) / 'faces.npz') as stored:
        weights = {name: torch.from_numpy(stored[name].astype(np.float32)) for name in stored.files}
    mean, triangle = weights.pop('latent.mean'), weights.pop('latent.root')
    root = torch.zeros(LATENT, LATENT)
    root[torch.tril(torch.ones_like(root)) > 0] = triangle
    decoder = Decoder()
    missing = decoder.load_state_dict(weights, strict=False)
    if missing.unexpected_keys or any(not name.endswith('num_batches_tracked') for name in missing.missing_keys):
        raise SystemExit(f'{folder} does not hold this decoder: {missing}')
    return decoder.eval(), mean, root
