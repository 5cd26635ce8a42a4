/** Decides for one picture which predictions are hits, which are false positives and which do not count (DESIGN.md's protocol). */
import { type Box, iou } from '../geometry/box.ts'
import { type Band, inBand } from './bands.ts'

export interface TruthFace {
  readonly box: Box
  /** Marked `invalid` in the truth: neither face nor background. */
  readonly ignored: boolean
}

export interface Prediction {
  readonly box: Box
  readonly score: number
}

/** One picture with what is known and what was predicted, in the picture's own pixels. */
export interface Picture {
  readonly faces: readonly TruthFace[]
  readonly predictions: readonly Prediction[]
}

export interface Outcome {
  readonly score: number
  readonly hit: boolean
}

export interface PictureOutcome {
  /** Faces that count: not ignored and inside the band. */
  readonly faces: number
  /** Predictions that count, highest score first; dropped ones are left out. */
  readonly outcomes: readonly Outcome[]
}

/**
 * Goes through the predictions by falling score (equal scores in the order given). Each takes the free counted face of
 * highest IoU ≥ `threshold`; else it is dropped if its IoU with an ignored face (`invalid`, or outside the band) is ≥
 * `threshold` or its own height is outside the band; else it is a false positive. Throws RangeError on a score that is not a number.
 */
export function matchPicture({ faces, predictions }: Picture, band: Band, threshold: number): PictureOutcome {
  const counted: Box[] = []
  const ignored: Box[] = []
  for (const face of faces) (!face.ignored && inBand(face.box.height, band) ? counted : ignored).push(face.box)
  const taken = new Uint8Array(counted.length)
  const outcomes: Outcome[] = []
  for (const { box, score } of sortedByScore(predictions)) {
    const face = bestFreeFace(box, counted, taken, threshold)
    if (face >= 0) {
      taken[face] = 1
      outcomes.push({ score, hit: true })
    } else if (inBand(box.height, band) && !ignored.some((other) => iou(box, other) >= threshold)) {
      outcomes.push({ score, hit: false })
    }
  }
  return { faces: counted.length, outcomes }
}

/** A copy, highest score first, equal scores in the order given. Throws RangeError on a score that is not a number. */
export function sortedByScore(predictions: readonly Prediction[]): Prediction[] {
  for (const { score } of predictions) if (Number.isNaN(score)) throw new RangeError('A prediction has no score.')
  return [...predictions].sort((a, b) => b.score - a.score)
}

function bestFreeFace(box: Box, faces: readonly Box[], taken: Uint8Array, threshold: number): number {
  let best = -1
  let highest = -1
  for (const [index, face] of faces.entries()) {
    if (taken[index] === 1) continue
    const overlap = iou(box, face)
    if (overlap >= threshold && overlap > highest) {
      best = index
      highest = overlap
    }
  }
  return best
}
