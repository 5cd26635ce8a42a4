import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Box, iou } from './box.ts'
import { voteBoxes } from './vote.ts'

const box = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height })

describe('box voting', () => {
  test('moves a box towards its overlapping neighbours by their weights, and not towards others', () => {
    const boxes = [box(0, 0, 10, 10), box(2, 0, 10, 10), box(100, 0, 10, 10)]
    const [voted] = voteBoxes(boxes, [3, 1, 50], [0], 0.5)
    expect(voted).toEqual(box(0.5, 0, 10, 10))
  })

  test('leaves a lonely box and boxes without weight as they are', () => {
    const boxes = [box(1, 2, 4, 8), box(50, 50, 9, 9), box(51, 50, 9, 9)]
    expect(voteBoxes(boxes, [0.5, 0, 0], [0, 1], 0.5)).toEqual([boxes[0], boxes[1]])
    expect(() => voteBoxes(boxes, [1], [0], 0.5)).toThrow(RangeError)
  })

  test('is the weighted mean of all boxes that overlap enough, found without an index', () => {
    const some = fc.record({
      x: fc.double({ min: 0, max: 40, noNaN: true }),
      y: fc.double({ min: 0, max: 40, noNaN: true }),
      width: fc.double({ min: 1, max: 60, noNaN: true }),
      height: fc.double({ min: 1, max: 60, noNaN: true }),
    })
    fc.assert(
      fc.property(
        fc.array(some, { minLength: 1, maxLength: 25 }),
        fc.double({ min: 0.05, max: 0.9, noNaN: true }),
        (boxes, minimum) => {
          const weights = boxes.map((_, index) => 0.1 + (index % 4))
          const voted = voteBoxes(boxes, weights, [...boxes.keys()], minimum)
          boxes.forEach((center, at) => {
            const voters = boxes
              .map((other, i) => [other, weights[i] as number] as const)
              .filter(([other]) => iou(center, other) >= minimum)
            const total = voters.reduce((sum, [, weight]) => sum + weight, 0)
            for (const side of ['x', 'y', 'width', 'height'] as const)
              expect(voted[at]?.[side]).toBeCloseTo(
                voters.reduce((sum, [other, weight]) => sum + weight * other[side], 0) / total,
                6,
              )
          })
        },
      ),
    )
  })
})
