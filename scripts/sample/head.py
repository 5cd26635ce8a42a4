"""A head: hair, ears and hat around a face that the face model made."""
import numpy as np
from PIL import Image

from .drawing import Sheet, luminance

# The crops that the face model learned show 1 / 0.92 of a face's height (hairline to chin); ear to ear is 0.78 of their width.
CROP_SIDE = 1 / 0.92
CROP_TOP = -1.03
FACE_HALF_WIDTH = 0.39 * CROP_SIDE

HAIR = np.array([[0.05, 0.04, 0.04], [0.1, 0.07, 0.05], [0.2, 0.13, 0.08], [0.33, 0.22, 0.13], [0.52, 0.38, 0.22], [0.4, 0.18, 0.09], [0.55, 0.53, 0.5]])
HAIR_SHARE = np.array([0.27, 0.25, 0.18, 0.11, 0.08, 0.03, 0.08])


def settle_colours(face):
    """Draws a face's cast towards that of skin in daylight and its brightness towards the middle; returns it and its skin's colour."""
    side = face.shape[0]
    y, x = np.mgrid[0:side, 0:side] / side
    cheeks = (np.abs(x - 0.5) < 0.26) & (y > 0.2) & (y < 0.85)
    skin = np.median(face[cheeks], 0)
    bright = luminance(skin)
    wanted = np.array([1.24, 0.95, 0.76]) * np.clip(bright, 0.24, 0.68) ** 0.85 * 0.9
    gain = np.clip((wanted / np.maximum(skin, 0.05)) ** 0.8, 0.65, 1.7)
    settled, skin = face * gain, skin * gain
    # What cannot be mended by a gain per channel (a coloured lamp) is made paler.
    settled = 0.85 * settled + 0.15 * luminance(settled)[..., None] * wanted / luminance(wanted)
    return np.clip(settled, 0, 1), np.clip(skin, 0, 1)


def hair_colour(rng, skin):
    tone = HAIR[rng.choice(len(HAIR), p=HAIR_SHARE)] * rng.uniform(0.8, 1.25)
    return tone * min(1, 0.75 * luminance(skin) / luminance(tone))


def strands(sheet, rng, colour):
    """Hair's surface: streaks along y, lighter on top."""
    streaks = 0.2 * sheet.noise(rng, 0.04, 0.5) + 0.15 * sheet.noise(rng, 0.25, 0.4)
    sheen = 0.35 * np.exp(-(((sheet.y + 1.15) / 0.12) ** 2) - (sheet.x / 0.35) ** 2)
    return np.clip(colour * (1 + streaks + sheen)[..., None] + 0.06 * (streaks + sheen)[..., None], 0, 1)


def draw_head(scale, face, rng, turned_away=False):
    """A sheet with a head on it, upright; `face` is [side, side, 3]. Returns the sheet and the skin's colour."""
    sheet = Sheet(scale, -1, -1.6, 1, 1)
    face, skin = settle_colours(face)
    colour = hair_colour(rng, skin)
    long_hair = rng.random() < 0.4
    bald = not long_hair and rng.random() < 0.12 and not turned_away
    surface = strands(sheet, rng, colour)
    ragged = 0.03 * sheet.noise(rng, 0.12, 0.12)
    crown = sheet.ellipse(0, -0.66, rng.uniform(0.47, 0.53), rng.uniform(0.56, 0.66))
    if long_hair:
        length, spread = rng.uniform(0.05, 0.8), rng.uniform(0.46, 0.56)
        ends = length + 0.1 * sheet.noise(rng, 0.1, 9)
        falls = np.maximum(np.abs(sheet.x) - spread - ragged, np.maximum(-0.7 - sheet.y, sheet.y - ends))
        # The hair parts over the neck.
        parting = sheet.inside(np.maximum(np.abs(sheet.x) - 0.26 - 0.2 * ragged, -sheet.y - 0.15), 0.06)
        sheet.paint(sheet.inside(falls, 0.05) * (1 - parting), surface * 0.8)
    if not bald:
        sheet.paint(crown, surface)
    if not long_hair:
        for side in (-1, 1):
            sheet.paint(sheet.ellipse(side * 0.45, -0.47, 0.07, 0.13), skin * 0.82)
    if turned_away:
        sheet.paint(sheet.ellipse(0, -0.4, 0.43, 0.42), surface * 0.9)
    else:
        draw_face(sheet, face, skin, rng)
        if not bald:
            side_drop = rng.uniform(0.3, 0.75)
            hairline = -rng.uniform(0.93, 1.0) + side_drop * (np.abs(sheet.x) / 0.45) ** 4 + rng.uniform(-0.12, 0.12) * sheet.x + ragged
            sheet.paint(np.minimum(crown, sheet.inside(sheet.y - hairline, 0.07)), surface)
    if rng.random() < 0.1:
        draw_hat(sheet, rng, ragged)
    return sheet, skin


def draw_face(sheet, face, skin, rng):
    dome = 1 - 0.25 * np.clip(np.hypot(sheet.x / 0.5, (sheet.y + 0.5) / 0.62) - 0.5, 0, 1)
    sheet.paint(sheet.ellipse(0, -0.55, 0.435, 0.57), skin * dome[..., None])
    side = round(CROP_SIDE * sheet.scale)
    picture = Image.fromarray((face * 255).round().astype(np.uint8)).resize((side, side), Image.BICUBIC)
    layer = np.zeros_like(sheet.rgb)
    row, column = round((CROP_TOP - sheet.top) * sheet.scale), round((-CROP_SIDE / 2 - sheet.left) * sheet.scale)
    layer[row : row + side, column : column + side] = np.asarray(picture, np.float32) / 255
    within = sheet.ellipse(0, -0.5, 0.435, 0.535, 0.14)
    sheet.paint(np.where((sheet.y > CROP_TOP + 1 / sheet.scale) & (np.abs(sheet.x) < CROP_SIDE / 2), within, 0), layer)


def draw_hat(sheet, rng, ragged):
    colour = 0.5 * rng.uniform(0.05, 0.8, 3) + 0.5 * rng.uniform(0.05, 0.7)
    fold = 1 + 0.12 * sheet.noise(rng, 0.3, 0.3) - 0.5 * np.abs(sheet.x)
    top = np.minimum(sheet.ellipse(0, -0.85, 0.55, 0.55), sheet.inside(sheet.y + 0.92 + ragged * 0.3))
    sheet.paint(top, np.clip(colour * fold[..., None], 0, 1))
    if rng.random() < 0.6:
        sheet.paint(sheet.ellipse(0, -0.92, rng.uniform(0.56, 0.72), 0.07), colour * 0.6)
