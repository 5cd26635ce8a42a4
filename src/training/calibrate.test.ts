import { describe, expect, test } from 'vitest'
import { seededRandom } from '../metrics/random.ts'
import { fitLogistic } from './calibrate.ts'

describe('logistic regression', () => {
  const random = seededRandom(3)
  const truth = [-1, 2, 0.5]
  const rows = Array.from({ length: 4000 }, () => [1, 4 * random() - 2, 4 * random() - 2])
  const labels = rows.map((row) => {
    const z = row.reduce((sum, value, index) => sum + value * (truth[index] as number), 0)
    return random() < 1 / (1 + Math.exp(-z)) ? 1 : 0
  })

  test('finds the coefficients that made the labels', () => {
    const found = fitLogistic(rows, labels, [0, 0, 0], 1e-3)
    for (const [index, value] of found.entries()) expect(Math.abs(value - (truth[index] as number))).toBeLessThan(0.2)
  })

  test('stops where no step makes the loss smaller', () => {
    const prior = [0.5, 0.5, 0.5]
    const loss = (w: readonly number[]) =>
      rows.reduce((sum, row, at) => {
        const z = row.reduce((total, value, index) => total + value * (w[index] as number), 0)
        return sum + Math.log1p(Math.exp(labels[at] === 1 ? -z : z))
      }, 0) + w.reduce((sum, value, index) => sum + 2 * (value - (prior[index] as number)) ** 2, 0)
    const found = fitLogistic(rows, labels, prior, 4)
    const least = loss(found)
    for (const index of [0, 1, 2])
      for (const step of [-0.01, 0.01])
        expect(loss(found.map((value, at) => (at === index ? value + step : value)))).toBeGreaterThan(least)
  })

  test('keeps the prior where there is nothing to learn, and stays finite where classes are separable', () => {
    expect(fitLogistic([], [], [1, 2], 4)).toEqual([1, 2])
    const separable = fitLogistic(
      [
        [1, -1],
        [1, 1],
      ],
      [0, 1],
      [0, 1],
      1e-2,
    )
    expect(separable.every(Number.isFinite)).toBe(true)
    expect(separable[1]).toBeGreaterThan(1)
    expect(() => fitLogistic([[1]], [], [0], 1)).toThrow(RangeError)
  })
})
