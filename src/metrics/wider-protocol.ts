/** WIDER FACE's own evaluation: scores normalised over all pictures, 1000 thresholds, boxes one pixel larger. */
import type { Box } from '../geometry/box.ts'
import { type Band, inBand } from './bands.ts'
import { type Picture, sortedByScore, type TruthFace } from './matching.ts'

export const WIDER_THRESHOLDS = 1000

/** What all pictures add to the curve: one entry for each prediction that is not dropped. */
export interface WiderCounts {
  /** Counted faces of each picture, also of one that is skipped. */
  readonly faces: Int32Array
  /** Per entry: its picture, the first of the thresholds 1 - (t + 1)/1000 that its score reaches, and 1 for a recalled face. */
  readonly picture: Int32Array
  readonly threshold: Int32Array
  readonly recalled: Uint8Array
}

/**
 * Goes through every picture's predictions at IoU ≥ `iou`. Which faces count is ours (not `invalid`, height inside the band):
 * WIDER's Easy, Medium and Hard are published lists that are not part of this project. The arithmetic is WIDER's.
 */
export function widerCounts(pictures: readonly Picture[], band: Band, iou: number): WiderCounts {
  const normalise = scoreNormaliser(pictures)
  const entries = pictures.flatMap((picture, index) =>
    pictureEntries(picture, band, iou, normalise).map((entry) => ({ ...entry, picture: index })),
  )
  return {
    faces: Int32Array.from(pictures, ({ faces }) => faces.filter((face) => isCounted(face, band)).length),
    picture: Int32Array.from(entries, ({ picture }) => picture),
    threshold: Int32Array.from(entries, ({ threshold }) => threshold),
    recalled: Uint8Array.from(entries, ({ recalled }) => (recalled ? 1 : 0)),
  }
}

/** AP over the summed counts of all pictures, weighed by `draws` (default: each once). Null without counted faces. */
export function widerAveragePrecision(counts: WiderCounts, draws?: Int32Array): number | null {
  const { picture, threshold, recalled } = counts
  const faces = counts.faces.reduce((sum, count, index) => sum + count * (draws ? (draws[index] as number) : 1), 0)
  if (faces === 0) return null
  const keptAt = new Float64Array(WIDER_THRESHOLDS)
  const foundAt = new Float64Array(WIDER_THRESHOLDS)
  for (let entry = 0; entry < picture.length; entry++) {
    const weight = draws ? (draws[picture[entry] as number] as number) : 1
    const t = threshold[entry] as number
    keptAt[t] = (keptAt[t] as number) + weight
    if (recalled[entry] === 1) foundAt[t] = (foundAt[t] as number) + weight
  }
  let kept = keptAt.reduce((sum, count) => sum + count, 0)
  let found = foundAt.reduce((sum, count) => sum + count, 0)
  let area = 0
  let envelope = 0
  // From the lowest threshold up, so that the envelope is known when a step of recall is added.
  for (let t = WIDER_THRESHOLDS - 1; t >= 0; t--) {
    // 0/0 counts as precision 0.
    envelope = Math.max(envelope, kept > 0 ? found / kept : 0)
    area += ((foundAt[t] as number) / faces) * envelope
    kept -= keptAt[t] as number
    found -= foundAt[t] as number
  }
  return area
}

/** IoU of boxes x1, y1, x + w, y + h with WIDER's +1 pixel. */
export function widerIou(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) + 1
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) + 1
  if (width <= 0 || height <= 0) return 0
  const shared = width * height
  return shared / ((a.width + 1) * (a.height + 1) + (b.width + 1) * (b.height + 1) - shared)
}

function scoreNormaliser(pictures: readonly Picture[]): (score: number) => number {
  let lowest = Number.POSITIVE_INFINITY
  let highest = Number.NEGATIVE_INFINITY
  for (const { predictions } of pictures)
    for (const { score } of predictions) {
      lowest = Math.min(lowest, score)
      highest = Math.max(highest, score)
    }
  // With one score only there is nothing to normalise: every prediction is as certain as the surest.
  return highest > lowest ? (score) => (score - lowest) / (highest - lowest) : () => 1
}

function isCounted({ box, ignored }: TruthFace, band: Band): boolean {
  return !ignored && inBand(box.height, band)
}

function pictureEntries(
  { faces, predictions }: Picture,
  band: Band,
  iou: number,
  normalise: (score: number) => number,
): { threshold: number; recalled: boolean }[] {
  // A picture without faces is skipped: its predictions are no false positives.
  if (faces.length === 0) return []
  const hit = new Uint8Array(faces.length)
  const entries: { threshold: number; recalled: boolean }[] = []
  let threshold = 0
  for (const { box, score } of sortedByScore(predictions)) {
    let best = 0
    let highest = -1
    for (const [index, face] of faces.entries()) {
      const overlap = widerIou(box, face.box)
      if (overlap > highest) {
        highest = overlap
        best = index
      }
    }
    const overlaps = highest >= iou
    const counted = isCounted(faces[best] as TruthFace, band)
    if (overlaps && !counted) continue
    const recalled = overlaps && hit[best] === 0
    if (recalled) hit[best] = 1
    const value = normalise(score)
    while (threshold < WIDER_THRESHOLDS - 1 && value < 1 - (threshold + 1) / WIDER_THRESHOLDS) threshold++
    entries.push({ threshold, recalled })
  }
  return entries
}
