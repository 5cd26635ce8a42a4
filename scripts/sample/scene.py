"""The place where the crowd stands: sky, a row of buildings, a paved square."""
import numpy as np

from .drawing import smooth_noise


def draw_place(width, height, horizon, rng):
    """[height, width, 3]; `horizon` is the row on which the ground ends."""
    y = (np.arange(height, dtype=np.float32) / height)[:, None]
    x = (np.arange(width, dtype=np.float32) / width)[None, :]
    clouds = np.clip(0.5 + 0.35 * smooth_noise(rng, height, width, 5, 5) + 0.2 * smooth_noise(rng, height, width, 14, 14), 0, 1)
    sky = np.array([0.55, 0.68, 0.85]) * (1 - 0.5 * clouds[..., None]) + 0.48 * clouds[..., None] + 0.15 * y[..., None]
    picture = np.clip(sky, 0, 1).astype(np.float32)
    draw_ground(picture, horizon, rng)
    draw_buildings(picture, horizon, rng)
    draw_trees(picture, horizon, rng)
    return np.clip(picture * (0.93 + 0.07 * x)[..., None], 0, 1)


def draw_ground(picture, horizon, rng):
    """Paving stones in perspective, with stains."""
    height, width = picture.shape[:2]
    rows = np.arange(horizon, height, dtype=np.float32)[:, None]
    depth = height / np.maximum(rows - horizon + 3, 1)
    across = (np.arange(width, dtype=np.float32)[None, :] - width / 2) / width * depth
    fine = np.clip(1.6 / depth, 0, 1)
    joints = ((np.abs((across * 9) % 1 - 0.5) > 0.46) | (np.abs((depth * 9) % 1 - 0.5) > 0.45)) * fine
    shape = (height - horizon, width)
    stains = 0.05 * smooth_noise(rng, *shape, 12, 9) + 0.03 * smooth_noise(rng, *shape, shape[0] / 3, width / 5)
    tone = 0.5 + 0.05 / depth + stains - 0.1 * joints
    picture[horizon:] = tone[..., None] * np.array([1, 0.96, 0.9])


def draw_buildings(picture, horizon, rng):
    """House fronts with windows, side by side, from the horizon up."""
    height, width = picture.shape[:2]
    left = -int(rng.integers(0, width // 10 + 1))
    while left < width:
        right = left + int(width * rng.uniform(0.09, 0.22))
        top = max(0, horizon - int(height * rng.uniform(0.12, 0.24)))
        front = np.array([0.62, 0.53, 0.45]) * rng.uniform(0.6, 1.3) * rng.uniform(0.9, 1.1, 3)
        begin, end = max(left, 0), min(right, width)
        if end > begin and horizon > top:
            wall = 1 + 0.05 * smooth_noise(rng, horizon - top, end - begin, 8, 8)
            picture[top:horizon, begin:end] = front * wall[..., None]
            pitch = max(6, int(height * rng.uniform(0.028, 0.042)))
            glass = front * rng.uniform(0.35, 0.6) + np.array([0.02, 0.04, 0.07])
            for row in range(top + pitch // 3, horizon - pitch // 2, pitch):
                for column in range(left + pitch // 2, right - pitch // 2, pitch):
                    a, b = max(column, 0), min(column + pitch // 2, width)
                    if b > a:
                        picture[row - 1 : row + pitch * 2 // 3 + 1, a:b] = front * 1.15
                        picture[row : row + pitch * 2 // 3, a + 1 : b - 1] = glass * rng.uniform(0.5, 1.5)
            picture[top : top + max(1, pitch // 6), begin:end] = front * 0.7
        left = right


def draw_trees(picture, horizon, rng):
    """A few round trees before the houses, leaves by thresholded noise."""
    height, width = picture.shape[:2]
    for _ in range(int(rng.integers(4, 8))):
        radius = height * rng.uniform(0.05, 0.08)
        cx, cy = rng.uniform(0, width), horizon - radius * rng.uniform(1.3, 1.6)
        x0, x1 = max(0, int(cx - 1.4 * radius)), min(width, int(cx + 1.4 * radius))
        y0, y1 = max(0, int(cy - 1.4 * radius)), horizon
        if x1 - x0 < 4 or y1 - y0 < 4:
            continue
        x, y = np.arange(x0, x1)[None, :], np.arange(y0, y1)[:, None]
        rough = 0.22 * smooth_noise(rng, y1 - y0, x1 - x0, 7, 7) + 0.14 * smooth_noise(rng, y1 - y0, x1 - x0, 20, 20)
        leaves = np.clip((1 - np.hypot(x - cx, (y - cy) / 0.9) / radius + rough) * 6, 0, 1)
        trunk = np.where((np.abs(x - cx) < radius * 0.07) & (y > cy), 1.0, 0.0)
        green = np.array([0.2, 0.28, 0.12]) * rng.uniform(0.8, 1.2)
        shade = np.clip(1 + 1.2 * rough - 0.5 * (y - cy) / radius, 0.3, 1.8)
        for cover, colour in ((trunk, np.broadcast_to([0.2, 0.16, 0.13], (*rough.shape, 3))), (leaves, green * shade[..., None])):
            picture[y0:y1, x0:x1] = picture[y0:y1, x0:x1] * (1 - cover[..., None]) + colour * cover[..., None]
