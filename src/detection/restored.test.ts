import { expect, test } from 'vitest'
import type { Progress } from '../engine/protocol.ts'
import type { Rgba } from '../geometry/resample.ts'
import { MOST_RESTORED_PIXELS } from '../restoration/most-pixels.ts'
import { leaves, noisy } from '../restoration/pictures.fixture.ts'
import { defaultCascade } from './cascade.ts'
import { Picture, type PixelSource, sourceOf } from './picture.ts'
import { restored, type Seen, seen } from './restored.ts'

const bad = () => new Picture(sourceOf(noisy(leaves(260, 200), 10)))

async function follow(steps: AsyncGenerator<Progress, Seen>, onStep?: () => void) {
  const progress: Progress[] = []
  for (;;) {
    const step = await steps.next()
    if (step.done) return { progress, ...step.value }
    progress.push(step.value)
    onStep?.()
  }
}

const pixels = (picture: Picture) => [...picture.read(1, 0, 0, picture.width, picture.height)]

test('a noisy picture is restored once, and its copy not again', async () => {
  const picture = bad()
  const first = await follow(restored(picture))
  expect(first.restored).toBe(true)
  expect(first.condition?.noise).toBeGreaterThan(0)
  expect(first.progress.length).toBeGreaterThan(1)
  expect(pixels(first.picture)).not.toEqual(pixels(picture))
  const second = await follow(restored(picture))
  expect(second.picture).toBe(first.picture)
  expect(second.progress).toEqual([])
  expect(await follow(restored(first.picture))).toMatchObject({
    picture: first.picture,
    restored: false,
    condition: null,
  })
})

test('the settings have a say before the model, and frames are not even looked at', async () => {
  const fitted = { ...defaultCascade, restore: true }
  const of = async (cascade: typeof fitted | typeof defaultCascade, wanted?: 'always' | 'never') => {
    const picture = bad()
    const { restored: done, condition } = await follow(seen(picture, cascade, wanted))
    return { done, looked: condition !== undefined }
  }
  expect(await of(defaultCascade)).toEqual({ done: false, looked: true })
  expect(await of(defaultCascade, 'always')).toEqual({ done: true, looked: true })
  expect(await of(fitted)).toEqual({ done: true, looked: true })
  expect(await of(fitted, 'never')).toEqual({ done: false, looked: false })
})

test('a good picture is the same picture', async () => {
  const picture = new Picture(sourceOf(leaves(260, 200)))
  expect(await follow(restored(picture))).toMatchObject({ picture, restored: false, condition: null })
})

test('one that is too large stays as it is, and what is wrong with it is said', async () => {
  const tile = noisy(leaves(64, 64), 10)
  const width = 6000
  const height = MOST_RESTORED_PIXELS / width + 1
  // Every square is the same one: nothing of 24 megapixels is made.
  const source: PixelSource = { width, height, read: () => tile.data }
  const picture = new Picture(source)
  const result = await follow(restored(picture))
  expect(result).toMatchObject({ picture, restored: false })
  expect(result.condition?.noise).toBeGreaterThan(0)
})

test('stops when asked to, and is not left half done', async () => {
  const tall: Rgba = noisy(leaves(100, 400), 10)
  const picture = new Picture(sourceOf(tall))
  const controller = new AbortController()
  const stopped = follow(restored(picture, controller.signal), () => controller.abort(new Error('stopped here')))
  await expect(stopped).rejects.toThrow('stopped here')
  expect((await follow(restored(picture))).restored).toBe(true)
})
