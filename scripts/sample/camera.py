"""What a camera does to the scene: lens blur, tone, noise, JPEG."""
import io

import numpy as np
from PIL import Image, ImageFilter

from .drawing import smooth_noise


def photograph(picture, rng, blur=0.55, noise=0.014):
    """[h, w, 3] in [0, 1] -> PIL picture, softened by `blur` pixels, with the corners a little darker and sensor noise."""
    height, width = picture.shape[:2]
    soft = Image.fromarray((np.clip(picture, 0, 1) * 255).round().astype(np.uint8)).filter(ImageFilter.GaussianBlur(blur))
    light = np.asarray(soft, np.float32) / 255
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    light = light * (1 - 0.1 * (x**2 + y**2) / 2)[..., None] * (1 + 0.02 * smooth_noise(rng, height, width, 4, 4))[..., None]
    light = light + noise * rng.standard_normal((height, width, 1)) + 0.5 * noise * rng.standard_normal((height, width, 3))
    return Image.fromarray((np.clip(light, 0, 1) * 255).round().astype(np.uint8))


def jpeg_within(picture, most_bytes):
    """The JPEG of the highest quality, 92 at most, that is no larger than `most_bytes`."""
    for quality in range(92, 30, -3):
        buffer = io.BytesIO()
        picture.save(buffer, 'JPEG', quality=quality, optimize=True)
        if buffer.tell() <= most_bytes:
            return buffer.getvalue()
    raise SystemExit(f'The picture does not fit into {most_bytes} bytes: make it smaller (--width, --height).')
