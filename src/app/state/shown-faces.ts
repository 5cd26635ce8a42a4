/** Which of the faces found are shown, and in what order. */
import type { Face } from './engine-types.ts'
import { ALL_HEIGHTS, type HeightRange, inRange } from './heights.ts'

export type SortBy = 'score' | 'score-up' | 'height-up' | 'height-down' | 'place'

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

/** Indexes of the faces that reach `threshold` and whose height lies in `heights`, highest score first. */
export function shownFaces(
  faces: readonly Face[],
  threshold: number,
  heights: HeightRange = ALL_HEIGHTS,
): readonly number[] {
  const shown: number[] = []
  for (let index = 0; index < countShown(faces, threshold); index++)
    if (inRange(heights, faces[index]?.box.height ?? 0)) shown.push(index)
  return shown
}

/** `shown` (indexes, highest score first) in the order wanted; equals keep the order of their scores. */
export function sortFaces(faces: readonly Face[], shown: readonly number[], by: SortBy): readonly number[] {
  if (by === 'score') return shown
  if (by === 'score-up') return shown.toReversed()
  if (by === 'place') return byPlace(faces, shown)
  const height = (index: number) => faces[index]?.box.height ?? 0
  const sign = by === 'height-down' ? -1 : 1
  return shown.toSorted((a, b) => sign * (height(a) - height(b)) || a - b)
}

/**
 * As one reads: rows from the top, each from the left. A row takes every face whose middle lies above the lower edge of
 * the row's highest face, so that heads that are not quite level stay in one row.
 */
export function byPlace(faces: readonly { readonly box: Face['box'] }[], shown: readonly number[]): readonly number[] {
  const places = shown.flatMap((index) => {
    const box = faces[index]?.box
    return box ? [{ index, x: box.x + box.width / 2, y: box.y + box.height / 2, bottom: box.y + box.height }] : []
  })
  places.sort((a, b) => a.y - b.y || a.x - b.x)
  const order: number[] = []
  for (let start = 0; start < places.length; ) {
    const bottom = places[start]?.bottom ?? 0
    let end = start + 1
    while (end < places.length && (places[end]?.y ?? 0) < bottom) end++
    const row = places.slice(start, end).sort((a, b) => a.x - b.x)
    for (const { index } of row) order.push(index)
    start = end
  }
  return order
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
