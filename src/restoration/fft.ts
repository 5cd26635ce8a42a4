/** The discrete Fourier transform of small squares. */

/**
 * In place, `real` and `imaginary` [side × side] with a side that is a power of two: Cooley and Tukey, "An algorithm for the machine
 * calculation of complex Fourier series" (1965), rows and then columns.
 */
export function transformSquare(real: Float64Array, imaginary: Float64Array, side: number): void {
  for (let row = 0; row < side; row++) transformLine(real, imaginary, row * side, 1, side)
  for (let column = 0; column < side; column++) transformLine(real, imaginary, column, side, side)
}

const tables = new Map<number, { readonly cosines: Float64Array; readonly sines: Float64Array }>()

/** cos and sin of −2πk / size for k below size / 2. */
function tablesFor(size: number) {
  let found = tables.get(size)
  if (!found) {
    const angles = Float64Array.from({ length: size / 2 }, (_, k) => (-2 * Math.PI * k) / size)
    found = { cosines: angles.map(Math.cos), sines: angles.map(Math.sin) }
    tables.set(size, found)
  }
  return found
}

function transformLine(real: Float64Array, imaginary: Float64Array, start: number, stride: number, size: number): void {
  for (let index = 1, reversed = 0; index < size; index++) {
    let bit = size >> 1
    for (; reversed & bit; bit >>= 1) reversed ^= bit
    reversed ^= bit
    if (index < reversed) {
      const [one, two] = [start + index * stride, start + reversed * stride]
      const [a, b] = [real[one] as number, imaginary[one] as number]
      real[one] = real[two] as number
      imaginary[one] = imaginary[two] as number
      real[two] = a
      imaginary[two] = b
    }
  }
  const { cosines, sines } = tablesFor(size)
  for (let half = 1; half < size; half *= 2)
    for (let offset = 0; offset < half; offset++) {
      const cosine = cosines[(offset * size) / (2 * half)] as number
      const sine = sines[(offset * size) / (2 * half)] as number
      for (let first = offset; first < size; first += 2 * half) {
        const one = start + first * stride
        const two = one + half * stride
        const [a, b] = [real[two] as number, imaginary[two] as number]
        const [turnedReal, turnedImaginary] = [a * cosine - b * sine, a * sine + b * cosine]
        real[two] = (real[one] as number) - turnedReal
        imaginary[two] = (imaginary[one] as number) - turnedImaginary
        real[one] = (real[one] as number) + turnedReal
        imaginary[one] = (imaginary[one] as number) + turnedImaginary
      }
    }
}
