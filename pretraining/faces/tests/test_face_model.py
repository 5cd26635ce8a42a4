"""The face model: same seed, same faces; its files fit the page's budget; its parts fit together."""
from pathlib import Path

import numpy as np
import torch

from pretraining.faces.losses import divergence, face_window, likeness
from pretraining.faces.model import LATENT, SIDE, Critic, Decoder, Encoder, start_from_components
from pretraining.faces.sample import sample_faces

torch.set_num_threads(1)
MODEL = Path(__file__).resolve().parents[3] / 'models/faces'


def test_a_seed_gives_its_faces_and_another_seed_others():
    first, again, other = (sample_faces(MODEL, 3, seed) for seed in (1, 1, 2))
    assert first.shape == (3, SIDE, SIDE, 3)
    assert 0 <= first.min() and first.max() <= 1
    np.testing.assert_allclose(first, again, atol=1e-5)
    assert np.abs(first - other).mean() > 0.02


def test_made_faces_differ_from_one_another():
    faces = sample_faces(MODEL, 16, 3)
    assert faces.std(0).mean() > 0.05


def test_no_made_face_is_burnt_out_or_black():
    tones = sample_faces(MODEL, 100, 4)[:, 16:56, 16:48].mean((1, 2, 3))
    assert tones.min() > 0.08 and tones.max() < 0.95


def test_the_weights_stay_small():
    assert sum(path.stat().st_size for path in MODEL.iterdir()) <= 1.5e6


def test_untrained_linear_paths_already_rebuild_pictures_that_vary_in_few_ways():
    torch.manual_seed(0)
    ways = torch.nn.functional.interpolate(torch.randn(5, 3, 8, 8), SIDE, mode='bilinear')
    pictures = torch.einsum('nk,kchw->nchw', torch.randn(140, 5) * 0.1, ways)
    encoder, decoder = Encoder().eval(), Decoder().eval()
    start_from_components(encoder, decoder, pictures, rounds=0)
    with torch.no_grad():
        encoder.head.weight.zero_()
        decoder.paint.weight.zero_()
        error = (decoder(encoder(pictures)[0]) - pictures).abs().mean()
    assert error < 0.25 * pictures.abs().mean()


def test_losses_are_zero_where_there_is_nothing_to_mend():
    picture = torch.rand(2, 3, SIDE, SIDE)
    assert likeness(picture, picture, face_window(SIDE)) == 0
    assert divergence(torch.zeros(2, LATENT), torch.zeros(2, LATENT)) == 0
    assert likeness(picture, picture * 0.5, face_window(SIDE)) > 0


def test_the_critic_judges_patches_and_the_whole():
    logits, features = Critic()(torch.rand(2, 3, SIDE, SIDE))
    assert logits.shape == (2, 65)
    assert len(features) == 4
