/** The degradation model: a high-resolution patch as a camera would have seen a tiny face (pretraining/pairs.py is its twin). */
import { resampleWeights } from '../../geometry/resample.ts'
import { jpegLike } from './jpeg.ts'

/** Heights in px of the tiny faces that are made. */
const NATIVE: readonly [number, number] = [4, 20]
const SMALLEST_SIDE = 4

/**
 * RGB `[high × high × 3]` in −1…1 → `[low × low × 3]`: shrunk to a face height of 4–20 px (log-uniform), blurred, made noisy and
 * JPEG-compressed by chance, then resampled bicubically to the generator's input. `context`: the patch's side over the face's.
 */
export function makeLow(
  high: Float32Array,
  highSide: number,
  lowSide: number,
  context: number,
  random: () => number,
): Float32Array {
  const native = NATIVE[0] * (NATIVE[1] / NATIVE[0]) ** random()
  const side = Math.max(SMALLEST_SIDE, Math.round(native * context))
  // A softer filter stands for lenses that are softer than the sensor.
  let small = resampleSquare(
    random() < 0.5 ? high : blur(high, highSide, (random() * highSide) / side / 2),
    highSide,
    side,
  )
  if (random() < 0.3) small = blur(small, side, 0.2 + 0.5 * random())
  if (random() < 0.4) small = addNoise(small, (1 + 7 * random()) / 127.5, random() < 0.4, random)
  if (random() < 0.4) small = jpegLike(small, side, 50 + Math.floor(45 * random()))
  return resampleSquare(small, side, lowSide)
}

/** Bicubic, antialiased; `[from × from × 3]` → `[to × to × 3]`, kept within −1…1. */
export function resampleSquare(pixels: Float32Array, from: number, to: number): Float32Array {
  const { weights, first, count } = resampleWeights(0, from, to, from)
  const half = new Float32Array(from * to * 3)
  for (let row = 0; row < from; row++)
    for (let column = 0; column < to; column++)
      for (let tap = 0; tap < count; tap++) {
        const weight = weights[column * count + tap] as number
        if (weight === 0) continue
        const [source, target] = [(row * from + first + tap) * 3, (row * to + column) * 3]
        for (let channel = 0; channel < 3; channel++)
          half[target + channel] = (half[target + channel] as number) + weight * (pixels[source + channel] as number)
      }
  const result = new Float32Array(to * to * 3)
  for (let row = 0; row < to; row++)
    for (let tap = 0; tap < count; tap++) {
      const weight = weights[row * count + tap] as number
      if (weight === 0) continue
      for (let index = 0; index < to * 3; index++) {
        const target = row * to * 3 + index
        result[target] = (result[target] as number) + weight * (half[(first + tap) * to * 3 + index] as number)
      }
    }
  return result.map((value) => Math.min(Math.max(value, -1), 1))
}

/** Gaussian blur of standard deviation `sigma` px; edges repeat. */
export function blur(pixels: Float32Array, side: number, sigma: number): Float32Array {
  const reach = Math.ceil(3 * sigma)
  if (reach < 1) return pixels
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, index) =>
    Math.exp(-((index - reach) ** 2) / (2 * sigma ** 2)),
  )
  const sum = kernel.reduce((total, weight) => total + weight, 0)
  const along = (source: Float32Array, stepRow: number, stepColumn: number) => {
    const target = new Float32Array(source.length)
    const clamp = (index: number) => Math.min(Math.max(index, 0), side - 1)
    for (let row = 0; row < side; row++)
      for (let column = 0; column < side; column++)
        for (const [index, weight] of kernel.entries()) {
          const shift = index - reach
          const from = (clamp(row + shift * stepRow) * side + clamp(column + shift * stepColumn)) * 3
          const to = (row * side + column) * 3
          for (let channel = 0; channel < 3; channel++)
            target[to + channel] =
              (target[to + channel] as number) + (weight / sum) * (source[from + channel] as number)
        }
    return target
  }
  return along(along(pixels, 0, 1), 1, 0)
}

/** Gaussian noise of standard deviation `sigma` (of −1…1), the same in all channels where `grey`. */
export function addNoise(pixels: Float32Array, sigma: number, grey: boolean, random: () => number): Float32Array {
  let grain = 0
  return pixels.map((value, index) => {
    if (!grey || index % 3 === 0) grain = sigma * gaussian(random)
    return Math.min(Math.max(value + grain, -1), 1)
  })
}

/** Standard normal (Box and Muller). */
export function gaussian(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
