/** Which box is under the pointer, by a grid: as fast with 2,000 boxes as with two. */
import { BoxIndex } from '../../geometry/box-index.ts'
import type { LabelFace } from '../../storage/label-project.ts'
import type { Point } from '../stage/view.ts'

const known = new WeakMap<readonly LabelFace[], BoxIndex>()

/** The smallest box that holds `point` (px of the picture), grown by `slack` on every side; null where there is none. */
export function labelAt(faces: readonly LabelFace[], point: Point, slack: number): LabelFace | null {
  const reach = Math.max(slack, 1e-3)
  const around = { x: point.x - reach, y: point.y - reach, width: 2 * reach, height: 2 * reach }
  let best: LabelFace | null = null
  let least = Number.POSITIVE_INFINITY
  indexOf(faces).some(around, 0, (index) => {
    const face = faces[index]
    if (!face) return false
    const { x, y, width, height } = face.box
    const within =
      point.x >= x - slack && point.x <= x + width + slack && point.y >= y - slack && point.y <= y + height + slack
    if (within && width * height < least) {
      best = face
      least = width * height
    }
    return false
  })
  return best
}

function indexOf(faces: readonly LabelFace[]): BoxIndex {
  const before = known.get(faces)
  if (before) return before
  const index = new BoxIndex(faces.map(({ box }) => box))
  for (const at of faces.keys()) index.insert(at)
  known.set(faces, index)
  return index
}
