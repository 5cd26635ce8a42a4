import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Box, iou } from './box.ts'
import { decayFactor, greedyNms, type SoftNmsDecay, softNms } from './nms.ts'

const anyBox: fc.Arbitrary<Box> = fc.record({
  x: fc.double({ min: -20, max: 120, noNaN: true }),
  y: fc.double({ min: -20, max: 120, noNaN: true }),
  width: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 90, noNaN: true }), fc.integer({ min: 4, max: 9 })),
  height: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 90, noNaN: true }), fc.integer({ min: 4, max: 9 })),
})
// Few distinct scores, so that ties are common.
const scored = fc.array(
  fc.tuple(
    anyBox,
    fc.integer({ min: 0, max: 20 }).map((value) => value / 20),
  ),
  { maxLength: 60 },
)

function naiveNms(boxes: readonly Box[], scores: readonly number[], threshold: number): number[] {
  const left = new Set(boxes.keys())
  const kept: number[] = []
  while (left.size > 0) {
    const best = [...left].reduce((a, b) => ((scores[b] as number) > (scores[a] as number) ? b : a))
    kept.push(best)
    left.delete(best)
    for (const other of [...left]) if (iou(boxes[best] as Box, boxes[other] as Box) > threshold) left.delete(other)
  }
  return kept
}

function naiveSoftNms(boxes: readonly Box[], scores: readonly number[], decay: SoftNmsDecay, minimum: number) {
  const current = [...scores]
  const left = new Set(boxes.keys())
  const results: { index: number; score: number }[] = []
  while (left.size > 0) {
    const best = [...left].reduce((a, b) => ((current[b] as number) > (current[a] as number) ? b : a))
    left.delete(best)
    if ((current[best] as number) < minimum) break
    results.push({ index: best, score: current[best] as number })
    for (const other of left)
      current[other] = (current[other] as number) * decayFactor(decay, iou(boxes[best] as Box, boxes[other] as Box))
  }
  return results
}

/** A crowd as MB-FCN sees it: several shifted boxes around each of many faces of all sizes. */
function crowd(count: number): { boxes: Box[]; scores: Float32Array } {
  let state = 12345
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const boxes: Box[] = []
  while (boxes.length < count) {
    const side = 4 * 2 ** (random() * 6)
    const [x, y] = [random() * 8000, random() * 6000]
    for (let copy = 0; copy < 8; copy++)
      boxes.push({ x: x + random() * side * 0.4, y: y + random() * side * 0.4, width: side * 0.8, height: side })
  }
  return { boxes: boxes.slice(0, count), scores: Float32Array.from({ length: count }, random) }
}

describe('greedy NMS', () => {
  test('keeps what the plain definition keeps, ties, empty boxes and huge ones included', () => {
    fc.assert(
      fc.property(scored, fc.constantFrom(0, 0.1, 0.4, 0.45, 0.9, 1), (items, threshold) => {
        const boxes = items.map(([box]) => box)
        const scores = items.map(([, score]) => score)
        expect(greedyNms(boxes, scores, threshold)).toEqual(naiveNms(boxes, scores, threshold))
      }),
      { numRuns: 300 },
    )
  })

  test('merges 20,000 boxes in a small part of a second', () => {
    const { boxes, scores } = crowd(20000)
    const start = performance.now()
    const kept = greedyNms(boxes, scores, 0.4)
    expect(performance.now() - start).toBeLessThan(1500)
    expect(kept.length).toBeGreaterThan(2500)
    expect(kept.length).toBeLessThan(10000)
  })

  test('refuses lists of different length', () => {
    expect(() => greedyNms([{ x: 0, y: 0, width: 1, height: 1 }], [], 0.5)).toThrow(RangeError)
  })
})

describe('soft-NMS', () => {
  const decays: SoftNmsDecay[] = [
    { kind: 'gaussian', sigma: 0.5 },
    { kind: 'linear', threshold: 0 },
    { kind: 'linear', threshold: 0.3 },
  ]

  test.each(decays)("gives the plain definition's scores and order: $kind", (decay) => {
    fc.assert(
      fc.property(scored, fc.constantFrom(0, 0.01, 0.3), (items, minimum) => {
        const boxes = items.map(([box]) => box)
        const scores = items.map(([, score]) => score)
        expect(softNms(boxes, scores, decay, minimum)).toEqual(naiveSoftNms(boxes, scores, decay, minimum))
      }),
      { numRuns: 200 },
    )
  })

  test('decays 20,000 boxes in a small part of a second', () => {
    const { boxes, scores } = crowd(20000)
    const start = performance.now()
    expect(softNms(boxes, scores, { kind: 'gaussian', sigma: 0.5 }, 0.02).length).toBeGreaterThan(2500)
    expect(performance.now() - start).toBeLessThan(3000)
  })
})
