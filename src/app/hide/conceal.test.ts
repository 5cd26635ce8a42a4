import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellOf, cellsAlong, conceal, type Pixels, regionToHide, SMALLEST_CELL } from './conceal.ts'

/** A picture of noise: as much detail as can be. */
function noise(width: number, height: number, seed: number): Pixels {
  let state = seed * 2 + 1
  const data = new Uint8ClampedArray(width * height * 4)
  for (let at = 0; at < data.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    data[at] = at % 4 === 3 ? 255 : state >>> 24
  }
  return { width, height, data }
}

const hidden = (pixels: Pixels, style: 'blur' | 'pixelate' | 'cover') => {
  const copy = { ...pixels, data: pixels.data.slice() }
  conceal(copy, style)
  return copy.data
}

const same = (a: Uint8ClampedArray, b: Uint8ClampedArray) =>
  a.length === b.length && a.every((value, at) => value === b[at])

/** The same pixels in other places of the same cells: another face with the same means. */
function shuffledWithinCells({ width, height, data }: Pixels): Pixels {
  const [columns, rows] = [cellsAlong(width), cellsAlong(height)]
  const members = Array.from({ length: rows * columns }, () => [] as number[])
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      members[cellOf(y, height, rows) * columns + cellOf(x, width, columns)]?.push((y * width + x) * 4)
  const other = data.slice()
  for (const list of members)
    for (const [place, from] of list.entries())
      other.set(data.subarray(from, from + 4), list[list.length - 1 - place] ?? from)
  return { width, height, data: other }
}

const side = fc.integer({ min: 1, max: 90 })

describe.each(['blur', 'pixelate'] as const)('%s', (style) => {
  test('cannot be undone: faces with the same few mean colours become the same bytes', () => {
    fc.assert(
      fc.property(side, side, fc.nat({ max: 1e6 }), (width, height, seed) => {
        const face = noise(width, height, seed)
        const stranger = shuffledWithinCells(face)
        expect(same(hidden(stranger, style), hidden(face, style))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  test('a tiny face becomes one flat colour', () => {
    for (let size = 1; size < 2 * SMALLEST_CELL; size++) {
      const data = hidden(noise(size, size, size), style)
      expect(data.every((value, at) => value === data[at % 4])).toBe(true)
    }
  })

  test('changes within a cell that keep its mean leave no trace, also in a large face', () => {
    const face = noise(300, 360, 5)
    const stranger = { ...face, data: face.data.slice() }
    // Darker here, lighter there, within one cell.
    for (let channel = 0; channel < 3; channel++) {
      const [a, b] = [(40 * 300 + 20) * 4 + channel, (60 * 300 + 70) * 4 + channel]
      const moved = Math.min(face.data[a] ?? 0, 255 - (face.data[b] ?? 0))
      stranger.data[a] = (face.data[a] ?? 0) - moved
      stranger.data[b] = (face.data[b] ?? 0) + moved
    }
    expect(same(hidden(stranger, style), hidden(face, style))).toBe(true)
  })
})

test('pixelating leaves at most nine colours at every size', () => {
  for (const size of [1, 5, 23, 24, 36, 100, 400]) {
    const data = hidden(noise(size, size, 3), 'pixelate')
    const colours = new Set<string>()
    for (let at = 0; at < data.length; at += 4) colours.add(data.slice(at, at + 3).join())
    expect(colours.size).toBeLessThanOrEqual(9)
  }
})

test('a cover keeps nothing of the face, and covers see-through pixels too', () => {
  const face = noise(30, 20, 1)
  const other = noise(30, 20, 2)
  other.data.fill(0)
  expect(same(hidden(face, 'cover'), hidden(other, 'cover'))).toBe(true)
  expect(hidden(other, 'cover')[3]).toBe(255)
})

test('the hidden region holds the box with its margin, at least a pixel on every side, and stays in the picture', () => {
  expect(regionToHide({ x: 10.4, y: 20.6, width: 4, height: 5 }, 0, 100, 100)).toEqual({
    x: 9,
    y: 19,
    width: 7,
    height: 8,
  })
  expect(regionToHide({ x: -5, y: 90, width: 20, height: 40 }, 0.5, 100, 100)).toEqual({
    x: 0,
    y: 70,
    width: 25,
    height: 30,
  })
  expect(regionToHide({ x: 200, y: 0, width: 10, height: 10 }, 0.2, 100, 100)).toBeNull()
})
