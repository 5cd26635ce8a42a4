import { expect, test } from 'vitest'
import type { Canvas2d } from '../out/canvas.ts'
import type { Face } from '../state/engine-types.ts'
import { hideFaces } from './hide-faces.ts'

/** A canvas that remembers pixels of one channel: enough to see what was overwritten. */
function fakeCanvas(width: number, height: number) {
  const red = new Uint8ClampedArray(width * height).map((_, at) => at % 251)
  const at = (x: number, y: number) => y * width + x
  const context = {
    canvas: { width, height },
    getImageData(x: number, y: number, w: number, h: number) {
      const data = new Uint8ClampedArray(w * h * 4).fill(255)
      for (let row = 0; row < h; row++)
        for (let column = 0; column < w; column++) data[(row * w + column) * 4] = red[at(x + column, y + row)] ?? 0
      return { width: w, height: h, data }
    },
    putImageData({ width: w, height: h, data }: ImageData, x: number, y: number) {
      for (let row = 0; row < h; row++)
        for (let column = 0; column < w; column++) red[at(x + column, y + row)] = data[(row * w + column) * 4] ?? 0
    },
  }
  return { red, context: context as unknown as Canvas2d }
}

const faceAt = (x: number, y: number, height: number): Face => ({
  box: { x, y, width: height, height },
  score: 0.9,
  path: 'generated',
  detectorLogit: 0,
  faceLogit: 0,
})
const options = { style: 'cover', margin: 0 } as const
const never = new AbortController().signal

test('every pixel of every face is overwritten, also where boxes overlap or leave the picture', async () => {
  const { red, context } = fakeCanvas(60, 50)
  const faces = [faceAt(-3, -3, 9), faceAt(20, 20, 12), faceAt(26, 26, 12), faceAt(55, 45, 20)]
  await hideFaces(context, faces, options, { signal: never, onProgress: () => {} })
  for (const { box } of faces)
    for (let y = Math.max(0, box.y); y < Math.min(50, box.y + box.height); y++)
      for (let x = Math.max(0, box.x); x < Math.min(60, box.x + box.width); x++) expect(red[y * 60 + x]).toBe(17)
  expect(red[15 * 60 + 50]).toBe((15 * 60 + 50) % 251)
})

test('thousands of faces are hidden with progress, and stopping ends it midway', async () => {
  const { context } = fakeCanvas(400, 400)
  const faces = Array.from({ length: 3000 }, (_, index) => faceAt((index * 7) % 390, (index * 3) % 390, 6))
  const abort = new AbortController()
  let last = 0
  const onProgress = ({ done, total }: { done: number; total: number }) => {
    expect(total).toBe(3000)
    last = done
    if (done > 1000) abort.abort()
  }
  await expect(hideFaces(context, faces, options, { signal: abort.signal, onProgress })).rejects.toThrow()
  expect(last).toBeLessThan(1200)
})
