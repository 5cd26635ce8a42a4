/** Holds boxes against known faces. */
import type { Face } from '../src/detection/face.ts'
import { type Box, iou } from '../src/geometry/box.ts'
import { ALL_FACES } from '../src/metrics/bands.ts'
import { matchPicture } from '../src/metrics/matching.ts'

/** How many of the known faces have a box on them (IoU ≥ 0.3: the boxes of a few px are rounded). */
export function overlaps(faces: readonly Face[], known: readonly Box[]): number {
  return known.filter((face) => faces.some(({ box }) => iou(box, face) >= 0.3)).length
}

/** Share of known faces found, and share of boxes that are right, at IoU ≥ 0.5. */
export function recallAndPrecision(faces: readonly Face[], known: readonly Box[]) {
  const truth = known.map((box) => ({ box, ignored: false }))
  const { outcomes } = matchPicture({ faces: truth, predictions: faces }, ALL_FACES, 0.5)
  const hits = outcomes.filter(({ hit }) => hit).length
  return { recall: hits / known.length, precision: hits / Math.max(1, outcomes.length) }
}
