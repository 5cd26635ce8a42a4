import { describe, expect, test } from 'vitest'
import type { Rgba } from '../geometry/resample.ts'
import { removeMotionBlur } from './deblur.ts'
import { denoise } from './denoise.ts'
import { transformSquare } from './fft.ts'
import { DARK } from './light.ts'
import { NoiseLevel } from './noise.ts'
import { blurred, leaves, meanSquaredError, noisy } from './pictures.fixture.ts'
import { diagnose, type Readable, restore } from './restore.ts'

function readable({ width, height, data }: Rgba): Readable {
  return {
    width,
    height,
    read(_shrink, x, y, across, down) {
      const region = new Uint8ClampedArray(across * down * 4)
      for (let row = 0; row < down; row++) {
        const from = ((y + row) * width + x) * 4
        region.set(data.subarray(from, from + across * 4), row * across * 4)
      }
      return region
    },
  }
}

function last<T>(steps: Generator<number, T>): { readonly value: T; readonly yielded: number[] } {
  const yielded: number[] = []
  for (;;) {
    const step = steps.next()
    if (step.done) return { value: step.value, yielded }
    yielded.push(step.value)
  }
}

const sharp = leaves(360, 280)

test('the transform of a square is the sum that defines it', () => {
  const side = 8
  const values = Float64Array.from({ length: side * side }, (_, at) => Math.sin(at * at))
  const [real, imaginary] = [values.slice(), new Float64Array(side * side)]
  transformSquare(real, imaginary, side)
  for (let v = 0; v < side; v++)
    for (let u = 0; u < side; u++) {
      let [a, b] = [0, 0]
      for (let y = 0; y < side; y++)
        for (let x = 0; x < side; x++) {
          const angle = (-2 * Math.PI * (u * x + v * y)) / side
          a += (values[y * side + x] as number) * Math.cos(angle)
          b += (values[y * side + x] as number) * Math.sin(angle)
        }
      expect(real[v * side + u]).toBeCloseTo(a, 9)
      expect(imaginary[v * side + u]).toBeCloseTo(b, 9)
    }
})

describe('motion blur', () => {
  test.each([
    [5, 0.5],
    [8, 1.2],
    [8, 2.5],
    [12, 0.3],
  ])('of %d px at %d rad is found, and taken out in part', (length, angle) => {
    const bad = blurred(sharp, length, angle)
    const blur = diagnose(readable(bad))?.blur
    expect(blur?.length).toBeGreaterThan(length - 2)
    expect(blur?.length).toBeLessThan(length + 2)
    const turned = Math.abs((((blur?.angle ?? 9) - angle + 1.5 * Math.PI) % Math.PI) - Math.PI / 2)
    expect(turned).toBeLessThan(0.15)
    const { value: mended, yielded } = last(
      removeMotionBlur(bad, { length: blur?.length ?? 0, angle: blur?.angle ?? 0 }),
    )
    expect(meanSquaredError(mended, sharp)).toBeLessThan(0.7 * meanSquaredError(bad, sharp))
    expect(yielded.length).toBeGreaterThan(3)
  })

  test('is not seen in what was squeezed and stretched', () => {
    const squeezed = blurred(blurred(sharp, 2, 0), 3, 0)
    expect(diagnose(readable(squeezed))?.blur ?? null).toBeNull()
  })

  test.each([0, Math.PI / 2])('along an axis (%d) is found as well', (angle) => {
    expect(diagnose(readable(blurred(sharp, 9, angle)))?.blur?.length).toBeCloseTo(9, 0)
  })

  test('is not seen in sharp, noisy or plain pictures', () => {
    expect(diagnose(readable(sharp))).toBeNull()
    expect(diagnose(readable(noisy(sharp, 12)))?.blur).toBeNull()
    const plain = { width: 200, height: 200, data: new Uint8ClampedArray(160000).fill(128) }
    expect(diagnose(readable(plain))).toBeNull()
  })
})

describe('noise', () => {
  test.each([6, 9, 12])('of a standard deviation of %d is measured and removed', (deviation) => {
    const calm = leaves(360, 280, 1, 1, 12)
    const bad = noisy(calm, deviation)
    const strength = diagnose(readable(bad))?.noise ?? 0
    // Of luminance, in which the three channels' noise evens out: √(0.299² + 0.587² + 0.114²) of it.
    expect(strength / 2.5).toBeGreaterThan(0.55 * deviation)
    expect(strength / 2.5).toBeLessThan(0.9 * deviation)
    const { value: mended } = last(denoise(bad, strength))
    expect(meanSquaredError(mended, calm)).toBeLessThan(0.5 * meanSquaredError(bad, calm))
  })

  test('is not seen in flat, sharp or finely textured pictures', () => {
    const of = (picture: Rgba) => diagnose(readable(picture))?.noise ?? null
    expect(of(sharp)).toBeNull()
    expect(of(blurred(noisy(sharp, 60), 1.5, 0.4))).toBeNull()
    const level = new NoiseLevel()
    for (let square = 0; square < 4; square++) level.add(new Float64Array(64 * 64).fill(100), 64)
    expect(level.noise()).toBe(0)
    const flat = { width: 50, height: 120, data: new Uint8ClampedArray(24000).fill(255) }
    expect(last(denoise(flat, 10)).value.data).toEqual(flat.data)
  })

  test('is removed alike in one strip and over the seam of two', () => {
    const tall = noisy(leaves(90, 200), 10)
    const cut = (top: number, rows: number): Rgba => ({
      width: 90,
      height: rows,
      data: tall.data.slice(top * 360, (top + rows) * 360),
    })
    // Rows 60–140 lie over the seam at 96 in the whole picture, and in the first strip of the part.
    const whole = last(denoise(tall, 15)).value.data.slice(100 * 360 - 3600, 100 * 360)
    const part = last(denoise(cut(60, 90), 15)).value.data.slice(40 * 360 - 3600, 40 * 360)
    expect(Math.max(...whole.map((value, at) => Math.abs(value - (part[at] as number))))).toBeLessThan(2)
  })
})

describe('a dark picture', () => {
  test('gets light and a grey mean if it is noisy, too; a light one keeps its colours', () => {
    const dark = leaves(200, 160, 3, 0.3)
    expect(diagnose(readable(dark))).toBeNull()
    for (let at = 0; at < dark.data.length; at += 4) dark.data[at + 2] = 0.5 * (dark.data[at + 2] as number)
    const condition = diagnose(readable(noisy(dark, 8)))
    expect(condition?.light?.[2]).toBeGreaterThan(1.5 * (condition?.light?.[0] ?? 9))
    const { value } = last(restore(readable(dark), { blur: null, noise: null, light: condition?.light ?? null }))
    const means = [0, 1, 2].map((channel) => {
      let sum = 0
      for (let at = channel; at < value.data.length; at += 4) sum += value.data[at] as number
      return sum / (value.data.length / 4)
    })
    // Brightest pixels are cut off at white, and the squares that judge do not cover every pixel.
    for (const mean of means) expect(Math.abs(mean - DARK)).toBeLessThan(12)
    expect(diagnose(readable(noisy(leaves(200, 160, 3), 8)))).toMatchObject({ light: null })
  })
})

test('all of it together brings a bad picture nearer to what it was', () => {
  const bad = noisy(blurred(sharp, 7, 0.9), 6)
  const condition = diagnose(readable(bad))
  if (!condition) throw new Error('Nothing was found.')
  const { value, yielded } = last(restore(readable(bad), condition))
  expect(meanSquaredError(value, sharp)).toBeLessThan(meanSquaredError(bad, sharp))
  expect(yielded.every((share, at) => share >= (yielded[at - 1] ?? 0) && share <= 1)).toBe(true)
})

test('a picture smaller than one square is left alone', () => {
  expect(diagnose(readable(leaves(63, 300)))).toBeNull()
  expect(diagnose(readable(leaves(1, 1)))).toBeNull()
})
