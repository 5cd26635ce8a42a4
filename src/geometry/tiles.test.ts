import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alignedSides, inCore, planTiles, TILE_SIDES } from './tiles.ts'

const anySize = fc.oneof(fc.integer({ min: 1, max: 700 }), fc.integer({ min: 1, max: 8000 }))
const anyRequest = fc.record({
  width: anySize,
  height: fc.oneof(fc.integer({ min: 1, max: 700 }), fc.integer({ min: 1, max: 6000 })),
  enlargement: fc.constantFrom(1, 2, 3),
  overlap: fc.constantFrom(0, 33, 96, 320),
})

describe('tiles', () => {
  test('cover every picture with one shape whose sides are multiples of 32 after enlargement', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const plan = planTiles(request)
        expect(plan.networkWidth % 32).toBe(0)
        expect(plan.networkHeight % 32).toBe(0)
        expect(alignedSides(TILE_SIDES, request.enlargement)).toContain(plan.networkWidth)
        expect(alignedSides(TILE_SIDES, request.enlargement)).toContain(plan.networkHeight)
        let covered = 0
        for (const { window, core } of plan.tiles) {
          expect(Number.isInteger(window.x) && Number.isInteger(window.y)).toBe(true)
          expect(window.width * request.enlargement).toBe(plan.networkWidth)
          expect(window.x).toBeGreaterThanOrEqual(0)
          expect(window.y).toBeGreaterThanOrEqual(0)
          if (window.x > 0) expect(window.x + window.width).toBeLessThanOrEqual(request.width)
          if (window.y > 0) expect(window.y + window.height).toBeLessThanOrEqual(request.height)
          covered += core.width * core.height
        }
        expect(covered).toBeCloseTo(request.width * request.height, 3)
      }),
      { numRuns: 300 },
    )
  })

  test('hold every point in exactly one core, with half the overlap around it unless the picture ends there', () => {
    const place = fc.double({ min: 0, max: 0.999999, noNaN: true })
    fc.assert(
      fc.property(anyRequest, place, place, (request, across, down) => {
        const [x, y] = [across * request.width, down * request.height]
        const owners = planTiles(request).tiles.filter((tile) => inCore(tile, x, y))
        expect(owners.length).toBe(1)
        for (const { window } of owners) {
          const margin = request.overlap / request.enlargement / 2
          expect(x - window.x).toBeGreaterThanOrEqual(Math.min(margin, x))
          expect(window.x + window.width - x).toBeGreaterThanOrEqual(Math.min(margin, request.width - x))
          expect(y - window.y).toBeGreaterThanOrEqual(Math.min(margin, y))
          expect(window.y + window.height - y).toBeGreaterThanOrEqual(Math.min(margin, request.height - y))
        }
      }),
      { numRuns: 400 },
    )
  })

  test('a picture of one pixel is one smallest tile', () => {
    const plan = planTiles({ width: 1, height: 1, enlargement: 2, overlap: 96 })
    expect(plan.tiles).toEqual([
      { window: { x: 0, y: 0, width: 64, height: 64 }, core: { x: 0, y: 0, width: 1, height: 1 } },
    ])
  })

  test('48 megapixels enlarged twice stay below 1.4 times their own area', () => {
    const plan = planTiles({ width: 8000, height: 6000, enlargement: 2, overlap: 96 })
    const area = plan.tiles.length * plan.networkWidth * plan.networkHeight
    expect(area / (16000 * 12000)).toBeLessThan(1.4)
  })

  test('a smaller set of sides is obeyed', () => {
    const plan = planTiles({ width: 509, height: 340, enlargement: 1, overlap: 32, sides: [256, 192] })
    expect([192, 256]).toContain(plan.networkWidth)
    expect([192, 256]).toContain(plan.networkHeight)
  })

  test('no tile is larger than asked, and larger ones cost less', () => {
    const sides = Array.from({ length: 48 }, (_, index) => (index + 1) * 32)
    const area = (pixels: number) => {
      const plan = planTiles({ width: 1024, height: 768, enlargement: 2, overlap: 96, sides, pixels })
      expect(plan.networkWidth * plan.networkHeight).toBeLessThanOrEqual(pixels)
      return plan.tiles.length * plan.networkWidth * plan.networkHeight
    }
    expect(area(1e6)).toBeLessThan(0.95 * area(0.5e6))
  })

  test('impossible wishes are refused in words', () => {
    expect(() => planTiles({ width: 0, height: 5, enlargement: 1, overlap: 0 })).toThrow(/0×5/)
    expect(() => planTiles({ width: 900, height: 5, enlargement: 1, overlap: 256, sides: [256] })).toThrow(/overlap/)
    expect(() => planTiles({ width: 90, height: 90, enlargement: 1, overlap: 0, pixels: 1000 })).toThrow(/1000/)
  })
})
