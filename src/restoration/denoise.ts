/** Removal of noise by non-local means. */
import type { Rgba } from '../geometry/resample.ts'
import { LUMINANCE } from './light.ts'

/** How far away a pixel's likes are looked for, px. */
const REACH = 3

/** Rows that are worked on between two yields. */
const STRIP_ROWS = 96

/**
 * Non-local means (Buades, Coll, Morel, "A non-local algorithm for image denoising", CVPR 2005): every pixel becomes the mean of its
 * neighbours within 3 px, weighed by how like their 3×3 surroundings are in luminance, exp(−d² / strength²). Yields the rows that are done.
 */
export function* denoise({ width, height, data }: Rgba, strength: number): Generator<number, Rgba> {
  const result = new Uint8ClampedArray(data.length)
  for (let top = 0; top < height; top += STRIP_ROWS) {
    yield top
    const rows = Math.min(STRIP_ROWS, height - top)
    denoiseStrip({ width, height, data }, strength, top, rows, result)
  }
  return { width, height, data: result }
}

const MARGIN = REACH + 1
const CHANNELS = 3

/** exp(−x) for x from 0 to 8 in steps of 1/128. */
const TABLE = Float32Array.from({ length: 1025 }, (_, at) => Math.exp(-at / 128))

function denoiseStrip(picture: Rgba, strength: number, top: number, rows: number, result: Uint8ClampedArray): void {
  const { width } = picture
  const across = width + 2 * MARGIN
  const down = rows + 2 * MARGIN
  const { luminance, colours } = padded(picture, top, across, down)
  const sums = new Float32Array(across * down * CHANNELS)
  sums.set(colours)
  const weights = new Float32Array(across * down).fill(1)
  const rowSums = new Float32Array(across * down)
  const scale = 128 / (9 * strength * strength)
  // A pair of pixels has one weight: half of all displacements do.
  for (let dy = 0; dy <= REACH; dy++)
    for (let dx = -REACH; dx <= REACH; dx++) {
      if (dy === 0 && dx <= 0) continue
      const shift = dy * across + dx
      const last = across * down - shift
      const unlike = (at: number) => ((luminance[at] as number) - (luminance[at + shift] as number)) ** 2
      let [before, here] = [0, unlike(0)]
      for (let at = 0; at < last - 1; at++) {
        const after = unlike(at + 1)
        rowSums[at] = before + here + after
        before = here
        here = after
      }
      rowSums[last - 1] = before + here
      for (let at = across; at < last - across; at++) {
        const index =
          ((rowSums[at - across] as number) + (rowSums[at] as number) + (rowSums[at + across] as number)) * scale
        if (index >= 1024) continue
        const weight = TABLE[index | 0] as number
        const other = at + shift
        weights[at] = (weights[at] as number) + weight
        weights[other] = (weights[other] as number) + weight
        const [one, two] = [at * CHANNELS, other * CHANNELS]
        sums[one] = (sums[one] as number) + weight * (colours[two] as number)
        sums[one + 1] = (sums[one + 1] as number) + weight * (colours[two + 1] as number)
        sums[one + 2] = (sums[one + 2] as number) + weight * (colours[two + 2] as number)
        sums[two] = (sums[two] as number) + weight * (colours[one] as number)
        sums[two + 1] = (sums[two + 1] as number) + weight * (colours[one + 1] as number)
        sums[two + 2] = (sums[two + 2] as number) + weight * (colours[one + 2] as number)
      }
    }
  let to = top * width * 4
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < width; x++) {
      const at = (y + MARGIN) * across + x + MARGIN
      const share = 1 / (weights[at] as number)
      result[to++] = (sums[at * CHANNELS] as number) * share
      result[to++] = (sums[at * CHANNELS + 1] as number) * share
      result[to++] = (sums[at * CHANNELS + 2] as number) * share
      result[to++] = 255
    }
}

/** The strip with a margin on all sides; beyond the picture its edge repeats. */
function padded({ width, height, data }: Rgba, top: number, across: number, down: number) {
  const luminance = new Float32Array(across * down)
  const colours = new Float32Array(across * down * CHANNELS)
  const within = (index: number, size: number) => Math.min(Math.max(index, 0), size - 1)
  let at = 0
  for (let row = 0; row < down; row++) {
    const line = within(top + row - MARGIN, height) * width
    for (let column = 0; column < across; column++, at++) {
      const from = (line + within(column - MARGIN, width)) * 4
      const [red, green, blue] = [data[from] as number, data[from + 1] as number, data[from + 2] as number]
      colours[at * CHANNELS] = red
      colours[at * CHANNELS + 1] = green
      colours[at * CHANNELS + 2] = blue
      luminance[at] = LUMINANCE[0] * red + LUMINANCE[1] * green + LUMINANCE[2] * blue
    }
  }
  return { luminance, colours }
}
