/**
 * Makes the pixels of one face unrecognisable, for good, at every size.
 *
 * A blur is a convolution and can be undone in part, and a fine mosaic is but a small picture of the face, which a
 * super-resolving network (this page has one) fills in again. So both styles go through the same narrow gate first: the
 * region is cut into at most 3 × 3 cells of at least 12 px a side, and of each cell nothing but the mean colour, rounded
 * to bytes, is kept. A region under 24 px a side, the rule for tiny faces, becomes one flat colour. "Pixelate" paints the cells;
 * "blur" runs smoothly from cell to cell. Whatever else the face was is not in the result: two faces with the same means
 * give the same bytes. "Cover" keeps not even the means.
 */
import type { Box } from '../../geometry/box.ts'

export type HideStyle = 'blur' | 'pixelate' | 'cover'

/** RGBA, row by row. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

export interface Region {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const MOST_CELLS = 3
export const SMALLEST_CELL = 12
const COVER = [17, 22, 21] as const

/**
 * The whole pixels that hide a face: its box, and on every side `margin` times the box's side more, at least 1 px, as far
 * as the picture of width × height px reaches. null where nothing of it lies in the picture.
 */
export function regionToHide(box: Box, margin: number, width: number, height: number): Region | null {
  const [dx, dy] = [Math.max(1, margin * box.width), Math.max(1, margin * box.height)]
  const left = Math.max(0, Math.floor(box.x - dx))
  const top = Math.max(0, Math.floor(box.y - dy))
  const right = Math.min(width, Math.ceil(box.x + box.width + dx))
  const bottom = Math.min(height, Math.ceil(box.y + box.height + dy))
  if (right <= left || bottom <= top) return null
  return { x: left, y: top, width: right - left, height: bottom - top }
}

/** Number of cells along a side of `length` px. */
export function cellsAlong(length: number): number {
  return Math.max(1, Math.min(MOST_CELLS, Math.floor(length / SMALLEST_CELL)))
}

/** Overwrites all pixels; the result is opaque. */
export function conceal(pixels: Pixels, style: HideStyle): void {
  const { width, height, data } = pixels
  const columns = cellsAlong(width)
  const rows = cellsAlong(height)
  const means = style === 'cover' ? null : cellMeans(pixels, columns, rows)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4
      for (let channel = 0; channel < 3; channel++)
        data[at + channel] = means
          ? colourAt(means, columns, rows, (x + 0.5) / width, (y + 0.5) / height, channel, style === 'blur')
          : (COVER[channel] ?? 0)
      data[at + 3] = 255
    }
}

/** [rows × columns × 3] bytes. Transparent pixels weigh less; a wholly transparent cell is white. */
function cellMeans({ width, height, data }: Pixels, columns: number, rows: number): Uint8ClampedArray {
  const sums = new Float64Array(rows * columns * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const cell = cellOf(y, height, rows) * columns + cellOf(x, width, columns)
      const at = (y * width + x) * 4
      const alpha = data[at + 3] ?? 0
      for (let channel = 0; channel < 3; channel++)
        sums[cell * 4 + channel] = (sums[cell * 4 + channel] ?? 0) + alpha * (data[at + channel] ?? 0)
      sums[cell * 4 + 3] = (sums[cell * 4 + 3] ?? 0) + alpha
    }
  const means = new Uint8ClampedArray(rows * columns * 3).fill(255)
  for (let cell = 0; cell < rows * columns; cell++) {
    const weight = sums[cell * 4 + 3] ?? 0
    for (let channel = 0; channel < 3 && weight > 0; channel++)
      means[cell * 3 + channel] = (sums[cell * 4 + channel] ?? 0) / weight
  }
  return means
}

export function cellOf(position: number, length: number, cells: number): number {
  return Math.min(cells - 1, Math.floor(((position + 0.5) / length) * cells))
}

/** u and v from 0 to 1 across the region. */
function colourAt(
  means: Uint8ClampedArray,
  columns: number,
  rows: number,
  u: number,
  v: number,
  channel: number,
  smooth: boolean,
): number {
  const mean = (row: number, column: number) => means[(row * columns + column) * 3 + channel] ?? 0
  if (!smooth) return mean(Math.min(rows - 1, Math.floor(v * rows)), Math.min(columns - 1, Math.floor(u * columns)))
  const [left, right, across] = neighbours(u, columns)
  const [top, bottom, down] = neighbours(v, rows)
  const above = mean(top, left) * (1 - across) + mean(top, right) * across
  const below = mean(bottom, left) * (1 - across) + mean(bottom, right) * across
  return above * (1 - down) + below * down
}

/** The two cells whose centres lie around a position, and how far it is from the first to the second. */
function neighbours(position: number, cells: number): readonly [number, number, number] {
  const place = Math.min(cells - 1, Math.max(0, position * cells - 0.5))
  const first = Math.min(cells - 1, Math.floor(place))
  return [first, Math.min(cells - 1, first + 1), place - first]
}
