/** Heights of faces in whole px: the bins of their histogram, and the range that the user wants to see. */
import { t } from '../i18n/t.ts'

/** Both ends belong to it, in px; null where that end is open. */
export interface HeightRange {
  readonly from: number | null
  readonly to: number | null
}

export const ALL_HEIGHTS: HeightRange = { from: null, to: null }

/** Heights are compared as they are shown: rounded to whole px. */
export function inRange({ from, to }: HeightRange, height: number): boolean {
  const rounded = Math.round(height)
  return (from === null || rounded >= from) && (to === null || rounded <= to)
}

/**
 * Edges of at most about `most` bins from the smallest to the largest height, in whole px: bin i holds the heights h
 * with edges[i] ≤ h < edges[i + 1]. Every px has its own bin while heights are small, and the bins widen with the height.
 * Empty without heights.
 */
export function heightEdges(heights: readonly number[], most: number): readonly number[] {
  if (heights.length === 0) return []
  let low = Number.POSITIVE_INFINITY
  let high = 1
  for (const height of heights) {
    const rounded = Math.max(1, Math.round(height))
    low = Math.min(low, rounded)
    high = Math.max(high, rounded)
  }
  const ratio = ((high + 1) / low) ** (1 / most)
  const edges = [low]
  for (let edge = low; edge <= high; ) {
    edge = Math.min(high + 1, Math.max(edge + 1, Math.round(edge * ratio)))
    edges.push(edge)
  }
  return edges
}

/** Numbers of heights in the bins between `edges`. Throws RangeError where a height lies in none. */
export function heightHistogram(heights: readonly number[], edges: readonly number[]): readonly number[] {
  const counts = new Array<number>(Math.max(0, edges.length - 1)).fill(0)
  for (const height of heights) {
    const rounded = Math.max(1, Math.round(height))
    const after = edges.findIndex((edge) => edge > rounded)
    if (after < 1) throw new RangeError(`No bin holds a height of ${height} px.`)
    counts[after - 1] = (counts[after - 1] ?? 0) + 1
  }
  return counts
}

/** The range between two of `edges`, an end at the first or last edge being open. */
export function rangeOfEdges(edges: readonly number[], start: number, end: number): HeightRange {
  const last = edges.length - 1
  return {
    from: start <= 0 ? null : (edges[start] ?? null),
    to: end >= last ? null : (edges[end] ?? 1) - 1,
  }
}

/** Places of a range on `edges`: start < end, the narrowest that hold all of the range that lies on them. */
export function edgesOfRange(edges: readonly number[], { from, to }: HeightRange): readonly [number, number] {
  const last = Math.max(1, edges.length - 1)
  const after = from === null ? -1 : edges.findIndex((edge) => edge > from)
  const start = from === null ? 0 : after === -1 ? last - 1 : Math.min(last - 1, Math.max(0, after - 1))
  const beyond = to === null ? -1 : edges.findIndex((edge) => edge > to)
  return [start, Math.max(start + 1, beyond === -1 ? last : beyond)]
}

/** "12–39 px", "up to 39 px", "from 12 px", "any height". */
export function rangeWords({ from, to }: HeightRange): string {
  if (from === null && to === null) return t('any height')
  if (from === null) return t('up to {to} px', { to: to ?? '' })
  if (to === null) return t('from {from} px', { from })
  return from === to ? `${from} px` : `${from}–${to} px`
}

/** The histogram for those who do not see it. */
export function heightWords(heights: readonly number[]): string {
  const sorted = heights.toSorted((a, b) => a - b)
  const at = (part: number) => Math.round(sorted[Math.floor(part * (sorted.length - 1))] ?? 0)
  return t('Heights of {n} faces: from {from} to {to} px, half of them up to {half} px', {
    n: sorted.length,
    from: at(0),
    to: at(1),
    half: at(0.5),
  })
}
