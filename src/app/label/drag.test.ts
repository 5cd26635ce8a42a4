import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dragged, type Grip, gripAt, HANDLES, handlePoints, moved, resized } from './drag.ts'

const picture = { width: 200, height: 100 }
const box = { x: 10.5, y: 20, width: 8, height: 10 }
const at = (x: number, y: number) => ({ x, y })
const far = fc.double({ min: -500, max: 500, noNaN: true })
const grips: readonly Grip[] = [...HANDLES, 'move', 'new']

test('no drag leaves the picture or makes a box smaller than a pixel', () => {
  fc.assert(
    fc.property(fc.constantFrom(...grips), far, far, far, far, (grip, x0, y0, x1, y1) => {
      const { x, y, width, height } = dragged(box, grip, at(x0, y0), at(x1, y1), picture)
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
      expect(x + width).toBeLessThanOrEqual(picture.width)
      expect(y + height).toBeLessThanOrEqual(picture.height)
      expect(Math.min(width, height)).toBeGreaterThan(0)
    }),
  )
})

test('a handle moves its own edges to whole pixels and leaves the others', () => {
  expect(dragged(box, 'e', at(0, 0), at(1.2, 50), picture)).toEqual({ x: 10.5, y: 20, width: 9.5, height: 10 })
  expect(dragged(box, 'nw', at(0, 0), at(-1.5, 2), picture)).toEqual({ x: 9, y: 22, width: 9.5, height: 8 })
  expect(dragged(box, 's', at(5, 5), at(5, 4), picture)).toEqual({ ...box, height: 9 })
})

test('an edge that is dragged beyond the opposite one turns the box over', () => {
  expect(dragged(box, 'w', at(0, 0), at(20, 0), picture)).toEqual({ x: 18.5, y: 20, width: 12.5, height: 10 })
})

test('moving keeps the size, also at the border', () => {
  expect(dragged(box, 'move', at(0, 0), at(0.6, -0.6), picture)).toEqual({ ...box, x: 11.5, y: 19 })
  expect(moved(box, 1000, -1000, picture)).toEqual({ ...box, x: 192, y: 0 })
  expect(resized(box, -100, 1000, picture)).toEqual({ ...box, width: 1, height: 80 })
})

test('every handle can be held at any zoom, and the inside moves', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.05, max: 32, noNaN: true }), (scale) => {
      const view = { scale, x: 3, y: 4 }
      const points = handlePoints(box, view)
      for (const handle of HANDLES) expect(gripAt(box, view, points[handle], 7)).toBe(handle)
      expect(gripAt(box, view, at((points.n.x + points.s.x) / 2, (points.n.y + points.s.y) / 2), 7)).toBe('move')
      expect(gripAt(box, view, at(points.nw.x - 9, points.nw.y - 9), 7)).toBeNull()
    }),
  )
})
