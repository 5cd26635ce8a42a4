import { describe, expect, test } from 'vitest'
import { defaultCascade, isClosed, lowestLogit, opened, parseCascade, pathOf, scoreOf } from './cascade.ts'

const calibration = { bias: -1, detectorLogit: 0.8, faceLogit: 0.5, logHeight: 0.3 }

describe('the cascade', () => {
  test('scores as its formula says', () => {
    const logit = -1 + 0.8 * 2 + 0.5 * -3 + 0.3 * Math.log(40 / 16)
    expect(scoreOf(calibration, 2, -3, 40)).toBeCloseTo(1 / (1 + Math.exp(-logit)), 12)
  })

  test('never loses a face to the quick test of its logit', () => {
    for (const logHeight of [-0.5, 0, 0.5])
      for (let logit = -8; logit < 4; logit += 0.1)
        for (const height of [4, 9, 30, 100]) {
          const own = { ...calibration, logHeight }
          if (scoreOf(own, logit, 0, height) >= 0.05)
            expect(logit).toBeGreaterThanOrEqual(lowestLogit(own, 0.05, [4, 100]) - 1e-9)
        }
  })

  test('sends each ROI the way that its score and height say', () => {
    const cascade = { ...defaultCascade, gate: { ...defaultCascade.gate, directHeight: 60 } }
    expect(pathOf(cascade, 0.01, 10)).toBe('mbfcn')
    expect(pathOf(cascade, 0.9, 10)).toBe('mbfcn')
    expect(pathOf(cascade, 0.5, 10)).toBe('generated')
    expect(pathOf(cascade, 0.5, 24)).toBe('direct')
    expect(pathOf(cascade, 0.5, 61)).toBe('mbfcn')
    expect(pathOf(defaultCascade, 0.5, 500)).toBe('direct')
  })

  test('is read from JSON, and a mistake in it is named', () => {
    expect(parseCascade(JSON.parse(JSON.stringify(defaultCascade)))).toEqual(defaultCascade)
    const restoring = { ...defaultCascade, restore: true }
    expect(parseCascade(JSON.parse(JSON.stringify(restoring)))).toEqual(restoring)
    expect(() => parseCascade({ ...defaultCascade, restore: 'yes' })).toThrow(/restore/)
    const broken = { ...defaultCascade, nms: { iou: 2, vote: null } }
    expect(() => parseCascade(broken)).toThrow(/nms\.iou/)
    expect(() => parseCascade({ ...defaultCascade, calibration: {} })).toThrow(/calibration\.mbfcn/)
    expect(() => parseCascade(null)).toThrow(/cascade\.json/)
  })
})

test('a closed gate lets no ROI through and opens for tiny ones; an open gate stays as it is', () => {
  const closed = { ...defaultCascade, gate: { ...defaultCascade.gate, minimumScore: 1, maximumScore: 0 } }
  expect(isClosed(closed)).toBe(true)
  for (const score of [0, 0.3, 1]) expect(pathOf(closed, score, 10)).toBe('mbfcn')
  expect(pathOf(opened(closed), 0.3, 10)).toBe('generated')
  expect(pathOf(opened(closed), 0.3, 40)).toBe('mbfcn')
  expect(opened(defaultCascade)).toBe(defaultCascade)
})
