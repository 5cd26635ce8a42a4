import { expect, test } from 'vitest'
import {
  DEFAULT_SETTINGS,
  detectionSettings,
  needsNewRun,
  readSettings,
  settingsOfAddress,
  settingsQuery,
  withoutSettings,
} from './settings.ts'

test('an address sets what it names and leaves the rest', () => {
  const saved = { ...DEFAULT_SETTINGS, smallestFace: 12 }
  expect(settingsOfAddress('?preset=tiny&backend=wasm&threshold=0.3&stage=mbfcn&restore=true', saved)).toEqual({
    preset: 'tiny',
    model: null,
    backend: 'wasm',
    smallestFace: 12,
    threshold: 0.3,
    stage: 'mbfcn',
    restore: true,
  })
})

test('nonsense in the address or in the saved object is passed over', () => {
  expect(settingsOfAddress('?preset=huge&threshold=x&smallestFace=&stage=&restore=1', DEFAULT_SETTINGS)).toEqual(
    DEFAULT_SETTINGS,
  )
  expect(readSettings('broken')).toEqual(DEFAULT_SETTINGS)
  expect(readSettings({ threshold: Number.NaN, preset: 3, restore: 'yes' })).toEqual(DEFAULT_SETTINGS)
})

test('numbers stay in their range', () => {
  expect(settingsOfAddress('?threshold=7&smallestFace=0', DEFAULT_SETTINGS)).toMatchObject({
    threshold: 0.99,
    smallestFace: 3,
  })
})

test('only the threshold acts without a new run', () => {
  expect(needsNewRun(DEFAULT_SETTINGS, { ...DEFAULT_SETTINGS, threshold: 0.9 })).toBe(false)
  for (const change of [
    { preset: 'tiny' },
    { backend: 'wasm' },
    { smallestFace: 9 },
    { stage: 'mbfcn' },
    { model: 'a' },
    { restore: true },
  ] as const)
    expect(needsNewRun(DEFAULT_SETTINGS, { ...DEFAULT_SETTINGS, ...change })).toBe(true)
})

test('a shared link gives the receiver the same settings, whatever they had chosen', () => {
  const shared = {
    preset: 'tiny',
    model: null,
    backend: 'wasm',
    smallestFace: 9,
    threshold: 0.31,
    stage: 'mbfcn',
    restore: true,
  } as const
  expect(settingsOfAddress(`?${settingsQuery(shared)}`, DEFAULT_SETTINGS)).toEqual(shared)
  expect(settingsOfAddress(`?${settingsQuery(DEFAULT_SETTINGS)}`, shared)).toEqual(DEFAULT_SETTINGS)
})

test('an own model stays on its device: no link names it, and a link that names a preset means the one that ships', () => {
  const own = { ...DEFAULT_SETTINGS, model: 'a' }
  expect(settingsQuery(own)).not.toContain('model')
  expect(settingsOfAddress('?threshold=0.3', own).model).toBe('a')
  expect(settingsOfAddress('?preset=compact', own).model).toBeNull()
  expect(settingsOfAddress('?model=b', own).model).toBe('a')
})

test('settings leave an address, other things stay in it', () => {
  expect(withoutSettings('?preset=tiny&lang=de&threshold=0.3')).toBe('?lang=de')
  expect(withoutSettings('?preset=tiny')).toBe('')
})

test('saved settings and addresses that reach for prototypes are settings like others', () => {
  const raw = JSON.parse('{"__proto__":{"polluted":1,"preset":"tiny"},"constructor":{"prototype":{"polluted":1}}}')
  expect(readSettings(raw)).toEqual(DEFAULT_SETTINGS)
  expect(settingsOfAddress('?__proto__=x&__proto__[polluted]=1&preset=constructor', DEFAULT_SETTINGS)).toEqual(
    DEFAULT_SETTINGS,
  )
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
})

test('settings of an earlier version restore nothing', () => {
  const { restore: _new, ...old } = DEFAULT_SETTINGS
  expect(readSettings(old)).toEqual(DEFAULT_SETTINGS)
  expect(needsNewRun(readSettings(old), DEFAULT_SETTINGS)).toBe(false)
})

test('the engine is asked to restore where it was chosen; otherwise the model has its say', () => {
  expect(detectionSettings({ ...DEFAULT_SETTINGS, restore: true }, 0.02)).toEqual({
    smallestFace: 4,
    stage: 'full',
    threshold: 0.02,
    restore: 'always',
  })
  expect(detectionSettings(DEFAULT_SETTINGS, 0.02)).not.toHaveProperty('restore')
})
