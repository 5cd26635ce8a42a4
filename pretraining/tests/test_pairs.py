"""SSIM as src/metrics/ssim.ts has it: 1 for the same, less for noise, and the formula's own value where nothing varies."""
import numpy as np

from pretraining.pairs import psnr, ssim


def test_ssim_is_one_for_the_same_and_falls_with_noise():
    rng = np.random.default_rng(0)
    a = rng.integers(0, 255, (3, 24, 24, 3)).astype(np.float32)
    assert abs(ssim(a, a) - 1) < 1e-6
    noisy = [ssim(a, a + rng.normal(0, sigma, a.shape)) for sigma in (10, 40)]
    assert 1 > noisy[0] > noisy[1] > 0
    assert psnr(a, a + 5) < psnr(a, a + 1)


def test_of_two_greys_only_the_means_count():
    one, two = np.full((1, 16, 16, 3), 100.0), np.full((1, 16, 16, 3), 130.0)
    c1 = (0.01 * 255) ** 2
    assert abs(ssim(one, two) - (2 * 100 * 130 + c1) / (100**2 + 130**2 + c1)) < 1e-4
