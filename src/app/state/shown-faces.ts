/** Which of the faces found are shown, and in what order. */
import type { Face } from './engine-types.ts'

export type SortBy = 'score' | 'height-down' | 'height-up'

/** How many faces reach `threshold`; `faces` are sorted by score, highest first, so they are the first ones. */
export function countShown(faces: readonly Face[], threshold: number): number {
  let low = 0
  let high = faces.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((faces[middle]?.score ?? 0) >= threshold) low = middle + 1
    else high = middle
  }
  return low
}

/** Indexes of the first `count` faces in the order wanted; equal heights keep the order of their scores. */
export function sortFaces(faces: readonly Face[], count: number, by: SortBy): readonly number[] {
  const order = Array.from({ length: count }, (_, index) => index)
  if (by === 'score') return order
  const height = (index: number) => faces[index]?.box.height ?? 0
  const sign = by === 'height-down' ? -1 : 1
  return order.sort((a, b) => sign * (height(a) - height(b)) || a - b)
}

/** Numbers of faces in `bins` equal bins of score from 0 to 1. */
export function scoreHistogram(faces: readonly Face[], bins: number): readonly number[] {
  const counts = new Array<number>(bins).fill(0)
  for (const face of faces) {
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(face.score * bins)))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return counts
}
