/** The mean spectrum of many small squares of a picture: what all of them share is the camera's doing. */
import { transformSquare } from './fft.ts'

/** Side of the squares, px. */
export const SPECTRUM_SIDE = 64

/** Frequencies that have a say, in cycles a pixel: below lies the picture's layout, above noise and the file's compression. */
const [LOWEST_FREQUENCY, HIGHEST_FREQUENCY] = [0.03, 0.4]

/** Squares of less contrast (standard deviation under the window) say nothing. */
const LEAST_CONTRAST = 1

/** Share of a square's mean power below which no frequency's logarithm falls. */
const FLOOR = 1e-3

export interface Bin {
  /** Place in the transform, and that of the opposite frequency. */
  readonly index: number
  readonly opposite: number
  readonly fx: number
  readonly fy: number
  /** Bins of one ring have about the same frequency. */
  readonly ring: number
  /** Levels and plumb lines of buildings lie on the axes, and would pass for blur. */
  readonly onAxis: boolean
}

/** One half of the plane: the other one mirrors it. */
export const bins: readonly Bin[] = binsOf(SPECTRUM_SIDE)

function binsOf(side: number): Bin[] {
  const found: Bin[] = []
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side / 2; column++) {
      const [fx, fy] = [column / side, (row < side / 2 ? row : row - side) / side]
      const radius = Math.hypot(fx, fy)
      if (radius <= LOWEST_FREQUENCY || radius >= HIGHEST_FREQUENCY) continue
      const onAxis = Math.min(fx, Math.abs(fy)) < 1.5 / side
      const opposite = ((side - row) % side) * side + ((side - column) % side)
      found.push({ index: row * side + column, opposite, fx, fy, ring: Math.round(radius * side), onAxis })
    }
  return found
}

/** Hann's window, so that the square's edges are no edges of the picture. */
const line = Float64Array.from(
  { length: SPECTRUM_SIDE },
  (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / SPECTRUM_SIDE),
)

/**
 * The mean logarithm of the power at each of `bins`, or null where no square has contrast.
 * `squares`: luminance, each [SPECTRUM_SIDE × SPECTRUM_SIDE], 0 to 255.
 */
export function meanLogSpectrum(squares: readonly Float64Array[]): Float64Array | null {
  const usable = squares.map(windowed).filter((square) => powerOf(square) >= LEAST_CONTRAST ** 2)
  if (usable.length === 0) return null
  const sums = new Float64Array(bins.length)
  // Two real squares make one complex one: their spectra are its even and its odd part.
  for (let pair = 0; pair < usable.length; pair += 2) {
    const one = usable[pair] as Float64Array
    const two = usable[pair + 1] ?? null
    // Parseval: the mean power of the transform.
    const [floorOfOne, floorOfTwo] = [one, two].map((square) => (square ? FLOOR * powerOf(square) * square.length : 0))
    const imaginary = two ?? new Float64Array(one.length)
    transformSquare(one, imaginary, SPECTRUM_SIDE)
    for (let at = 0; at < bins.length; at++) {
      const { index, opposite } = bins[at] as Bin
      const [a, b] = [one[index] as number, imaginary[index] as number]
      const [c, d] = [one[opposite] as number, imaginary[opposite] as number]
      const first = ((a + c) ** 2 + (b - d) ** 2) / 4
      const second = ((b + d) ** 2 + (c - a) ** 2) / 4
      const ofTwo = two ? Math.log(second + (floorOfTwo as number)) : 0
      sums[at] = (sums[at] as number) + Math.log(first + (floorOfOne as number)) + ofTwo
    }
  }
  return sums.map((sum) => sum / usable.length)
}

function windowed(square: Float64Array): Float64Array {
  let mean = 0
  for (const value of square) mean += value / square.length
  const result = new Float64Array(square.length)
  for (let row = 0, at = 0; row < SPECTRUM_SIDE; row++)
    for (let column = 0; column < SPECTRUM_SIDE; column++, at++)
      result[at] = ((square[at] as number) - mean) * (line[row] as number) * (line[column] as number)
  return result
}

/** The mean square. */
function powerOf(square: Float64Array): number {
  let sum = 0
  for (const value of square) sum += value * value
  return sum / square.length
}
