"""`python -m pretraining.faces train|export|sheet`: trains the face model, writes models/faces, or draws a sheet of new faces."""
import argparse
from pathlib import Path

import numpy as np
from PIL import Image

from .export import export
from .sample import TRUNCATION, sample_faces
from .train import Training, train

parser = argparse.ArgumentParser(prog='python -m pretraining.faces', description=__doc__)
commands = parser.add_subparsers(dest='command', required=True)
for name, help_text in (('train', 'train, then export'), ('export', 'write the last checkpoint')):
    command = commands.add_parser(name, help=help_text)
    command.add_argument('--faces', type=Path, required=True, help='folder of aligned, tight face crops')
    command.add_argument('--work', type=Path, default=Path('work/faces'), help='checkpoints')
    command.add_argument('--out', type=Path, default=Path('models/faces'))
    if name == 'train':
        command.add_argument('--minutes-alone', type=float, default=5, help='auto-encoder alone')
        command.add_argument('--minutes-with-critic', type=float, default=11)
        command.add_argument('--seed', type=int, default=1)
sheet = commands.add_parser('sheet', help='draw new faces')
sheet.add_argument('--model', type=Path, default=Path('models/faces'))
sheet.add_argument('--seed', type=int, default=1)
sheet.add_argument('--truncation', type=float, default=TRUNCATION)
sheet.add_argument('--out', type=Path, default=Path('work/faces/sheet.png'))
given = parser.parse_args()

if given.command == 'sheet':
    made = sample_faces(given.model, 128, given.seed, given.truncation)
    side = made.shape[1]
    rows = made.reshape(8, 16, side, side, 3).transpose(0, 2, 1, 3, 4).reshape(8 * side, 16 * side, 3)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray((rows * 255).round().astype(np.uint8)).save(given.out)
    print(given.out)
elif given.command == 'train':
    export(train(given.faces, given.work, given.minutes_alone, given.minutes_with_critic, given.seed), given.faces, given.out)
else:
    training = Training()
    training.load(given.work / 'training.pt')
    export(training, given.faces, given.out)
