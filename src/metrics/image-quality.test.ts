import { describe, expect, test } from 'vitest'
import { psnr } from './psnr.ts'
import { seededRandom } from './random.ts'
import { ssim } from './ssim.ts'

const random = seededRandom(3)
const shape = { width: 24, height: 20, channels: 3 }
const picture = Float32Array.from({ length: 24 * 20 * 3 }, () => random() * 255)

describe('PSNR', () => {
  test('is 20·log10(range / difference) for a constant difference', () => {
    expect(psnr([10, 20, 30], [11, 21, 31], 255)).toBeCloseTo(48.1308, 4)
    expect(psnr([-1, 1], [0, 0], 2)).toBeCloseTo(6.0206, 4)
  })

  test('is infinite for equal pictures and refuses unequal sizes', () => {
    expect(psnr(picture, picture, 255)).toBe(Number.POSITIVE_INFINITY)
    expect(() => psnr([1], [1, 2], 255)).toThrow(RangeError)
  })
})

describe('SSIM', () => {
  test('is 1 for equal pictures and falls with noise', () => {
    const noisy = (strength: number) => picture.map((value) => value + (random() - 0.5) * strength)
    expect(ssim(picture, picture, shape, 255)).toBeCloseTo(1, 6)
    const little = ssim(picture, noisy(30), shape, 255)
    const much = ssim(picture, noisy(300), shape, 255)
    expect(little).toBeLessThan(1)
    expect(much).toBeLessThan(little)
  })

  test('of two flat pictures is the luminance term alone', () => {
    // (2·100·120 + c1) / (100² + 120² + c1), c1 = (0.01 · 255)² = 6.5025.
    const flat = (value: number) => new Float32Array(11 * 11).fill(value)
    const expected = (24000 + 6.5025) / (24400 + 6.5025)
    expect(ssim(flat(100), flat(120), { width: 11, height: 11, channels: 1 }, 255)).toBeCloseTo(expected, 6)
  })

  test('of a picture and its negative is below zero', () => {
    expect(
      ssim(
        picture,
        picture.map((value) => 255 - value),
        shape,
        255,
      ),
    ).toBeLessThan(0)
  })

  test('refuses pictures below its window', () => {
    expect(() => ssim([1], [1], { width: 1, height: 1, channels: 1 }, 255)).toThrow(/11×11/)
  })
})
