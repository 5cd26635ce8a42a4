/** Motion blur in one direction: found in the spectrum, taken out along its line. */
import type { Rgba } from '../geometry/resample.ts'
import { transformSquare } from './fft.ts'

export interface MotionBlur {
  /** px */
  readonly length: number
  /** Of the direction, radians from the x axis to the y axis (downwards), 0 to π. */
  readonly angle: number
  /** How clearly the spectrum shows it; sharp pictures have up to about 9. */
  readonly score: number
}

/** Side of the squares whose spectra are averaged. */
export const SPECTRUM_SIDE = 64

/** From here on it is believed: chosen on sharp, noisy, squeezed and blurred pictures of the tune split. */
const LEAST_SCORE = 9

/**
 * A line's spectrum has zeros and, beyond them, lobes; that of a picture which was squeezed and stretched falls and stays low. So much of
 * the spectrum's form must be lobes; more near the axes (in radians), along which pictures are squeezed.
 */
const [LEAST_LOBES, LEAST_LOBES_ON_AXIS, NEAR_AXIS] = [0.4, 1, (5 * Math.PI) / 180]

/** Lengths that are tried, px. */
const [SHORTEST, LONGEST, LENGTH_STEP] = [4.5, 16, 0.5]
const ANGLES = 48

/** Frequencies that have a say, in cycles a pixel: below lies the picture's layout, above noise and the file's compression. */
const [LOWEST_FREQUENCY, HIGHEST_FREQUENCY] = [0.03, 0.4]

/** Squares of less contrast (standard deviation under the window) say nothing. */
const LEAST_CONTRAST = 1

/** Of the template: what stands in for noise where a line blur has its zeros. */
const TEMPLATE_FLOOR = 0.02

/** Wiener's ratio of noise to signal; the length is taken a little shorter, since too long a one rings. */
const [NOISE_TO_SIGNAL, LENGTH_SHARE] = [0.05, 0.95]

interface Bin {
  readonly index: number
  readonly fx: number
  readonly fy: number
  readonly ring: number
  /** Levels and plumb lines of buildings lie on the axes, and would pass for blur. */
  readonly onAxis: boolean
}

interface Templates {
  readonly bins: readonly Bin[]
  readonly all: readonly { readonly length: number; readonly angle: number; readonly values: Float64Array }[]
}

let templates: Templates | null = null

/**
 * The blur of a line in the picture, or null where it shows none: the mean logarithm of the squares' power spectra, less its mean on every
 * ring of frequencies, beside that of |sinc(length · f)|² for lines of many lengths and directions.
 * `squares`: luminance, each [SPECTRUM_SIDE × SPECTRUM_SIDE], 0 to 255.
 */
export function findMotionBlur(squares: Iterable<Float64Array>): MotionBlur | null {
  const spectrum = meanLogSpectrum(squares)
  if (!spectrum) return null
  templates ??= makeTemplates()
  const { bins, all } = templates
  const values = lessRingMeans(
    bins,
    bins.map(({ index }) => spectrum[index] as number),
  )
  const offAxis = withoutAxes(bins, values)
  let best: MotionBlur | null = null
  for (const { length, angle, values: template } of all) {
    const score = dot(template, offAxis)
    if (score > (best?.score ?? LEAST_SCORE)) best = { length, angle, score }
  }
  if (!best) return null
  const turned = best.angle % (Math.PI / 2)
  const nearAxis = Math.min(turned, Math.PI / 2 - turned) <= NEAR_AXIS
  return lobesAround(bins, values, best) > (nearAxis ? LEAST_LOBES_ON_AXIS : LEAST_LOBES) ? best : null
}

const dot = (one: Float64Array, two: Float64Array) => {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += (one[at] as number) * (two[at] as number)
  return sum
}

/** How much of the spectrum's form is a line's lobes: what no smooth fall along the same direction explains, the best of near lines. */
function lobesAround(bins: readonly Bin[], values: Float64Array, { length, angle }: MotionBlur): number {
  let most = 0
  for (const turn of [-1, 0, 1]) {
    const near = angle + (turn * Math.PI) / ANGLES
    const falls = smoothFalls(bins, near)
    for (let step = -2; step <= 2; step++) {
      const tried = Math.max(3, length + step * LENGTH_STEP)
      const lobes = lineTemplate(bins, tried, near)
      for (const fall of falls) takeOut(lobes, fall)
      most = Math.max(most, dot(lobes, values) / Math.sqrt(dot(lobes, lobes)))
    }
  }
  return most
}

/** An orthonormal base of the ways in which a spectrum may fall along a direction without zeros: Gaussians' and powers of the frequency. */
function smoothFalls(bins: readonly Bin[], angle: number): Float64Array[] {
  const along = bins.map(({ fx, fy }) => fx * Math.cos(angle) + fy * Math.sin(angle))
  const gaussians = [0.3, 0.6, 1, 1.5, 2.2, 3, 4.2, 6].map((deviation) =>
    along.map((f) => Math.log(Math.exp(-((2 * Math.PI * deviation * f) ** 2)) + TEMPLATE_FLOOR)),
  )
  const powers = [0.5, 1, 2].map((power) => along.map((f) => -(Math.abs(f) ** power)))
  const base: Float64Array[] = []
  for (const fall of [...gaussians, ...powers]) {
    const values = lessRingMeans(bins, fall)
    // Twice, as the falls are much alike (Gram and Schmidt).
    for (const other of [...base, ...base]) takeOut(values, other)
    const norm = Math.sqrt(dot(values, values))
    if (norm > 1e-6) base.push(values.map((value) => value / norm))
  }
  return base
}

/** In place: less its part along `unit`. */
function takeOut(values: Float64Array, unit: Float64Array): void {
  const part = dot(values, unit)
  for (let at = 0; at < values.length; at++) values[at] = (values[at] as number) - part * (unit[at] as number)
}

function lineTemplate(bins: readonly Bin[], length: number, angle: number): Float64Array {
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)]
  const of = ({ fx, fy }: Bin) => Math.log(sinc(length * (fx * cosine + fy * sine)) ** 2 + TEMPLATE_FLOOR)
  return lessRingMeans(bins, bins.map(of))
}

function withoutAxes(bins: readonly Bin[], values: Float64Array): Float64Array {
  return values.map((value, at) => (bins[at]?.onAxis ? 0 : value))
}

function meanLogSpectrum(squares: Iterable<Float64Array>): Float64Array | null {
  const side = SPECTRUM_SIDE
  // Hann's window, so that the square's edges are no edges of the picture.
  const line = Float64Array.from({ length: side }, (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / side))
  const sum = new Float64Array(side * side)
  let count = 0
  for (const square of squares) {
    const mean = square.reduce((total, value) => total + value, 0) / square.length
    const real = square.map((value, at) => {
      const column = at % side
      return (value - mean) * (line[column] as number) * (line[(at - column) / side] as number)
    })
    const variance = real.reduce((total, value) => total + value * value, 0) / real.length
    if (variance < LEAST_CONTRAST ** 2) continue
    const imaginary = new Float64Array(real.length)
    transformSquare(real, imaginary, side)
    const power = real.map((value, at) => value * value + (imaginary[at] as number) ** 2)
    const floor = (1e-3 * power.reduce((total, value) => total + value, 0)) / power.length
    for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] as number) + Math.log((power[at] as number) + floor)
    count++
  }
  return count === 0 ? null : sum.map((value) => value / count)
}

function makeTemplates(): Templates {
  const side = SPECTRUM_SIDE
  const bins: Bin[] = []
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side / 2; column++) {
      const [fx, fy] = [column / side, (row < side / 2 ? row : row - side) / side]
      const radius = Math.hypot(fx, fy)
      if (radius <= LOWEST_FREQUENCY || radius >= HIGHEST_FREQUENCY) continue
      const onAxis = Math.min(fx, Math.abs(fy)) < 1.5 / side
      bins.push({ index: row * side + column, fx, fy, ring: Math.round(radius * side), onAxis })
    }
  const all = []
  for (let length = SHORTEST; length <= LONGEST; length += LENGTH_STEP)
    for (let turn = 0; turn < ANGLES; turn++) {
      const angle = (Math.PI * turn) / ANGLES
      const values = withoutAxes(bins, lineTemplate(bins, length, angle))
      const norm = Math.sqrt(dot(values, values))
      all.push({ length, angle, values: values.map((value) => value / norm) })
    }
  return { bins, all }
}

/** What a direction has more or less than others of its frequency. */
function lessRingMeans(bins: readonly Bin[], values: readonly number[]): Float64Array {
  const sums: { sum: number; count: number }[] = []
  bins.forEach(({ ring }, at) => {
    sums[ring] ??= { sum: 0, count: 0 }
    const entry = sums[ring]
    entry.sum += values[at] as number
    entry.count++
  })
  return Float64Array.from(bins, ({ ring }, at) => {
    const { sum, count } = sums[ring] as { sum: number; count: number }
    return (values[at] as number) - sum / count
  })
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

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
