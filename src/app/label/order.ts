/** The order in which a person goes through the faces of a picture: as one reads. */

import type { LabelFace } from '../../storage/label-project.ts'
import { byPlace } from '../state/shown-faces.ts'

const known = new WeakMap<readonly LabelFace[], readonly LabelFace[]>()

/** The same list for the same faces, so that it is made once a change. */
export function inOrder(faces: readonly LabelFace[]): readonly LabelFace[] {
  const before = known.get(faces)
  if (before) return before
  const order = byPlace(faces, [...faces.keys()]).flatMap((index) => faces[index] ?? [])
  known.set(faces, order)
  return order
}

/** The face `step` places after the one with `id` (none: before the first), round and round; undecided ones alone where asked for. */
export function faceAfter(
  faces: readonly LabelFace[],
  id: number | null,
  step: 1 | -1,
  undecided = false,
): LabelFace | null {
  const order = inOrder(faces)
  const from = order.findIndex((face) => face.id === id)
  const start = from < 0 && step < 0 ? 0 : from
  for (let walked = 1; walked <= order.length; walked++) {
    const face = order[(start + step * walked + order.length * 2) % order.length]
    if (face && (!undecided || face.state === 'proposed') && face.id !== id) return face
  }
  return null
}
