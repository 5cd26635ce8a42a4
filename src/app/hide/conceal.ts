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
/** RGBA. */
const COVER = [17, 22, 21, 255] as const

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
  if (style === 'cover') cover(pixels)
  else average(pixels, style === 'blur')
}

/** `smooth` runs from the centre of one cell to that of the next. */
function average(pixels: Pixels, smooth: boolean) {
  const { width, height, data } = pixels
  const columns = cellsAlong(width)
  const rows = cellsAlong(height)
  const means = cellMeans(pixels, columns, rows)
  const mean = (row: number, column: number, channel: number) => means[(row * columns + column) * 3 + channel] ?? 0
  // Once for a column and a row: a thousand faces are megapixels.
  const across = Array.from({ length: width }, (_, x) => placeOf(x, width, columns, smooth))
  for (let y = 0; y < height; y++) {
    const down = placeOf(y, height, rows, smooth)
    for (let x = 0; x < width; x++) {
      const { first, second, part } = across[x] as Place
      const at = (y * width + x) * 4
      for (let channel = 0; channel < 3; channel++) {
        const above = mean(down.first, first, channel) * (1 - part) + mean(down.first, second, channel) * part
        const below = mean(down.second, first, channel) * (1 - part) + mean(down.second, second, channel) * part
        data[at + channel] = above * (1 - down.part) + below * down.part
      }
      data[at + 3] = 255
    }
  }
}

function cover({ data }: Pixels) {
  for (let at = 0; at < data.length; at++) data[at] = COVER[at % 4] ?? 0
}

/** [rows × columns × 3] bytes. Transparent pixels weigh less; a wholly transparent cell is white. */
function cellMeans({ width, height, data }: Pixels, columns: number, rows: number): Uint8ClampedArray {
  const sums = new Float64Array(rows * columns * 4)
  const columnOf = Array.from({ length: width }, (_, x) => cellOf(x, width, columns))
  for (let y = 0; y < height; y++) {
    const row = cellOf(y, height, rows) * columns
    for (let x = 0; x < width; x++) {
      const sum = (row + (columnOf[x] ?? 0)) * 4
      const at = (y * width + x) * 4
      const alpha = data[at + 3] ?? 0
      for (let channel = 0; channel < 3; channel++)
        sums[sum + channel] = (sums[sum + channel] ?? 0) + alpha * (data[at + channel] ?? 0)
      sums[sum + 3] = (sums[sum + 3] ?? 0) + alpha
    }
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

/** Where a pixel lies along one side: between the centres of two cells, `part` of the way; or in one cell. */
interface Place {
  readonly first: number
  readonly second: number
  readonly part: number
}

function placeOf(position: number, length: number, cells: number, smooth: boolean): Place {
  if (!smooth) {
    const cell = cellOf(position, length, cells)
    return { first: cell, second: cell, part: 0 }
  }
  const place = Math.min(cells - 1, Math.max(0, ((position + 0.5) / length) * cells - 0.5))
  const first = Math.min(cells - 1, Math.floor(place))
  return { first, second: Math.min(cells - 1, first + 1), part: place - first }
}
