import { expect, test } from 'vitest'
import type { DecodedPicture } from '../state/smaller.ts'
import { type Answer, previewMaker, type Wish } from './preview-maker.ts'

const options = { style: 'cover', margin: 0 } as const
const wish = (number: number): Wish => ({ number, faces: [], options })

/** A preview of bitmaps that remember whether they were closed. */
function fakePreview() {
  let closed = 0
  const bitmap = { width: 4, height: 3, close: () => (closed += 1) } as unknown as ImageBitmap
  const preview: DecodedPicture = { width: 4, height: 3, full: bitmap, smaller: [bitmap, bitmap] }
  return { preview, closed: () => closed }
}

/** Previews that are made when the test says so. */
function makerByHand() {
  const answers: Answer[] = []
  const calls: { signal: AbortSignal; done: (preview: DecodedPicture) => void; fail: (reason: Error) => void }[] = []
  const maker = previewMaker(
    (_, signal) => new Promise((done, fail) => calls.push({ signal, done, fail })),
    (answer) => answers.push(answer),
  )
  return { maker, calls, answers }
}

const settled = () => new Promise((done) => setTimeout(done))

test('only the newest wish is answered; one that is made too late is closed', async () => {
  const { maker, calls, answers } = makerByHand()
  const [first, second] = [fakePreview(), fakePreview()]
  maker.wish(wish(1))
  maker.wish(wish(2))
  expect(calls.map(({ signal }) => signal.aborted)).toEqual([true, false])
  calls[0]?.done(first.preview)
  calls[1]?.done(second.preview)
  await settled()
  expect(answers).toEqual([{ number: 2, preview: second.preview, reason: '' }])
  expect([first.closed(), second.closed()]).toEqual([3, 0])
})

test('a failure is told in words, but not that of a wish that was dropped', async () => {
  const { maker, calls, answers } = makerByHand()
  maker.wish(wish(1))
  maker.wish(wish(2))
  calls[0]?.fail(new Error('Dropped.'))
  calls[1]?.fail(new Error('Too large.'))
  await settled()
  expect(answers).toEqual([{ number: 2, preview: null, reason: 'Too large.' }])
})

test('nothing is answered after the end', async () => {
  const { maker, calls, answers } = makerByHand()
  const { preview, closed } = fakePreview()
  maker.wish(wish(1))
  maker.stop()
  calls[0]?.done(preview)
  await settled()
  expect(answers).toEqual([])
  expect(closed()).toBe(3)
})
