import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../metrics/random.ts'
import { addNoise, blur, makeLow, resampleSquare } from './degrade.ts'
import { jpegLike } from './jpeg.ts'

const SIDE = 32
const waves = Float32Array.from({ length: SIDE * SIDE * 3 }, (_, index) => {
  const pixel = Math.floor(index / 3)
  return 0.7 * Math.sin((pixel % SIDE) / 4 + (index % 3)) * Math.cos(Math.floor(pixel / SIDE) / 5)
})
const apart = (a: Float32Array, b: Float32Array) =>
  Math.sqrt(a.reduce((sum, value, index) => sum + (value - (b[index] as number)) ** 2, 0) / a.length)
const spread = (a: Float32Array) =>
  apart(a, new Float32Array(a.length).fill(a.reduce((sum, v) => sum + v, 0) / a.length))

describe('the degradation model', () => {
  test('JPEG loses more the lower its quality, and next to nothing at its best', () => {
    const losses = [100, 90, 60, 20].map((quality) => apart(jpegLike(waves, SIDE, quality), waves))
    expect(losses[0]).toBeLessThan(0.01)
    for (let index = 1; index < losses.length; index++)
      expect(losses[index]).toBeGreaterThan(losses[index - 1] as number)
    expect(losses.at(-1)).toBeLessThan(0.3)
  })

  test('blur keeps what is even and takes contrast from what is not', () => {
    const even = new Float32Array(SIDE * SIDE * 3).fill(0.25)
    for (const value of blur(even, SIDE, 1.5)) expect(value).toBeCloseTo(0.25, 5)
    expect(spread(blur(waves, SIDE, 3))).toBeLessThan(0.8 * spread(waves))
  })

  test('noise has the strength that is asked for', () => {
    const flat = new Float32Array(SIDE * SIDE * 3)
    expect(apart(addNoise(flat, 0.1, false, seededRandom(2)), flat)).toBeCloseTo(0.1, 2)
    const grey = addNoise(flat, 0.1, true, seededRandom(3))
    for (let pixel = 0; pixel < SIDE * SIDE; pixel++) expect(grey[pixel * 3]).toBe(grey[pixel * 3 + 2])
  })

  test('a tiny face has the generator’s size, the patch’s brightness, less detail, and another look each time', () => {
    const random = seededRandom(5)
    const lows = Array.from({ length: 12 }, () => makeLow(waves, SIDE, 8, 1.5, random))
    const clean = resampleSquare(waves, SIDE, 8)
    for (const low of lows) {
      expect(low.length).toBe(8 * 8 * 3)
      expect(apart(low, clean)).toBeLessThan(0.6)
      expect(Math.max(...low.map(Math.abs))).toBeLessThanOrEqual(1)
    }
    expect(new Set(lows.map((low) => low[30])).size).toBe(lows.length)
  })
})
