import { expect, test } from 'vitest'
import type { TrainingPoint } from '../../engine/protocol.ts'
import { DEFAULT_CHOICE, PROPOSAL_FIELDS, SECOND_FIELDS, settingsOf } from './choice.ts'
import { apSoFar, stageWords, timeLeft } from './stage-words.ts'

const step = (done: number, milliseconds: number): TrainingPoint => ({
  stage: 'mbfcn',
  done,
  total: 10,
  milliseconds,
  losses: {},
})

test('a step is counted, and the time left is that of the typical step, not of one that looked at pictures too', () => {
  const points = [step(1, 900), step(2, 100), step(3, 100), step(4, 5000), step(5, 100)]
  expect(stageWords(points[4] as TrainingPoint)).toBe('Teaching the detector: step 5 of 10')
  expect(timeLeft(points)).toBe(500)
  expect(timeLeft([{ stage: 'choosing', done: 1, total: 4 }])).toBeNull()
})

test('the detector alone is compared with itself, both stages with both stages', () => {
  const points: TrainingPoint[] = [
    { stage: 'measuring', done: 1, total: 2, ap: 0.6 },
    { stage: 'statistics', done: 0, total: 2, ap: 0.4 },
    { stage: 'statistics', done: 1, total: 2, ap: 0.45 },
    { ...step(5, 1), ap: 0.5 },
  ]
  expect(apSoFar(points)).toEqual({ before: 0.4, now: 0.5, alone: true })
  expect(apSoFar([...points, { stage: 'calibrating', done: 1, total: 1, ap: 0.7 }])).toEqual({
    before: 0.6,
    now: 0.7,
    alone: false,
  })
  expect(apSoFar([])).toBeNull()
})

test('each network can be left out, and every field changes the setting that it shows', () => {
  expect(settingsOf(DEFAULT_CHOICE).second).toBeNull()
  const both = settingsOf({ ...DEFAULT_CHOICE, mbfcn: false, discriminator: true })
  expect(both.mbfcn).toBeNull()
  expect(both.second?.learns).toEqual({ generator: false, discriminator: true })
  for (const field of [...PROPOSAL_FIELDS, ...SECOND_FIELDS]) {
    const shown = field.read(DEFAULT_CHOICE)
    expect(shown, field.label).toBeGreaterThanOrEqual(field.min)
    const changed = field.write(DEFAULT_CHOICE, field.max)
    expect(field.read(changed), field.label).toBe(field.max)
    expect(field.write(changed, shown), field.label).toEqual(DEFAULT_CHOICE)
  }
})

test('a batch smaller than its parts is one part', () => {
  const small = { ...DEFAULT_CHOICE, proposals: { ...DEFAULT_CHOICE.proposals, batch: 3 } }
  expect(settingsOf(small).mbfcn?.microBatch).toBe(3)
})
