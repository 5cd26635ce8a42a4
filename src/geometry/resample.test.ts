import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { halve, keys, resampleWeights } from './resample.ts'

/** The definition, tap by tap, without windows. */
function plainResample(source: readonly number[], start: number, side: number, outputSize: number): number[] {
  const scale = side / outputSize
  const stretch = Math.max(1, scale)
  return Array.from({ length: outputSize }, (_, output) => {
    const centre = start + (output + 0.5) * scale
    let value = 0
    let sum = 0
    for (let tap = Math.floor(centre - 3 * stretch) - 2; tap <= centre + 3 * stretch + 2; tap++) {
      const weight = keys((tap + 0.5 - centre) / stretch)
      value += weight * (source[Math.min(Math.max(tap, 0), source.length - 1)] as number)
      sum += weight
    }
    return value / sum
  })
}

function apply(source: readonly number[], start: number, side: number, outputSize: number): number[] {
  const { first, count, weights } = resampleWeights(start, side, outputSize, source.length)
  return Array.from({ length: outputSize }, (_, output) => {
    let value = 0
    for (let column = 0; column < count; column++)
      value += (weights[output * count + column] as number) * (source[first + column] as number)
    return value
  })
}

describe('bicubic patches', () => {
  test('follow the definition for any window, inside the picture and beyond it', () => {
    const line = fc.array(fc.double({ min: 0, max: 255, noNaN: true }), { minLength: 1, maxLength: 60 })
    const start = fc.double({ min: -80, max: 100, noNaN: true })
    const side = fc.double({ min: 0.5, max: 150, noNaN: true })
    fc.assert(
      fc.property(line, start, side, fc.integer({ min: 1, max: 40 }), (source, from, length, size) => {
        const expected = plainResample(source, from, length, size)
        for (const [index, value] of apply(source, from, length, size).entries())
          expect(Math.abs(value - (expected[index] as number))).toBeLessThan(1e-3)
      }),
    )
  })

  test('leave pixels alone when the size stays', () => {
    const { first, count, weights } = resampleWeights(3, 4, 4, 20)
    for (let output = 0; output < 4; output++)
      for (let column = 0; column < count; column++)
        expect(weights[output * count + column]).toBeCloseTo(first + column === 3 + output ? 1 : 0, 6)
  })

  test('keep a straight slope straight when enlarging', () => {
    const slope = Array.from({ length: 30 }, (_, index) => index * 8)
    const values = apply(slope, 8, 6, 24)
    for (let index = 1; index < values.length; index++)
      expect((values[index] as number) - (values[index - 1] as number)).toBeCloseTo(2, 3)
  })

  test('average stripes away when shrinking', () => {
    const stripes = Array.from({ length: 64 }, (_, index) => (index % 2) * 200)
    for (const value of apply(stripes, 16, 32, 4)) expect(value).toBeCloseTo(100, 0)
  })

  test('refuse empty windows', () => {
    expect(() => resampleWeights(0, 0, 4, 10)).toThrow(RangeError)
  })
})

describe('halving', () => {
  const grey = (values: readonly number[]) =>
    Uint8ClampedArray.from(values.flatMap((value) => [value, value, value, 255]))

  test('takes the rounded mean of four pixels', () => {
    const { data, width, height } = halve(grey([1, 2, 3, 4]), 2, 2)
    expect([width, height, ...data]).toEqual([1, 1, 3, 3, 3, 255])
  })

  test('keeps the last column and row of odd sizes', () => {
    const { data, width, height } = halve(grey([10, 20, 90, 30, 40, 50, 60, 80, 7]), 3, 3)
    expect([width, height]).toEqual([2, 2])
    expect([data[0], data[4], data[8], data[12]]).toEqual([25, 70, 70, 7])
  })

  test('refuses a buffer that does not fit its size', () => {
    expect(() => halve(new Uint8ClampedArray(7), 2, 2)).toThrow(/2×2/)
  })
})
