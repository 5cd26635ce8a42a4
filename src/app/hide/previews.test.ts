import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { DecodedPicture } from '../state/smaller.ts'
import type { Answer, Wish } from './preview-maker.ts'
import { startPreviews } from './previews.ts'

const options = { style: 'cover', margin: 0 } as const
const blob = new Blob(['a picture'])
const face = { box: { x: 1, y: 2, width: 3, height: 4 }, score: 0.9 }
/** Too small for shrunken copies; drawing on it is not what is tested here. */
const picture = { width: 8, height: 6, full: { width: 8, height: 6 } as ImageBitmap, smaller: [] }

class FakeWorker {
  static all: FakeWorker[] = []
  readonly heard: unknown[] = []
  ended = false
  onmessage: (event: { data: Answer }) => void = () => {}
  onerror: (event: { preventDefault: () => void }) => void = () => {}
  constructor() {
    FakeWorker.all.push(this)
  }
  postMessage(message: unknown) {
    this.heard.push(message)
  }
  terminate() {
    this.ended = true
  }
  answer(number: number, preview: DecodedPicture | null) {
    this.onmessage({ data: { number, preview, reason: preview ? '' : 'Not here.' } })
  }
}

/** Bitmaps and canvases of the page's own thread, which remember how many are open. */
let open = 0
function fakeBitmap(): ImageBitmap {
  open += 1
  return { width: 8, height: 6, close: () => (open -= 1) } as unknown as ImageBitmap
}
const fakePreview = (): DecodedPicture => ({ width: 8, height: 6, full: fakeBitmap(), smaller: [fakeBitmap()] })

class FakeCanvas {
  readonly width = 8
  readonly height = 6
  getContext() {
    const data = new Uint8ClampedArray(8 * 6 * 4).fill(255)
    const nothing = () => {}
    const getImageData = (_x: number, _y: number, width: number, height: number) => ({ width, height, data })
    return {
      canvas: this,
      fillRect: nothing,
      clearRect: nothing,
      drawImage: nothing,
      getImageData,
      putImageData: nothing,
    }
  }
  transferToImageBitmap = fakeBitmap
}

beforeEach(() => {
  open = 0
  FakeWorker.all = []
  vi.stubGlobal('Worker', FakeWorker)
  vi.stubGlobal('OffscreenCanvas', FakeCanvas)
})
afterEach(() => void vi.unstubAllGlobals())

const wishesOf = (worker: FakeWorker | undefined) => worker?.heard.slice(1) as Wish[]

test('the worker gets the file once, and of each face no more than its place', async () => {
  const previews = startPreviews(blob, picture)
  const [worker] = FakeWorker.all
  const made = previews.wish([face], options)
  expect(worker?.heard).toEqual([blob, { number: 1, faces: [{ box: face.box }], options }])
  const preview = fakePreview()
  worker?.answer(1, preview)
  expect(await made).toBe(preview)
  previews.end()
  expect(worker?.ended).toBe(true)
  expect(FakeWorker.all).toHaveLength(1)
})

test('a wish that a newer one overtakes comes to nothing, and its late answer is closed', async () => {
  const previews = startPreviews(blob, picture)
  const [worker] = FakeWorker.all
  const first = previews.wish([face], options)
  const second = previews.wish([], options)
  expect(await first).toBeNull()
  worker?.answer(1, fakePreview())
  expect(open).toBe(0)
  const preview = fakePreview()
  worker?.answer(2, preview)
  expect(await second).toBe(preview)
  expect(wishesOf(worker).map(({ number }) => number)).toEqual([1, 2])
})

test('the end answers what was wished, with nothing', async () => {
  const previews = startPreviews(blob, picture)
  const made = previews.wish([face], options)
  previews.end()
  expect(await made).toBeNull()
})

test('where no worker starts, at once or after all, the page makes it itself', async () => {
  const late = startPreviews(blob, picture)
  const made = late.wish([face], options)
  FakeWorker.all[0]?.onerror({ preventDefault: () => {} })
  expect(await made).toMatchObject({ width: 8, height: 6 })
  expect(FakeWorker.all[0]?.ended).toBe(true)

  vi.stubGlobal('Worker', () => {
    throw new Error('No workers here.')
  })
  expect(await startPreviews(blob, picture).wish([face], options)).toMatchObject({ width: 8, height: 6 })
  expect(open).toBe(2)
})

test('what the worker cannot make the page tries, and says why it cannot either', async () => {
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = () => null
    },
  )
  const previews = startPreviews(blob, picture)
  const made = previews.wish([face], options)
  FakeWorker.all[0]?.answer(1, null)
  await expect(made).rejects.toThrow(/larger than what the browser can write/)
})
