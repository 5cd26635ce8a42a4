"""`npm run make-sample`: makes public/sample anew: crowd.jpg and crowd-small.jpg, with their truth. --check compares with --faces."""
import argparse
from dataclasses import replace
from pathlib import Path

from .camera import jpeg_within
from .make import SMALL, Plan, make_crowd
from .truth import to_json, to_wider

ROOT = Path(__file__).resolve().parents[2]


def write(plan, name, model, out):
    picture, faces, _ = make_crowd(plan, model)
    out.mkdir(parents=True, exist_ok=True)
    (out / f'{name}.jpg').write_bytes(jpeg_within(picture, plan.most_bytes))
    (out / f'{name}.json').write_text(to_json(plan.width, plan.height, faces))
    (out / f'{name}_bbx_gt.txt').write_text(to_wider(f'{name}.jpg', faces))
    ignored = sum(face['ignored'] for face in faces)
    print(f'{out / name}.jpg: {len(faces)} faces, {ignored} of them ignored')


def main():
    parser = argparse.ArgumentParser(prog='npm run make-sample --', description=__doc__)
    parser.add_argument('--seed', type=int, default=Plan.seed)
    parser.add_argument('--width', type=int, default=Plan.width)
    parser.add_argument('--height', type=int, default=Plan.height)
    parser.add_argument('--faces', type=int, default=Plan.people, help='people to place; some find no room, one in ten looks away')
    parser.add_argument('--count', type=int, help='pictures of this and the following seeds, crowd-0.jpg, crowd-1.jpg, … instead of crowd.jpg')
    parser.add_argument('--out', type=Path, default=ROOT / 'public/sample')
    parser.add_argument('--model', type=Path, default=ROOT / 'models/faces')
    parser.add_argument('--check', type=Path, metavar='FOLDER', help='compare the made faces with the training faces in FOLDER, make nothing')
    given = parser.parse_args()
    plan = Plan(given.width, given.height, given.faces, seed=given.seed)
    if given.check:
        from .check import print_check

        raise SystemExit(print_check(given.model, given.check, given.seed))
    if given.count is not None:
        for index in range(given.count):
            write(replace(plan, seed=plan.seed + index), f'crowd-{index}', given.model, given.out)
        return
    write(plan, 'crowd', given.model, given.out)
    if plan == Plan(seed=given.seed):
        write(replace(SMALL, seed=given.seed), 'crowd-small', given.model, given.out)


if __name__ == '__main__':
    main()
