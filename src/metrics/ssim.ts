/** Structural similarity (Wang et al., IEEE Transactions on Image Processing 13, 2004). */

const WINDOW = 11
const SIGMA = 1.5
const K1 = 0.01
const K2 = 0.03

export interface ImageShape {
  readonly width: number
  readonly height: number
  readonly channels: number
}

/**
 * Mean SSIM of two pictures [height, width, channels], -1 to 1, over every place where the 11×11 Gaussian window fits, then over
 * channels. `range` as in psnr. Throws RangeError for wrong lengths and pictures smaller than the window.
 */
export function ssim(a: ArrayLike<number>, b: ArrayLike<number>, shape: ImageShape, range: number): number {
  const { width, height, channels } = shape
  if (a.length !== width * height * channels || b.length !== a.length)
    throw new RangeError(`${width}×${height}×${channels} does not fit ${a.length} and ${b.length} values.`)
  if (width < WINDOW || height < WINDOW)
    throw new RangeError(`SSIM needs at least ${WINDOW}×${WINDOW} px, not ${width}×${height}.`)
  let sum = 0
  for (let channel = 0; channel < channels; channel++) {
    const plane = (source: (index: number) => number) =>
      blur(
        Float64Array.from({ length: width * height }, (_, index) => source(index * channels + channel)),
        width,
        height,
      )
    const value = (list: ArrayLike<number>, index: number) => list[index] as number
    const meanA = plane((index) => value(a, index))
    const meanB = plane((index) => value(b, index))
    const squareA = plane((index) => value(a, index) ** 2)
    const squareB = plane((index) => value(b, index) ** 2)
    const product = plane((index) => value(a, index) * value(b, index))
    sum += meanSimilarity(meanA, meanB, squareA, squareB, product, range)
  }
  return sum / channels
}

function meanSimilarity(
  meanA: Float64Array,
  meanB: Float64Array,
  squareA: Float64Array,
  squareB: Float64Array,
  product: Float64Array,
  range: number,
): number {
  const c1 = (K1 * range) ** 2
  const c2 = (K2 * range) ** 2
  let sum = 0
  for (let index = 0; index < meanA.length; index++) {
    const a = meanA[index] as number
    const b = meanB[index] as number
    const varianceA = (squareA[index] as number) - a * a
    const varianceB = (squareB[index] as number) - b * b
    const covariance = (product[index] as number) - a * b
    sum += ((2 * a * b + c1) * (2 * covariance + c2)) / ((a * a + b * b + c1) * (varianceA + varianceB + c2))
  }
  return sum / meanA.length
}

const KERNEL = gaussianKernel()

function gaussianKernel(): Float64Array {
  const kernel = Float64Array.from({ length: WINDOW }, (_, index) =>
    Math.exp(-((index - (WINDOW - 1) / 2) ** 2) / (2 * SIGMA * SIGMA)),
  )
  const sum = kernel.reduce((total, weight) => total + weight, 0)
  return kernel.map((weight) => weight / sum)
}

/** Gaussian blur without padding: [height - 10, width - 10]. */
function blur(plane: Float64Array, width: number, height: number): Float64Array {
  const innerWidth = width - WINDOW + 1
  const innerHeight = height - WINDOW + 1
  const rows = new Float64Array(innerWidth * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < innerWidth; x++) rows[y * innerWidth + x] = weighted(plane, y * width + x, 1)
  const result = new Float64Array(innerWidth * innerHeight)
  for (let y = 0; y < innerHeight; y++)
    for (let x = 0; x < innerWidth; x++) result[y * innerWidth + x] = weighted(rows, y * innerWidth + x, innerWidth)
  return result
}

function weighted(values: Float64Array, start: number, step: number): number {
  let sum = 0
  for (let tap = 0; tap < WINDOW; tap++) sum += (KERNEL[tap] as number) * (values[start + tap * step] as number)
  return sum
}
