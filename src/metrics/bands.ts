/** Bands of face height that results are reported in. */

/** Heights in px of the picture, from ≤ height < to: every face lies in exactly one of HEIGHT_BANDS or is below them. */
export interface Band {
  readonly name: string
  readonly from: number
  readonly to: number
}

/** Faces below this height in px are ignored everywhere. */
export const SMALLEST_COUNTED = 4

export const ALL_FACES: Band = { name: '≥ 4 px', from: SMALLEST_COUNTED, to: Number.POSITIVE_INFINITY }

export const HEIGHT_BANDS: readonly Band[] = [
  { name: '4–8 px', from: SMALLEST_COUNTED, to: 8 },
  { name: '8–16 px', from: 8, to: 16 },
  { name: '16–32 px', from: 16, to: 32 },
  { name: '32–64 px', from: 32, to: 64 },
  { name: '> 64 px', from: 64, to: Number.POSITIVE_INFINITY },
]

export function inBand(height: number, band: Band): boolean {
  return height >= band.from && height < band.to
}
