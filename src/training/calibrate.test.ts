import { describe, expect, test } from 'vitest'
import { defaultCascade } from '../detection/cascade.ts'
import type { Face } from '../detection/face.ts'
import { Picture, sourceOf } from '../detection/picture.ts'
import { seededRandom } from '../metrics/random.ts'
import { calibrate, fitLogistic } from './calibrate.ts'

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

describe('the cascade after fine-tuning', () => {
  const data = new Uint8ClampedArray(4)
  const picture = new Picture(sourceOf({ width: 1, height: 1, data }))
  const random = seededRandom(5)
  /** A face at the left, none at the right; logits that overlap and lie one too low. */
  const found = Array.from({ length: 200 }, (_, index): Face => {
    const face = index % 2 === 0
    const detectorLogit = (face ? 0 : -2) + 3 * (random() - 0.5)
    return {
      box: { x: face ? 0 : 500, y: 0, width: 20, height: 24 },
      score: 0.5,
      path: 'generated',
      detectorLogit,
      faceLogit: 9,
    }
  })
  const labelled = { name: 'one', picture, faces: [{ box: { x: 0, y: 0, width: 20, height: 24 }, ignored: false }] }

  test('MB-FCN is calibrated anew, and what the second stage adds to it stays', () => {
    const before = defaultCascade.calibration
    const { calibration } = calibrate(defaultCascade, [{ labelled, faces: found }])
    expect(calibration.mbfcn.bias).toBeGreaterThan(before.mbfcn.bias + 0.3)
    for (const path of ['generated', 'direct'] as const)
      for (const field of ['bias', 'detectorLogit'] as const)
        expect(calibration[path][field] - calibration.mbfcn[field]).toBeCloseTo(
          before[path][field] - before.mbfcn[field],
        )
    expect(calibration.generated.faceLogit).toBe(before.generated.faceLogit)
  })

  test('too few ROIs change nothing', () => {
    expect(calibrate(defaultCascade, [{ labelled, faces: found.slice(0, 30) }])).toEqual(defaultCascade)
  })
})
