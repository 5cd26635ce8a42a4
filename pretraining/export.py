"""Stage `export`: float16 weights beside their topologies, and the measured part of the preset's model card."""
from __future__ import annotations

import hashlib
import json
from pathlib import Path

from . import fisher, keras
from .measure import BANDS

BEGIN, END = "<!-- measured by pretraining: begin -->", "<!-- measured by pretraining: end -->"


def rounded(network: keras.Network) -> keras.Network:
    """The network with its weights as float16 holds them: what ships is what is calibrated and measured."""
    for tensor in network.state_dict().values():
        tensor.copy_(tensor.half().float())
    return network.eval()


def export(networks: dict[str, keras.Network], folder: Path, out: Path) -> dict[str, int]:
    """Writes folder/<network>/weights.bin and the card; returns bytes by network. out/ holds what earlier stages measured."""
    sizes = {name: keras.save(network, folder / name) for name, network in networks.items()}
    for name in networks:
        fisher.drop_stale(folder / name)
    write_card(folder, out, sizes)
    return sizes


def write_card(folder: Path, out: Path, sizes: dict[str, int]) -> None:
    """Renews the part of folder/README.md between the two marks; the rest of a card is written by hand and stays."""
    card = folder / "README.md"
    text = card.read_text() if card.exists() else f"# Preset `{folder.name}`\n"
    block = f"{BEGIN}\n{measured(folder, out, sizes)}\n{END}"
    if BEGIN in text:
        before, rest = text.split(BEGIN, 1)
        text = before + block + rest.split(END, 1)[1]
    else:
        text = text.rstrip() + f"\n\n{block}\n"
    card.write_text(text)


def measured(folder: Path, out: Path, sizes: dict[str, int]) -> str:
    lines = ["| network | bytes | SHA-256 of weights.bin |", "|---|---|---|"]
    for name, size in sizes.items():
        lines.append(f"| {name} | {size} | `{hashlib.sha256((folder / name / 'weights.bin').read_bytes()).hexdigest()}` |")
    tune = _read(out / "tune.json")
    if tune:
        lines += ["", f"AP at IoU 0.5 on the tune split ({tune['pictures']} pictures), where the gate was chosen:", ""]
        lines += ["| height | MB-FCN alone | both stages |", "|---|---|---|"]
        lines += [f"| {band} | {tune['mbfcn'][band]:.3f} | {tune['full'][band]:.3f} |" for band in BANDS]
    rows = [(tag, _read(out / f"psnr-{tag}.json")) for tag in ("pixel", "full")]
    rows = [(tag, row) for tag, row in rows if row]
    if rows:
        lines += ["", f"PSNR in dB and SSIM on {rows[0][1]['faces']} held-out faces:", ""]
        lines += ["| after | bicubic | up-sample sub-network | refinement |", "|---|---|---|---|"]
        names = {"pixel": "pixel loss", "full": "full objective"}
        shown = ("bicubic", "upsampled", "refined")
        cell = lambda r, name: f"{r[name]:.2f}" + (f", {r['ssim'][name]:.3f}" if "ssim" in r else "")
        lines += [f"| {names[tag]} | " + " | ".join(cell(r, name) for name in shown) + " |" for tag, r in rows]
    return "\n".join(lines)


def _read(file: Path) -> dict | None:
    return json.loads(file.read_text()) if file.exists() else None
