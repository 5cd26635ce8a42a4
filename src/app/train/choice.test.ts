import { expect, test } from 'vitest'
import { defaultSettings } from '../../training/settings.ts'
import { DEFAULT_CHOICE, PROPOSAL_FIELDS, settingsOf } from './choice.ts'

test('the defaults are the training’s own', () => {
  expect(settingsOf(DEFAULT_CHOICE)).toEqual(defaultSettings)
})

test('restored pictures are tried unless a person says no', () => {
  expect(settingsOf(DEFAULT_CHOICE).restore).toBe(true)
  expect(settingsOf({ ...DEFAULT_CHOICE, restore: false }).restore).toBe(false)
})

test('a field changes its own number alone', () => {
  const [steps] = PROPOSAL_FIELDS
  const changed = steps?.write(DEFAULT_CHOICE, 12) ?? DEFAULT_CHOICE
  expect(steps?.read(changed)).toBe(12)
  expect({ ...changed, proposals: { ...changed.proposals, steps: DEFAULT_CHOICE.proposals.steps } }).toEqual(
    DEFAULT_CHOICE,
  )
})
