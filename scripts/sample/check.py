"""`--check`: is any made face a copy of a training face? Nearest neighbours among the training faces, in two spaces.

Pixels: faces as 32 x 32, brightness and contrast evened out. Features: histograms of edge directions in 8 x 8 cells, which
lighting and colour hardly touch. In both, a made face's distance to its nearest training face (mirrored ones too) is held
against the distances of training faces to their own nearest other training face. Below half the median of those lie only pairs of
the same photograph (the training faces hold a few, so their least distance is no yardstick): there a made face is a copy.
"""
import numpy as np
from PIL import Image

from pretraining.faces.photographs import load_faces
from pretraining.faces.sample import sample_faces

SIDE = 32
COPY_LIMIT = 0.5


def even(faces):
    """uint8 [N, h, w, 3] -> float32 [N, SIDE, SIDE, 3], each of mean 0 and spread 1 within the face's ellipse, 0 outside it."""
    small = np.stack([np.asarray(Image.fromarray(face).resize((SIDE, SIDE), Image.BOX), np.float32) for face in faces])
    y, x = np.mgrid[-1 : 1 : SIDE * 1j, -1 : 1 : SIDE * 1j]
    window = ((x / 0.85) ** 2 + y**2 < 1).astype(np.float32)[None, :, :, None]
    mean = (small * window).sum((1, 2, 3), keepdims=True) / (3 * window.sum())
    spread = np.sqrt(((small - mean) ** 2 * window).sum((1, 2, 3), keepdims=True) / (3 * window.sum()))
    return ((small - mean) / np.maximum(spread, 1) * window).astype(np.float32)


def edge_histograms(evened, cell=4, directions=8):
    """[N, SIDE, SIDE, 3] -> [N, features]: per cell, how much edge runs in each direction; length 1 in all."""
    grey = evened.mean(3)
    dy, dx = np.gradient(grey, axis=(1, 2))
    strength, angle = np.hypot(dx, dy), (np.arctan2(dy, dx) % np.pi) * directions / np.pi
    bins = np.stack([strength * np.maximum(0, 1 - np.abs((angle - d + directions / 2) % directions - directions / 2)) for d in range(directions)], 3)
    n, cells = len(grey), SIDE // cell
    pooled = np.sqrt(bins.reshape(n, cells, cell, cells, cell, directions).sum((2, 4)).reshape(n, -1))
    return pooled / np.linalg.norm(pooled, axis=1, keepdims=True)


def nearest(queries, among, skip_own=False):
    """Euclidean distance of each query to its nearest in `among` [mirrored, as they are]; `skip_own`: not itself, nor its mirror."""
    squared = (queries**2).sum(1)[:, None] + (among**2).sum(1)[None] - 2 * queries @ among.T
    if skip_own:
        own = np.arange(len(queries))
        for half in range(len(among) // len(queries)):
            squared[own, own + half * len(queries)] = np.inf
    return np.sqrt(np.maximum(squared.min(1), 0))


def compare(made, training):
    """uint8 pictures -> {space: (made faces' nearest distances, training faces' own)}."""
    evened, known = even(made), even(training)
    mirrored = known[:, :, ::-1]
    spaces = {}
    for name, describe in (('pixels', lambda faces: faces.reshape(len(faces), -1)), ('features', edge_histograms)):
        theirs = describe(known)
        among = np.concatenate([theirs, describe(mirrored)])
        spaces[name] = (nearest(describe(evened), among), nearest(theirs, among, skip_own=True))
    return spaces


def copies(made_distances, own_distances):
    """Which made faces lie nearer to a training face than COPY_LIMIT of the median between training faces."""
    return made_distances < COPY_LIMIT * np.median(own_distances)


def print_check(model, folder, seed, count=1000):
    """Prints the comparison for `count` made faces, the sample's own among them; returns the exit status: 1 where there is a copy."""
    made = (sample_faces(model, count, seed) * 255).round().astype(np.uint8)
    training = load_faces(folder, 64).numpy().transpose(0, 2, 3, 1)
    spaces = compare(made, training)
    print(f'{count} made faces, {len(training)} training faces; distance to the nearest training face (1st, 5th, 50th percentile; least)')
    for name, (ours, own) in spaces.items():
        for who, values in (('made', ours), ('training', own)):
            print(f'  {name:9}{who:9}', *(f'{value:7.3f}' for value in (*np.percentile(values, [1, 5, 50]), values.min())))
        limit = COPY_LIMIT * np.median(own)
        print(f'  {name:9}below the limit {limit:.3f}: {copies(ours, own).sum()} made, {copies(own, own).sum()} training')
    found = np.logical_or(*(copies(ours, own) for ours, own in spaces.values()))
    print(f'  copies: {found.sum()}')
    return int(found.any())
