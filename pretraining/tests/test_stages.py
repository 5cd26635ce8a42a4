"""Every stage of `npm run pretrain`, a few steps each, on drawn pictures: plumbing, not learning."""
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from pretraining import __main__ as command
from pretraining import fisher, keras, split

from .synthetic import draw

ROOT = Path(__file__).resolve().parents[2]
SIZES = {"tune": 3, "calibrate": 3, "domain": 1}


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(split, "SIZES", SIZES)
    monkeypatch.setattr(split, "DOMAIN_FACES", 2)
    draw(tmp_path / "data", 24)
    shutil.copytree(ROOT / "models" / "tiny", tmp_path / "models" / "tiny")
    for old in (tmp_path / "models").rglob("*"):
        if old.name in ("weights.bin", "fisher.bin", "cascade.json", "README.md"):
            old.unlink()
    return tmp_path


STEPS = ["mbfcn=2", "folds=1", "generator=2", "adversarial=4"]


def pretrain(place, stage, steps=STEPS, more=()):
    where = {"data": "data", "work": "work", "models": "models", "split": "split.json"}
    paths = [part for option, folder in where.items() for part in (f"--{option}", str(place / folder))]
    options = ["--preset", "tiny", "--stage", stage, "--threads", "1", "--workers", "0", "--size", "64", "--batch", "4", "--crops", "6"]
    command.main([*paths, *options, "--steps", *steps, *more])


def provoke(file: Path) -> None:
    """A network that has learned nothing proposes nothing. Here it is made to propose everywhere, most of all large boxes."""
    state = torch.load(file)
    for stride, bias in ((4, -1.0), (8, 0.0), (16, 0.5), (32, 1.0)):
        state[f"by_name.branch{stride}_out.bias"][0] = bias
    torch.save(state, file)


def test_all_stages_one_after_another_then_nothing_again(place, capsys):
    work, model = place / "work" / "tiny", place / "models" / "tiny"
    for stage in ("decode", "split", "mbfcn"):
        pretrain(place, stage)
    parts = json.loads((place / "split.json").read_text())
    assert {part: len(parts[part]) for part in SIZES} == SIZES and len(parts["train"]) == 24 - sum(SIZES.values())
    for name in ("mbfcn", "fold0", "fold1"):
        assert (work / name / "state.pt").exists()
        provoke(work / name / "last.pt")

    # From here on as after an interruption: `all` passes over what is finished.
    pretrain(place, "all")
    printed = capsys.readouterr().out
    assert "mbfcn: finished before" in printed and "dB, SSIM" in printed
    for heap, side in (("tiny", 24), ("direct", 96), ("truth", 96)):
        mined = np.load(work / "rois" / f"{heap}.npz")
        assert mined["patches"].shape[1:] == (side, side, 3) and (mined["face"] == 1).any()
        assert len(mined["deltas"]) == len(mined["face"]) == len(mined["patches"])
    cascade = json.loads((model / "cascade.json").read_text())
    assert set(cascade["calibration"]) == {"mbfcn", "generated", "direct"}
    for name in command.NETWORKS:
        loaded = keras.load(keras.build(model / name), model / name)
        assert all(torch.isfinite(t).all() for t in loaded.state_dict().values())
    held = fisher.load(keras.build(model / "mbfcn"), model / "mbfcn")
    assert all(torch.isfinite(value).all() for value in held.values()) and any((value > 0).any() for value in held.values())
    card = (model / "README.md").read_text()
    assert "weights.bin" in card and "AP at IoU 0.5" in card and "bicubic" in card

    weights = {name: (model / name / "weights.bin").read_bytes() for name in command.NETWORKS}
    pretrain(place, "all")
    assert capsys.readouterr().out.count("finished before") == len(command.STAGES)
    assert weights == {name: (model / name / "weights.bin").read_bytes() for name in command.NETWORKS}

    # MB-FCN goes on from its state, what followed is to be made anew, and words by hand in the card stay.
    (model / "README.md").write_text("By hand.\n" + card)
    before = torch.load(work / "mbfcn" / "state.pt")["step"]
    pretrain(place, "mbfcn")
    assert torch.load(work / "mbfcn" / "state.pt")["step"] > before
    assert json.loads((work / "finished.json").read_text())[-1] == "mbfcn"
    pretrain(place, "export")
    assert (model / "README.md").read_text().startswith("By hand.")
    assert (model / "README.md").read_text().count("measured by pretraining: begin") == 1


def test_folds_of_no_minutes_are_left_out_and_the_rate_may_fall_from_the_start(place):
    pretrain(place, "split")
    pretrain(place, "mbfcn", ["mbfcn=100"], ["--minutes", "folds=0", "--decay", "1"])
    work = place / "work" / "tiny"
    assert (work / "mbfcn" / "last.pt").exists() and not (work / "fold0").exists()
    # What another sitting goes on from is what was there before the fall.
    assert torch.load(work / "mbfcn" / "state.pt")["step"] == 1
    rates = [json.loads(line)["rate"] for line in (work / "mbfcn" / "log.jsonl").read_text().splitlines()]
    assert rates[-1] < 0.02 * 2e-3


@pytest.mark.parametrize("more", [(), ("--stored-statistics",)])
def test_stored_statistics_stay_as_they_were(place, more):
    pretrain(place, "split")
    pretrain(place, "mbfcn", ["mbfcn=2"], ["--minutes", "folds=0", *more])
    network = torch.load(place / "work" / "tiny" / "mbfcn" / "state.pt")["network"]
    means = [value for name, value in network.items() if name.endswith(".mean")]
    assert means and all((value == 0).all() == bool(more) for value in means)


def test_a_stage_without_what_it_needs_says_which_stage_makes_it(place):
    with pytest.raises(SystemExit, match="--stage split"):
        pretrain(place, "rois")
    pretrain(place, "split")
    with pytest.raises(SystemExit, match="fold0"):
        pretrain(place, "rois")
    with pytest.raises(SystemExit, match="--stage rois"):
        pretrain(place, "generator")


def test_a_split_of_other_pictures_is_refused(place):
    (place / "split.json").write_text(json.dumps({"train": ["other/1.jpg"], "tune": [], "calibrate": [], "domain": []}))
    with pytest.raises(SystemExit, match="other pictures"):
        pretrain(place, "mbfcn")
