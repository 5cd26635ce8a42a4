import { expect, test } from 'vitest'
import { stepsWithin } from './plan.ts'
import type { TrainingPlan } from './progress.ts'
import { defaultSettings } from './settings.ts'

/** Of 300 steps of half a second, and a minute of everything else. */
function planOf(steps: number | null): TrainingPlan {
  const mbfcn = defaultSettings.mbfcn
  if (!mbfcn) throw new Error('The defaults train MB-FCN.')
  const none = { pictures: 0, faces: 0 }
  return {
    refusal: null,
    parts: { train: none, select: none, report: none },
    rounds: 1,
    tallFaces: 0,
    milliseconds: 60_000 + (steps ?? 0) * 500,
    measured: { mbfcnStep: steps === null ? null : 500, secondStep: null, look: 4000, peakBytes: 0 },
    settings: { ...defaultSettings, mbfcn: steps === null ? null : { ...mbfcn, steps } },
  }
}

test('a budget leaves as many steps as it holds after everything else, and at least one', () => {
  expect(stepsWithin(8, planOf(300))).toBe(300)
  expect(stepsWithin(3, planOf(300))).toBe(240)
  expect(stepsWithin(1.004, planOf(300))).toBe(1)
  expect(stepsWithin(0.1, planOf(300))).toBe(1)
  expect(stepsWithin(8, planOf(null))).toBe(0)
})
