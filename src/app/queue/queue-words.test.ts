import { expect, test } from 'vitest'
import type { Face } from '../state/engine-types.ts'
import type { OpenedPicture } from '../state/picture-store.ts'
import { spokenState, stateWords, tally, tallyWords, timeLeft, timeLeftWords } from './queue-words.ts'

const face = (score: number): Face => ({
  box: { x: 0, y: 0, width: 5, height: 6 },
  score,
  path: 'mbfcn',
  detectorLogit: 0,
  faceLogit: null,
})
const result = (...scores: number[]) => ({
  width: 9,
  height: 9,
  faces: scores.map(face),
  times: [],
  proposed: 0,
  generated: 0,
  classified: 0,
})
const picture = (status: OpenedPicture['status'], part: Partial<OpenedPicture> = {}): OpenedPicture => ({
  id: 1,
  name: 'a.png',
  blob: new Blob(),
  status,
  detection: null,
  ranWith: null,
  failure: null,
  note: null,
  took: 0,
  ...part,
})

test('a picture says how many of its faces reach the threshold, or why there are none', () => {
  const done = picture('done', { detection: result(0.9, 0.6, 0.2) })
  expect(stateWords(done, 0.5)).toBe('2')
  expect(spokenState(done, 0.5)).toBe('2 faces')
  expect(spokenState(done, 0.8)).toBe('1 face')
  expect(stateWords(picture('running'), 0.5)).toBe('searching')
  const failed = picture('failed', { failure: { code: 'not-an-image', message: 'x' } })
  expect(spokenState(failed, 0.5)).toMatch(/^failed: .*not a picture/)
})

test('the queue says how far it is, failures apart', () => {
  const pictures = [picture('done'), picture('failed'), picture('running'), picture('waiting'), picture('stopped')]
  expect(tally(pictures)).toEqual({ total: 5, done: 1, failed: 1, stopped: 1, left: 2 })
  expect(tallyWords(tally(pictures))).toBe('1 of 5 searched, 1 failed, 1 stopped')
  expect(tallyWords(tally([picture('done'), picture('done')]))).toBe('2 pictures searched')
})

test('one slow first picture does not spoil the guess of the time left', () => {
  const took = [60_000, 2000, 2000, 2000].map((took) => picture('done', { took }))
  expect(timeLeft([...took, picture('waiting'), picture('running')])).toBe(4000)
  expect(timeLeft([picture('waiting')])).toBeNull()
  expect(timeLeft(took)).toBeNull()
})

test('time left is no finer than the guess is worth', () => {
  expect(timeLeftWords(3000)).toBe('a few seconds left')
  expect(timeLeftWords(31_000)).toBe('about 40 s left')
  expect(timeLeftWords(58_000)).toBe('about 1 min left')
  expect(timeLeftWords(3599_000)).toBe('about 1 h left')
  expect(timeLeftWords(7_900_000)).toBe('about 2 h 10 min left')
  expect(timeLeftWords(7_150_000)).toBe('about 2 h left')
})
