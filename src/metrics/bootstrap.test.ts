import { describe, expect, test } from 'vitest'
import { bootstrapInterval, quantile } from './bootstrap.ts'
import { evaluatePictures } from './evaluation.ts'
import type { Picture } from './matching.ts'
import { seededRandom } from './random.ts'

const mean = (values: readonly number[]) => (draws: Int32Array) =>
  values.reduce((sum, value, index) => sum + value * (draws[index] as number), 0) / values.length

describe('bootstrap intervals', () => {
  test('are the same for the same seed and differ for another', () => {
    const values = Array.from({ length: 50 }, (_, index) => index % 7)
    const first = bootstrapInterval(50, mean(values), { replicates: 300, seed: 4 })
    expect(bootstrapInterval(50, mean(values), { replicates: 300, seed: 4 })).toEqual(first)
    expect(bootstrapInterval(50, mean(values), { replicates: 300, seed: 5 })).not.toEqual(first)
  })

  test('agree with theory for a mean: 1.96 standard errors to each side', () => {
    const random = seededRandom(9)
    const values = Array.from({ length: 400 }, () => random())
    const average = values.reduce((a, b) => a + b, 0) / 400
    const error = Math.sqrt(values.reduce((sum, value) => sum + (value - average) ** 2, 0)) / 400
    const interval = bootstrapInterval(400, mean(values), { replicates: 4000, seed: 1 })
    expect(interval?.low).toBeCloseTo(average - 1.96 * error, 2)
    expect(interval?.high).toBeCloseTo(average + 1.96 * error, 2)
  })

  test('leave out replicates without a value', () => {
    expect(bootstrapInterval(3, () => null)).toBeNull()
    const value = (draws: Int32Array) => (draws[0] === 0 ? null : 0.25)
    expect(bootstrapInterval(3, value)).toEqual({ low: 0.25, high: 0.25 })
  })

  test('interpolate between neighbours', () => {
    expect(quantile([1, 2, 3, 5], 0.5)).toBe(2.5)
    expect(quantile([7], 0.975)).toBe(7)
  })

  test('a whole table over 200 pictures and 30,000 predictions takes seconds, in either protocol', () => {
    const random = seededRandom(2)
    const pictures: Picture[] = Array.from({ length: 200 }, () => {
      const faces = Array.from({ length: 20 }, () => {
        const side = 4 + random() * 80
        return { box: { x: random() * 900, y: random() * 600, width: side, height: side }, ignored: random() < 0.1 }
      })
      const hits = faces.map(({ box }) => ({ box: { ...box, x: box.x + random() * 3 }, score: random() }))
      const misses = Array.from({ length: 130 }, () => ({
        box: { x: random() * 900, y: random() * 600, width: 20, height: 20 },
        score: random() * 0.5,
      }))
      return { faces, predictions: [...hits, ...misses] }
    })
    for (const protocol of ['specklens', 'wider'] as const) {
      const start = performance.now()
      const result = evaluatePictures(pictures, { protocol })
      expect(performance.now() - start).toBeLessThan(10000)
      for (const { value, interval } of result.averagePrecision) {
        expect(interval?.low).toBeLessThanOrEqual(value as number)
        expect(interval?.high).toBeGreaterThanOrEqual(value as number)
      }
      expect(result.predictions).toBe(30000)
    }
  }, 30000)
})
