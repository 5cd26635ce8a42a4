import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { boxesIn, type Image, isLarge, Pieces, SIDE } from './pieces.ts'

const image = (width: number, height: number) => ({ width, height }) as ImageBitmap as Image
const settle = () => new Promise((done) => setTimeout(done))

let open: Set<object>
let cut: ReturnType<typeof vi.fn>

beforeEach(() => {
  open = new Set()
  cut = vi.fn((_: Image, x: number, y: number, width: number, height: number) => {
    const bitmap = { x, y, width, height, close: () => open.delete(bitmap) }
    open.add(bitmap)
    return Promise.resolve(bitmap)
  })
  vi.stubGlobal('createImageBitmap', cut)
})

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** Draws until nothing is missing. */
async function allOf(pieces: Pieces, of: Image, part = { x: 0, y: 0, width: of.width, height: of.height }) {
  for (;;) {
    const found = pieces.within(of, part)
    if (!found?.missing) return found?.there
    await settle()
  }
}

test('a photograph of a usual window’s size is drawn whole, a camera’s is not', () => {
  expect(isLarge({ width: 2000, height: 1500 })).toBe(false)
  expect(isLarge({ width: 4000, height: 3000 })).toBe(true)
})

test('the grid’s boxes cover the part in sight, and end where the image does', () => {
  const boxes = boxesIn({ width: 1300, height: 700 }, { x: 600, y: 10, width: 700, height: 690 })
  expect(boxes).toEqual([
    { x: 512, y: 0, width: 512, height: 512 },
    { x: 1024, y: 0, width: 276, height: 512 },
    { x: 512, y: 512, width: 512, height: 188 },
    { x: 1024, y: 512, width: 276, height: 188 },
  ])
  expect(boxesIn({ width: 1300, height: 700 }, { x: 0, y: 0, width: SIDE, height: SIDE })).toHaveLength(1)
})

test('a few pieces are cut at a time, and each once', async () => {
  const pieces = new Pieces()
  const large = image(8 * SIDE, 4 * SIDE)
  const part = { x: 0, y: 0, width: large.width, height: large.height }
  expect(pieces.within(large, part)).toEqual({ there: [], missing: true })
  const atOnce = cut.mock.calls.length
  expect(atOnce).toBeLessThan(10)
  pieces.within(large, part)
  expect(cut).toHaveBeenCalledTimes(atOnce)
  await settle()
  expect(pieces.within(large, part)?.there).toHaveLength(atOnce)
  expect(await allOf(pieces, large)).toHaveLength(32)
  expect(cut).toHaveBeenCalledTimes(32)
})

test('who draws is told of every piece', async () => {
  const pieces = new Pieces()
  pieces.onCut = vi.fn()
  pieces.within(image(600, 100), { x: 0, y: 0, width: 600, height: 100 })
  await settle()
  expect(pieces.onCut).toHaveBeenCalledTimes(2)
})

test('pieces long out of sight are given back, those in sight never', async () => {
  let now = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  const pieces = new Pieces()
  const first = image(10 * SIDE, 10 * SIDE)
  await allOf(pieces, first)
  expect(open.size).toBe(100)
  now = 5000
  await allOf(pieces, image(10 * SIDE, 10 * SIDE))
  // The second image's hundred: the first one's are gone.
  expect(open.size).toBe(100)
  now = 10_000
  await allOf(pieces, image(SIDE, SIDE))
  expect(open.size).toBeLessThan(70)
})

test('clearing gives back what is there and what is still under way', async () => {
  const pieces = new Pieces()
  pieces.onCut = vi.fn()
  const large = image(2 * SIDE, SIDE)
  await allOf(pieces, large)
  pieces.within(image(3 * SIDE, SIDE), { x: 0, y: 0, width: SIDE, height: SIDE })
  vi.mocked(pieces.onCut).mockClear()
  pieces.clear()
  await settle()
  expect(open.size).toBe(0)
  expect(pieces.onCut).not.toHaveBeenCalled()
  expect(await allOf(pieces, large)).toHaveLength(2)
})

test('an image that the browser does not cut is told, so that it is drawn whole', async () => {
  cut.mockRejectedValue(new Error('no memory'))
  const pieces = new Pieces()
  pieces.onCut = vi.fn()
  const large = image(SIDE, SIDE)
  const part = { x: 0, y: 0, width: 1, height: 1 }
  pieces.within(large, part)
  await settle()
  expect(pieces.onCut).toHaveBeenCalledOnce()
  expect(pieces.within(large, part)).toBeNull()
})

test('a picture that closes while it is cut takes no other one’s turns', async () => {
  const pieces = new Pieces()
  const closing = image(8 * SIDE, 4 * SIDE) as unknown as { width: number; height: number }
  pieces.within(closing as Image, { x: 0, y: 0, width: 8 * SIDE, height: 4 * SIDE })
  closing.width = 0
  await settle()
  expect(open.size).toBe(0)
  expect(await allOf(pieces, image(2 * SIDE, SIDE))).toHaveLength(2)
})
