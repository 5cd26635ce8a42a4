import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyBoxDeltas, boxDeltas, clipBox, patchSquare } from './roi.ts'

const anyBox = fc.record({
  x: fc.double({ min: -50, max: 500, noNaN: true }),
  y: fc.double({ min: -50, max: 500, noNaN: true }),
  width: fc.double({ min: 1, max: 300, noNaN: true }),
  height: fc.double({ min: 1, max: 300, noNaN: true }),
})

test('a patch is square, centred on the face, and holds its longer side with context', () => {
  expect(patchSquare({ x: 10, y: 20, width: 8, height: 12 }, 1.5)).toEqual({ x: 5, y: 17, side: 18 })
})

test('corrections move by parts of the box and scale by exponentials', () => {
  const moved = applyBoxDeltas({ x: 10, y: 20, width: 8, height: 12 }, [0.5, -0.25, Math.log(2), 0])
  expect(moved.x).toBeCloseTo(10)
  expect(moved.y).toBeCloseTo(17)
  expect(moved.width).toBeCloseTo(16)
  expect(moved.height).toBeCloseTo(12)
})

test('the corrections towards a box lead to that box', () => {
  fc.assert(
    fc.property(anyBox, anyBox, (box, target) => {
      const reached = applyBoxDeltas(box, boxDeltas(box, target))
      for (const key of ['x', 'y', 'width', 'height'] as const) expect(reached[key]).toBeCloseTo(target[key], 6)
    }),
  )
})

test('clipping keeps what lies in the picture', () => {
  expect(clipBox({ x: -5, y: 5, width: 10, height: 100 }, 50, 40)).toEqual({ x: 0, y: 5, width: 5, height: 35 })
  expect(clipBox({ x: 60, y: 5, width: 10, height: 10 }, 50, 40)).toEqual({ x: 50, y: 5, width: 0, height: 10 })
})
