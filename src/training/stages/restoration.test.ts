import { expect, test } from 'vitest'
import { type Cascade, defaultCascade } from '../../detection/cascade.ts'
import { Picture, sourceOf } from '../../detection/picture.ts'
import { seededRandom } from '../../metrics/random.ts'
import type { Looked } from '../measure.ts'
import { chooseRestoration } from './restoration.ts'

const box = { x: 20, y: 20, width: 12, height: 15 }
const face = { box, score: 0.9, path: 'mbfcn', detectorLogit: 2, faceLogit: null } as const
const found = (picture: Picture, hit: boolean): Looked => ({
  labelled: { name: 'a', picture, faces: [{ box, ignored: false }] },
  faces: hit ? [face] : [],
})

async function choose(picture: Picture, before: boolean, after: boolean, cascade: Cascade = defaultCascade) {
  let looks = 0
  const steps = chooseRestoration(cascade, [found(picture, before)], async (one) => {
    looks++
    expect(one.restore).toBe(true)
    return [found(picture, after)]
  })
  for (;;) {
    const step = await steps.next()
    if (step.done) return { ...step.value, looks }
  }
}

/** Grey, with noise of up to so much on every pixel. */
function grey(most: number): Picture {
  const random = seededRandom(1)
  const data = new Uint8ClampedArray(200 * 150 * 4)
  for (let at = 0; at < data.length; at += 4) data.fill(128 + most * (2 * random() - 1), at, at + 3)
  return new Picture(sourceOf({ width: 200, height: 150, data }))
}

const bad = grey(10)
const good = grey(0)

test('restoration is chosen where more is found', async () => {
  const { cascade, looked, notice, looks } = await choose(bad, false, true)
  expect(cascade.restore).toBe(true)
  expect(looked[0]?.faces).toHaveLength(1)
  expect(notice).toMatch(/AP of 100\.0 instead of 0\.0/)
  expect(looks).toBe(1)
})

test('it is not where nothing is gained, and that is said', async () => {
  for (const [before, after] of [
    [true, true],
    [true, false],
  ] as const) {
    const { cascade, looked, notice } = await choose(bad, before, after)
    expect(cascade).toBe(defaultCascade)
    expect(looked[0]?.faces).toHaveLength(1)
    expect(notice).toMatch(/does not help/)
  }
})

test('nobody looks where no picture needs it, or where the model restores already', async () => {
  expect(await choose(good, false, true)).toMatchObject({ cascade: defaultCascade, notice: null, looks: 0 })
  const fitted = { ...defaultCascade, restore: true }
  expect(await choose(bad, false, true, fitted)).toMatchObject({ cascade: fitted, notice: null, looks: 0 })
})
