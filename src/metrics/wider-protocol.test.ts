import { describe, expect, test } from 'vitest'
import { ALL_FACES } from './bands.ts'
import type { Picture, Prediction, TruthFace } from './matching.ts'
import { widerAveragePrecision, widerCounts, widerIou } from './wider-protocol.ts'

const face = (x: number, ignored = false): TruthFace => ({ box: { x, y: 0, width: 10, height: 10 }, ignored })
const found = (x: number, score: number): Prediction => ({ box: { x, y: 0, width: 10, height: 10 }, score })
const ap = (pictures: readonly Picture[]) => widerAveragePrecision(widerCounts(pictures, ALL_FACES, 0.5))

describe("WIDER FACE's own protocol", () => {
  test('measures boxes one pixel larger', () => {
    expect(widerIou({ x: 0, y: 0, width: 9, height: 9 }, { x: 5, y: 0, width: 9, height: 9 })).toBeCloseTo(50 / 150)
    expect(widerIou({ x: 0, y: 0, width: 9, height: 9 }, { x: 10, y: 0, width: 9, height: 9 })).toBe(0)
  })

  test('a perfect list has 1, whatever its scale of scores', () => {
    expect(ap([{ faces: [face(0), face(50)], predictions: [found(0, 900), found(50, -3)] }])).toBeCloseTo(1, 12)
    expect(ap([{ faces: [face(0)], predictions: [found(0, 0.4)] }])).toBeCloseTo(1, 12)
  })

  test('a hand-made curve: hit, miss, hit', () => {
    const predictions = [found(0, 1), found(500, 0.5), found(50, 0)]
    // The lowest threshold is 0, so the lowest score is still counted: 1/2 · 1 + 1/2 · 2/3.
    expect(ap([{ faces: [face(0), face(50)], predictions }])).toBeCloseTo(5 / 6, 12)
  })

  test('a later hit of the same face is a false positive, a hit of an ignored face is dropped', () => {
    const twice = [found(0, 1), found(0, 0.5), found(50, 0)]
    expect(ap([{ faces: [face(0), face(50)], predictions: twice }])).toBeCloseTo(5 / 6, 12)
    const ignored = [found(99, 1), found(0, 0.5), found(50, 0)]
    expect(ap([{ faces: [face(0), face(50), face(99, true)], predictions: ignored }])).toBeCloseTo(1, 12)
  })

  test('only the face of highest overlap is asked, ignored or taken as it may be', () => {
    const near = [face(0), face(3, true)]
    expect(ap([{ faces: near, predictions: [found(3, 1)] }])).toBe(0)
  })

  test('pictures without predictions keep their faces in the denominator; pictures without faces are skipped', () => {
    const good = { faces: [face(0)], predictions: [found(0, 1)] }
    expect(ap([good, { faces: [face(0)], predictions: [] }])).toBeCloseTo(0.5, 12)
    expect(ap([good, { faces: [], predictions: [found(0, 2)] }])).toBeCloseTo(1, 12)
    expect(ap([{ faces: [], predictions: [] }])).toBeNull()
  })
})
