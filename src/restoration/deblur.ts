/** Motion blur taken out along its line. */
import type { Rgba } from '../geometry/resample.ts'
import { type MotionBlur, sinc } from './motion-blur.ts'

/** Wiener's ratio of noise to signal; the length is taken a little shorter, since too long a one rings. */
const [NOISE_TO_SIGNAL, LENGTH_SHARE] = [0.05, 0.95]

/** Rows that are worked on between two yields. */
const STRIP_ROWS = 64

/**
 * Wiener's filter (1949) along the blur's line: a line blur is one-dimensional, and so is its inverse. Yields the rows that are done.
 * Beyond the picture its edge repeats.
 */
export function* removeMotionBlur(picture: Rgba, blur: Pick<MotionBlur, 'length' | 'angle'>): Generator<number, Rgba> {
  const { width, height, data } = picture
  const taps = tapsOf(inverse(blur.length * LENGTH_SHARE), blur.angle)
  const result = new Uint8ClampedArray(data.length)
  const columns = taps.map(({ dx }) => Int32Array.from({ length: width }, (_, x) => 4 * within(x + dx, width)))
  const sums = new Float32Array(width * 3)
  for (let y = 0; y < height; y++) {
    if (y % STRIP_ROWS === 0) yield y
    sums.fill(0)
    taps.forEach(({ dy, weight }, tap) => {
      const row = within(y + dy, height) * width * 4
      const at = columns[tap] as Int32Array
      for (let x = 0, to = 0; x < width; x++) {
        const from = row + (at[x] as number)
        sums[to] = (sums[to++] as number) + weight * (data[from] as number)
        sums[to] = (sums[to++] as number) + weight * (data[from + 1] as number)
        sums[to] = (sums[to++] as number) + weight * (data[from + 2] as number)
      }
    })
    for (let x = 0, from = 0, to = y * width * 4; x < width; x++) {
      result[to++] = sums[from++] as number
      result[to++] = sums[from++] as number
      result[to++] = sums[from++] as number
      result[to++] = 255
    }
  }
  return { width, height, data: result }
}

const within = (index: number, size: number) => Math.min(Math.max(index, 0), size - 1)

/** Taps −n … n of the inverse of a line of `length` px: K / (K² + ratio) with K = sinc, tapered, summing to 1. */
function inverse(length: number): Float64Array {
  const half = Math.ceil(4 * length)
  const frequencies = 8 * half
  const taps = Float64Array.from({ length: 2 * half + 1 }, (_, at) => {
    const t = at - half
    let sum = 0
    for (let k = 0; k < frequencies; k++) {
      const f = k / frequencies - 0.5
      const response = sinc(length * f)
      sum += (response / (response * response + NOISE_TO_SIGNAL)) * Math.cos(2 * Math.PI * f * t)
    }
    return (sum / frequencies) * (0.5 + 0.5 * Math.cos((Math.PI * t) / (half + 1)))
  })
  const total = taps.reduce((sum, value) => sum + value, 0)
  return taps.map((value) => value / total)
}

interface Tap {
  readonly dx: number
  readonly dy: number
  weight: number
}

/** A line's taps on the pixels' grid, bilinearly. */
function tapsOf(line: Float64Array, angle: number): Tap[] {
  const half = (line.length - 1) / 2
  const taps = new Map<string, Tap>()
  line.forEach((value, at) => {
    const [x, y] = [(at - half) * Math.cos(angle), (at - half) * Math.sin(angle)]
    const [left, top] = [Math.floor(x), Math.floor(y)]
    for (const dy of [top, top + 1])
      for (const dx of [left, left + 1]) {
        const weight = value * (1 - Math.abs(x - dx)) * (1 - Math.abs(y - dy))
        if (Math.abs(weight) < 1e-5) continue
        const key = `${dx} ${dy}`
        const tap = taps.get(key) ?? { dx, dy, weight: 0 }
        tap.weight += weight
        taps.set(key, tap)
      }
  })
  return [...taps.values()]
}
