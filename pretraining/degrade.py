"""What a camera and a file format do to a small face: blur, noise, JPEG, colour. All on uint8 or float RGB arrays [h,w,3]."""
from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageFilter

FILTERS = (Image.BOX, Image.BILINEAR, Image.HAMMING, Image.BICUBIC, Image.LANCZOS)


def resize(pixels: np.ndarray, width: int, height: int, box: tuple | None = None, how: int = Image.BILINEAR) -> np.ndarray:
    """Antialiased resampling of a float box (x0, y0, x1, y1 in px, inside the picture)."""
    return np.asarray(Image.fromarray(pixels).resize((width, height), how, box))


def jpeg(pixels: np.ndarray, quality: int) -> np.ndarray:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=quality)
    return np.asarray(Image.open(buffer).convert("RGB"))


def blur(pixels: np.ndarray, sigma: float) -> np.ndarray:
    return np.asarray(Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(sigma)))


def squeeze(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Squeezes one axis and stretches it back: the anisotropic blur of pictures that were once made square."""
    height, width = pixels.shape[:2]
    share = rng.uniform(0.6, 0.95)
    narrow = (max(2, round(width * share)), height) if rng.random() < 0.6 else (width, max(2, round(height * share)))
    return resize(resize(pixels, *narrow), width, height)


def noise(pixels: np.ndarray, rng: np.random.Generator, most: float = 12.0) -> np.ndarray:
    """Gaussian sensor noise, sometimes the same in all channels, of standard deviation up to `most` of 255."""
    height, width = pixels.shape[:2]
    shape = (height, width, 1 if rng.random() < 0.4 else 3)
    grain = rng.standard_normal(shape, np.float32) * rng.uniform(1, most)
    return np.clip(pixels + grain, 0, 255).astype(np.uint8)


def capture(pixels: np.ndarray, rng: np.random.Generator, chance: float = 0.3) -> np.ndarray:
    """Blur, squeeze, noise and JPEG, each with `chance`, in the order in which a camera meets them."""
    if rng.random() < chance:
        pixels = blur(pixels, rng.uniform(0.3, 1.1))
    if rng.random() < chance * 0.7:
        pixels = squeeze(pixels, rng)
    if rng.random() < chance:
        pixels = noise(pixels, rng)
    if rng.random() < chance:
        pixels = jpeg(pixels, int(rng.integers(35, 95)))
    return pixels


def colour(pixels: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Gamma, exposure, contrast, white balance, saturation; one picture in ten becomes grey."""
    if rng.random() < 0.3:
        pixels = (255 * (np.arange(256) / 255) ** rng.uniform(0.6, 1.7)).astype(np.uint8)[pixels]
    values = pixels.astype(np.float32)
    if rng.random() < 0.6:
        # Painted and printed faces, stage light and old prints are tinted.
        tint = 0.35 if rng.random() < 0.15 else 0.1
        values = values * rng.uniform(0.6, 1.4) * rng.uniform(1 - tint, 1 + tint, 3).astype(np.float32)
        mean = values.mean()
        values = (values - mean) * rng.uniform(0.7, 1.3) + mean
    if rng.random() < 0.4:
        grey = values.mean(2, keepdims=True)
        values = grey + (values - grey) * (0.0 if rng.random() < 0.25 else rng.uniform(0.4, 1.5))
    return np.clip(values, 0, 255).astype(np.uint8)
