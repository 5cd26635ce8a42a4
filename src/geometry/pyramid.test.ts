import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LARGEST_NETWORK_FACE, levelMegapixels, planPyramid, SMALLEST_NETWORK_FACE } from './pyramid.ts'
import { planTiles } from './tiles.ts'

const scalesOf = (width: number, height: number, smallest: number) =>
  planPyramid(width, height, smallest).map(({ scale }) => scale)

describe('pyramid', () => {
  test('faces of 4 px are shown at twice their size, large ones at every halving', () => {
    expect(scalesOf(509, 340, 4)).toEqual([2, 1, 0.5])
    expect(scalesOf(8000, 6000, 4)).toEqual([2, 1, 1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32])
    expect(scalesOf(100, 100, 4)).toEqual([2, 1])
    expect(scalesOf(10, 10, 4)).toEqual([2])
    expect(scalesOf(1, 1, 4)).toEqual([3])
  })

  test.each([
    [2, 3],
    [3, 2],
    [5.9, 2],
    [6, 1],
    [11, 1],
    [12, 1 / 2],
    [24, 1 / 4],
  ])('a smallest face of %s px starts at scale %s', (smallest, scale) => {
    expect(scalesOf(2000, 1500, smallest)[0]).toBe(scale)
  })

  test('coarser scales are seen mirrored as well where the finest one enlarges, and count twice', () => {
    expect(planPyramid(509, 340, 4).map(({ mirrored }) => mirrored)).toEqual([false, true, true])
    expect(planPyramid(509, 340, 6).map(({ mirrored }) => mirrored)).toEqual([false, false])
    expect(planPyramid(1000, 800, 4).slice(0, 2).map(levelMegapixels)).toEqual([3.2, 1.6])
  })

  test("every wanted face is inside the branches' range at a scale that answers for it and in a tile that holds it", () => {
    const size = fc.integer({ min: 1, max: 8000 })
    const smallest = fc.double({ min: 2, max: 100, noNaN: true })
    fc.assert(
      fc.property(size, size, smallest, fc.double({ min: 0, max: 1, noNaN: true }), (width, height, wanted, part) => {
        const largest = Math.min(height, width * 1.5)
        const from = Math.min(wanted, largest)
        fc.pre(from >= 2)
        const face = from + (largest - from) * part
        const levels = planPyramid(width, height, wanted)
        const fit = levels.filter(
          ({ heights, scale }) =>
            heights[0] <= face &&
            face < heights[1] &&
            face * scale >= SMALLEST_NETWORK_FACE &&
            face * scale <= LARGEST_NETWORK_FACE,
        )
        expect(fit.length).toBeGreaterThan(0)
        for (const level of fit) {
          expect(level.overlap).toBeGreaterThanOrEqual(face * level.scale - 1e-6)
          expect(planTiles(level).tiles.length).toBeGreaterThan(0)
        }
      }),
    )
  })

  test('neighbouring scales answer for overlapping heights, without a gap from 0 to any height', () => {
    for (const levels of [planPyramid(8000, 6000, 2), planPyramid(640, 480, 4)]) {
      expect(levels[0]?.heights[0]).toBe(0)
      expect(levels.at(-1)?.heights[1]).toBe(Number.POSITIVE_INFINITY)
      for (const [index, level] of levels.entries())
        if (index > 0) expect(level.heights[0] * 1.4).toBeLessThan(levels[index - 1]?.heights[1] as number)
    }
  })

  test('an enlargement answers for tiny faces alone: the picture itself shows the others better', () => {
    for (const smallest of [2, 4]) {
      const [enlarged, native] = planPyramid(640, 480, smallest)
      expect(enlarged?.heights).toEqual([0, 16])
      expect(native?.scale).toBe(1)
      expect(native?.heights[0]).toBe(8)
    }
  })

  test('shrunken sizes are rounded up, so that no pixel column is lost', () => {
    const last = planPyramid(8001, 6001, 4).at(-1)
    expect([last?.width, last?.height]).toEqual([251, 188])
  })

  test('refuses empty pictures and faces', () => {
    expect(() => planPyramid(0, 10, 4)).toThrow(RangeError)
    expect(() => planPyramid(10, 10, 0)).toThrow(RangeError)
  })
})
