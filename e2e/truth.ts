/** Holds boxes against known faces. */
import type { Face } from '../src/detection/face.ts'
import { type Box, iou } from '../src/geometry/box.ts'
import { ALL_FACES } from '../src/metrics/bands.ts'
import { matchPicture, type TruthFace } from '../src/metrics/matching.ts'

/** How many of the known faces have a box on them (IoU ≥ 0.3: the boxes of a few px are rounded). */
export function overlaps(faces: readonly Face[], known: readonly Box[]): number {
  return known.filter((face) => faces.some(({ box }) => iou(box, face) >= 0.3)).length
}

/** Share of known faces found, and share of boxes that are right, at IoU ≥ 0.5. Ignored faces count for neither. */
export function recallAndPrecision(predictions: readonly Face[], faces: readonly TruthFace[]) {
  const picture = matchPicture({ faces, predictions }, ALL_FACES, 0.5)
  const hits = picture.outcomes.filter(({ hit }) => hit).length
  return { recall: hits / picture.faces, precision: hits / Math.max(1, picture.outcomes.length) }
}
