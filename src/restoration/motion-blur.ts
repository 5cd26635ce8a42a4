/** Motion blur in one direction, found in the spectrum. */
import { type Bin, bins, meanLogSpectrum } from './spectrum.ts'

export interface MotionBlur {
  /** px */
  readonly length: number
  /** Of the direction, radians from the x axis to the y axis (downwards), 0 to π. */
  readonly angle: number
  /** How clearly the spectrum shows it; sharp pictures have up to about 9. */
  readonly score: number
}

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

/** Of the template: what stands in for noise where a line blur has its zeros. */
const TEMPLATE_FLOOR = 0.02

interface Template {
  readonly length: number
  readonly angle: number
  readonly values: Float64Array
}

let templates: readonly Template[] | null = null

/**
 * The blur of a line in the picture, or null where it shows none: the mean logarithm of the squares' power spectra, less its mean on every
 * ring of frequencies, beside that of |sinc(length · f)|² for lines of many lengths and directions.
 * `squares`: as meanLogSpectrum takes them.
 */
export function findMotionBlur(squares: readonly Float64Array[]): MotionBlur | null {
  const spectrum = meanLogSpectrum(squares)
  if (!spectrum) return null
  templates ??= makeTemplates()
  const values = lessRingMeans(spectrum)
  const offAxis = withoutAxes(values)
  let best: MotionBlur | null = null
  for (const { length, angle, values: template } of templates) {
    const score = dot(template, offAxis)
    if (score > (best?.score ?? LEAST_SCORE)) best = { length, angle, score }
  }
  if (!best) return null
  const turned = best.angle % (Math.PI / 2)
  const nearAxis = Math.min(turned, Math.PI / 2 - turned) <= NEAR_AXIS
  return lobesAround(values, best) > (nearAxis ? LEAST_LOBES_ON_AXIS : LEAST_LOBES) ? best : null
}

const dot = (one: Float64Array, two: Float64Array) => {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += (one[at] as number) * (two[at] as number)
  return sum
}

/** How much of the spectrum's form is a line's lobes: what no smooth fall along the same direction explains, the best of near lines. */
function lobesAround(values: Float64Array, { length, angle }: MotionBlur): number {
  let most = 0
  for (const turn of [-1, 0, 1]) {
    const near = angle + (turn * Math.PI) / ANGLES
    const falls = smoothFalls(near)
    for (let step = -2; step <= 2; step++) {
      const tried = Math.max(3, length + step * LENGTH_STEP)
      const lobes = lineTemplate(tried, near)
      for (const fall of falls) takeOut(lobes, fall)
      most = Math.max(most, dot(lobes, values) / Math.sqrt(dot(lobes, lobes)))
    }
  }
  return most
}

/** An orthonormal base of the ways in which a spectrum may fall along a direction without zeros: Gaussians' and powers of the frequency. */
function smoothFalls(angle: number): Float64Array[] {
  const along = bins.map(({ fx, fy }) => fx * Math.cos(angle) + fy * Math.sin(angle))
  const gaussians = [0.3, 0.6, 1, 1.5, 2.2, 3, 4.2, 6].map((deviation) =>
    along.map((f) => Math.log(Math.exp(-((2 * Math.PI * deviation * f) ** 2)) + TEMPLATE_FLOOR)),
  )
  const powers = [0.5, 1, 2].map((power) => along.map((f) => -(Math.abs(f) ** power)))
  const base: Float64Array[] = []
  for (const fall of [...gaussians, ...powers]) {
    const values = lessRingMeans(fall)
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

function lineTemplate(length: number, angle: number): Float64Array {
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)]
  const of = ({ fx, fy }: Bin) => Math.log(sinc(length * (fx * cosine + fy * sine)) ** 2 + TEMPLATE_FLOOR)
  return lessRingMeans(bins.map(of))
}

function withoutAxes(values: Float64Array): Float64Array {
  return values.map((value, at) => (bins[at]?.onAxis ? 0 : value))
}

function makeTemplates(): Template[] {
  const all: Template[] = []
  for (let length = SHORTEST; length <= LONGEST; length += LENGTH_STEP)
    for (let turn = 0; turn < ANGLES; turn++) {
      const angle = (Math.PI * turn) / ANGLES
      const values = withoutAxes(lineTemplate(length, angle))
      const norm = Math.sqrt(dot(values, values))
      all.push({ length, angle, values: values.map((value) => value / norm) })
    }
  return all
}

/** What a direction has more or less than others of its frequency. */
function lessRingMeans(values: ArrayLike<number>): Float64Array {
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

export function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}
