/** What JPEG does to a small picture: blocks of 8×8 px, cosines, rounding by the standard's tables. Nothing is coded. */

/** Tables K.1 and K.2 of ITU-T T.81. */
const LUMA = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
  87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
]
const CHROMA = [
  17,
  18,
  24,
  47,
  99,
  99,
  99,
  99,
  18,
  21,
  26,
  66,
  99,
  99,
  99,
  99,
  24,
  26,
  56,
  99,
  99,
  99,
  99,
  99,
  47,
  66,
  99,
  99,
  99,
  99,
  99,
  99,
  ...Array<number>(32).fill(99),
]
const SIDE = 8

/** cosines[k·8 + n] of the orthonormal DCT-II. */
const cosines = Float64Array.from({ length: 64 }, (_, index) => {
  const [k, n] = [Math.floor(index / SIDE), index % SIDE]
  return (k === 0 ? Math.sqrt(1 / SIDE) : Math.sqrt(2 / SIDE)) * Math.cos(((2 * n + 1) * k * Math.PI) / (2 * SIDE))
})

/** RGB `[side × side × 3]` in −1…1 as JPEG of a quality from 1 to 100 would give it back, without chroma subsampling. */
export function jpegLike(pixels: Float32Array, side: number, quality: number): Float32Array {
  const scale = quality < 50 ? 50 / quality : 2 - quality / 50
  const planes = toYcc(pixels, side)
  planes.forEach((plane, index) => {
    const table = (index === 0 ? LUMA : CHROMA).map((step) => Math.max(1, Math.floor(step * scale + 0.5)))
    for (let top = 0; top < side; top += SIDE)
      for (let left = 0; left < side; left += SIDE) quantiseBlock(plane, side, left, top, table)
  })
  return toRgb(planes, side)
}

function quantiseBlock(plane: Float32Array, side: number, left: number, top: number, table: readonly number[]): void {
  const block = new Float64Array(64)
  const at = (row: number, column: number) => Math.min(top + row, side - 1) * side + Math.min(left + column, side - 1)
  for (let row = 0; row < SIDE; row++)
    for (let column = 0; column < SIDE; column++) block[row * SIDE + column] = plane[at(row, column)] as number
  const spectrum = transform(block, false).map((value, index) => {
    const step = table[index] as number
    return Math.round(value / step) * step
  })
  const back = transform(spectrum, true)
  for (let row = 0; row < SIDE && top + row < side; row++)
    for (let column = 0; column < SIDE && left + column < side; column++)
      plane[at(row, column)] = back[row * SIDE + column] as number
}

/** The 8×8 DCT, or its inverse: C·X·Cᵀ, or Cᵀ·X·C. */
function transform(block: Float64Array, inverse: boolean): Float64Array {
  const coefficient = (k: number, n: number) => cosines[inverse ? n * SIDE + k : k * SIDE + n] as number
  const half = new Float64Array(64)
  const whole = new Float64Array(64)
  for (let k = 0; k < SIDE; k++)
    for (let column = 0; column < SIDE; column++) {
      let sum = 0
      for (let n = 0; n < SIDE; n++) sum += coefficient(k, n) * (block[n * SIDE + column] as number)
      half[k * SIDE + column] = sum
    }
  for (let row = 0; row < SIDE; row++)
    for (let k = 0; k < SIDE; k++) {
      let sum = 0
      for (let n = 0; n < SIDE; n++) sum += coefficient(k, n) * (half[row * SIDE + n] as number)
      whole[row * SIDE + k] = sum
    }
  return whole
}

/** Three planes centred at 0, in steps of 8 bits (JFIF's matrix). */
function toYcc(pixels: Float32Array, side: number): Float32Array[] {
  const planes = [0, 1, 2].map(() => new Float32Array(side * side)) as [Float32Array, Float32Array, Float32Array]
  for (let pixel = 0; pixel < side * side; pixel++) {
    const [r, g, b] = [0, 1, 2].map((channel) => (pixels[pixel * 3 + channel] as number) * 127.5) as [
      number,
      number,
      number,
    ]
    planes[0][pixel] = 0.299 * r + 0.587 * g + 0.114 * b
    planes[1][pixel] = -0.168736 * r - 0.331264 * g + 0.5 * b
    planes[2][pixel] = 0.5 * r - 0.418688 * g - 0.081312 * b
  }
  return planes
}

function toRgb([y, cb, cr]: Float32Array[], side: number): Float32Array {
  const pixels = new Float32Array(side * side * 3)
  const clamp = (value: number) => Math.min(Math.max(value / 127.5, -1), 1)
  for (let pixel = 0; pixel < side * side; pixel++) {
    const [luma, blue, red] = [y?.[pixel] as number, cb?.[pixel] as number, cr?.[pixel] as number]
    pixels[pixel * 3] = clamp(luma + 1.402 * red)
    pixels[pixel * 3 + 1] = clamp(luma - 0.344136 * blue - 0.714136 * red)
    pixels[pixel * 3 + 2] = clamp(luma + 1.772 * blue)
  }
  return pixels
}
