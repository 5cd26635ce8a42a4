import fc from 'fast-check'
import { expect, test } from 'vitest'
import { between, MAX_SCALE, minScale, panBy, pinch, reveal, settle, toPicture, wholeView, zoomAt } from './view.ts'

const picture = { width: 1000, height: 500 }
const stage = { width: 500, height: 500 }

test('a picture first shows whole and centred', () => {
  expect(wholeView(picture, stage)).toEqual({ scale: 0.5, x: 0, y: 125 })
})

test('the point under the pointer stays under it while zooming', () => {
  const anchor = { x: 200, y: 260 }
  const before = settle({ scale: 4, x: -1500, y: -700 }, picture, stage)
  const after = zoomAt(before, 1.5, anchor, picture, stage)
  expect(toPicture(after, anchor).x).toBeCloseTo(toPicture(before, anchor).x, 9)
  expect(toPicture(after, anchor).y).toBeCloseTo(toPicture(before, anchor).y, 9)
})

test('zoom ends at 32 times and at the whole picture', () => {
  const view = wholeView(picture, stage)
  expect(zoomAt(view, 1e9, { x: 0, y: 0 }, picture, stage).scale).toBe(MAX_SCALE)
  expect(zoomAt(view, 1e-9, { x: 0, y: 0 }, picture, stage)).toEqual(view)
})

test('a picture smaller than the stage can be seen at its own size', () => {
  const small = { width: 20, height: 10 }
  expect(wholeView(small, stage).scale).toBe(25)
  expect(minScale(small, stage)).toBe(1)
})

test('panning never opens a gap beside a picture larger than the stage', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.001, max: 60, noNaN: true }),
      fc.double({ min: -1e5, max: 1e5, noNaN: true }),
      fc.double({ min: -1e5, max: 1e5, noNaN: true }),
      (scale, dx, dy) => {
        const view = panBy(settle({ scale, x: 0, y: 0 }, picture, stage), dx, dy, picture, stage)
        const right = view.x + picture.width * view.scale
        if (picture.width * view.scale >= stage.width) {
          expect(view.x).toBeLessThanOrEqual(0)
          expect(right).toBeGreaterThanOrEqual(stage.width - 1e-6)
        } else expect(view.x).toBeCloseTo(stage.width - right, 6)
      },
    ),
  )
})

test('two fingers moving apart zoom about their middle', () => {
  const before = settle({ scale: 4, x: -1500, y: -700 }, picture, stage)
  const after = pinch(
    before,
    [
      { x: 200, y: 250 },
      { x: 300, y: 250 },
    ],
    [
      { x: 150, y: 250 },
      { x: 350, y: 250 },
    ],
    picture,
    stage,
  )
  expect(after.scale).toBe(8)
  expect(toPicture(after, { x: 250, y: 250 }).x).toBeCloseTo(toPicture(before, { x: 250, y: 250 }).x, 9)
})

test('a face chosen in the list comes to the middle, large enough to judge', () => {
  const box = { x: 600, y: 240, width: 8, height: 10 }
  const view = reveal(wholeView(picture, stage), box, picture, stage)
  expect(view.scale * box.height).toBeCloseTo(96)
  const middle = toPicture(view, { x: 250, y: 250 })
  expect(middle.x).toBeCloseTo(604)
  expect(middle.y).toBeCloseTo(245)
})

test('revealing a face never zooms out', () => {
  const near = settle({ scale: 30, x: -900, y: -900 }, picture, stage)
  expect(reveal(near, { x: 500, y: 100, width: 50, height: 50 }, picture, stage).scale).toBe(30)
})

test('an animated step starts and ends where it should', () => {
  const from = wholeView(picture, stage)
  const to = reveal(from, { x: 600, y: 240, width: 8, height: 10 }, picture, stage)
  expect(between(from, to, 0)).toEqual(from)
  expect(between(from, to, 1)).toEqual(to)
  expect(between(from, to, 0.5).scale).toBeCloseTo(Math.sqrt(from.scale * to.scale))
})
