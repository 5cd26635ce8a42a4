/** Resampling as arithmetic: bicubic weights for patches, and 2×2 means for the pyramid. */

/** Keys' a: the value that makes the cubic exact to third order (Keys 1981); PyTorch's side of the project uses it too. */
const KEYS_A = -0.5

/** Weights of `count` neighbouring source pixels, from `first` on, for each of `outputSize` output pixels. */
export interface ResampleWeights {
  readonly first: number
  readonly count: number
  readonly outputSize: number
  /** [outputSize × count], row by row; every row sums to 1. */
  readonly weights: Float32Array<ArrayBuffer>
}

/**
 * Bicubic weights that bring the interval [start, start + side) of a line of `sourceSize` px to `outputSize` px. Antialiases
 * when shrinking; beyond the line its end pixels repeat. Separable: one such matrix an axis. Throws RangeError where a size
 * is not positive.
 */
export function resampleWeights(start: number, side: number, outputSize: number, sourceSize: number): ResampleWeights {
  if (!(side > 0 && outputSize >= 1 && sourceSize >= 1))
    throw new RangeError(`Cannot resample ${side} px of ${sourceSize} to ${outputSize}.`)
  const scale = side / outputSize
  const stretch = Math.max(1, scale)
  const clamp = (index: number) => Math.min(Math.max(index, 0), sourceSize - 1)
  // Source pixel j has its centre at j + 0.5 and counts while |j + 0.5 - centre| < 2 · stretch.
  const firstTap = (centre: number) => Math.ceil(centre - 2 * stretch - 0.5)
  const lastTap = (centre: number) => Math.floor(centre + 2 * stretch - 0.5)
  const first = clamp(firstTap(start + 0.5 * scale))
  const count = clamp(lastTap(start + (outputSize - 0.5) * scale)) - first + 1
  const weights = new Float32Array(outputSize * count)
  const line = new Float64Array(count)
  for (let output = 0; output < outputSize; output++) {
    const centre = start + (output + 0.5) * scale
    line.fill(0)
    let sum = 0
    for (let tap = firstTap(centre); tap <= lastTap(centre); tap++) {
      const weight = keys((tap + 0.5 - centre) / stretch)
      const column = clamp(tap) - first
      line[column] = (line[column] as number) + weight
      sum += weight
    }
    for (let column = 0; column < count; column++) weights[output * count + column] = (line[column] as number) / sum
  }
  return { first, count, outputSize, weights }
}

/** Keys' cubic convolution kernel, 0 from |x| ≥ 2 on. */
export function keys(x: number): number {
  const t = Math.abs(x)
  if (t < 1) return ((KEYS_A + 2) * t - (KEYS_A + 3)) * t * t + 1
  if (t < 2) return ((KEYS_A * t - 5 * KEYS_A) * t + 8 * KEYS_A) * t - 4 * KEYS_A
  return 0
}

export interface Rgba {
  readonly width: number
  readonly height: number
  /** [height × width × 4]. */
  readonly data: Uint8ClampedArray<ArrayBuffer>
}

/** A copy of the region of a picture that holds it, row by row. */
export function regionOf(
  rgba: Rgba,
  x: number,
  y: number,
  width: number,
  height: number,
): Uint8ClampedArray<ArrayBuffer> {
  const region = new Uint8ClampedArray(width * height * 4)
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * rgba.width + x) * 4
    region.set(rgba.data.subarray(from, from + width * 4), row * width * 4)
  }
  return region
}

/** Halves a picture by 2×2 means, rounded to nearest. Odd sizes are rounded up: the last row or column stands for two of itself. */
export function halve(rgba: Uint8ClampedArray | Uint8Array, width: number, height: number): Rgba {
  if (rgba.length !== width * height * 4)
    throw new RangeError(`${width}×${height} px need ${width * height * 4} bytes, not ${rgba.length}.`)
  const halfWidth = Math.ceil(width / 2)
  const halfHeight = Math.ceil(height / 2)
  const data = new Uint8ClampedArray(halfWidth * halfHeight * 4)
  let to = 0
  for (let row = 0; row < halfHeight; row++) {
    const upper = 2 * row * width * 4
    const lower = 2 * row + 1 < height ? upper + width * 4 : upper
    for (let column = 0; column < halfWidth; column++) {
      const left = 2 * column * 4
      const right = 2 * column + 1 < width ? left + 4 : left
      for (let channel = 0; channel < 4; channel++) {
        const sum =
          (rgba[upper + left + channel] as number) +
          (rgba[upper + right + channel] as number) +
          (rgba[lower + left + channel] as number) +
          (rgba[lower + right + channel] as number)
        data[to++] = (sum + 2) >> 2
      }
    }
  }
  return { width: halfWidth, height: halfHeight, data }
}
