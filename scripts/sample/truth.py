"""The truth beside the picture: as JSON for the page and its tests, and in WIDER FACE's text format for `evaluate`."""
import json


def face_records(placed, shown, width, height, hidden_is_ignored):
    """
    Records {x, y, width, height, ignored} in pixels, rounded to tenths, largest first, of all faces of which anything is in view.
    A face is ignored when more than `hidden_is_ignored` of it is hidden.
    """
    records = []
    for one, share in zip(placed, shown):
        if one.box is None or share <= 0.05:
            continue
        x, y, w, h = one.box
        left, top, right, bottom = max(x, 0), max(y, 0), min(x + w, width), min(y + h, height)
        box = {'x': left, 'y': top, 'width': right - left, 'height': bottom - top}
        records.append({**{name: round(float(value), 1) for name, value in box.items()}, 'ignored': share < 1 - hidden_is_ignored})
    return sorted(records, key=lambda face: -face['height'])


def to_json(width, height, faces):
    lines = ',\n'.join('    ' + json.dumps(face) for face in faces)
    return f'{{\n  "width": {width},\n  "height": {height},\n  "faces": [\n{lines}\n  ]\n}}\n'


def to_wider(name, faces):
    """One picture's entry of a *_bbx_gt.txt: x y w h blur expression illumination invalid occlusion pose."""
    rows = [
        f"{round(f['x'])} {round(f['y'])} {max(1, round(f['width']))} {max(1, round(f['height']))} 0 0 0 {int(f['ignored'])} {2 * int(f['ignored'])} 0"
        for f in faces
    ]
    return '\n'.join([name, str(len(rows)), *(rows or ['0 0 0 0 0 0 0 0 0 0'])]) + '\n'
