import { expect, test } from 'vitest'
import type { Detection } from '../state/engine-types.ts'
import { DEFAULT_SETTINGS } from '../state/settings.ts'
import { expectedTime, measured, readSpeeds, seenMegapixels, timeWords } from './speed.ts'
import { THOROUGHNESS, thoroughnessOf } from './thoroughness.ts'

const size = { width: 1000, height: 800 }
const search = (propose: number, verify: number): Detection => ({
  ...size,
  faces: [],
  times: [
    { stage: 'propose', milliseconds: propose },
    { stage: 'superResolve', milliseconds: verify / 2 },
    { stage: 'classify', milliseconds: verify / 2 },
  ],
  proposed: 0,
  generated: 0,
  classified: 0,
})

test('a more thorough search sees more pixels, each step three to six times as many', () => {
  const [fast, balanced, everything] = (['fast', 'balanced', 'everything'] as const).map((name) =>
    seenMegapixels(size, THOROUGHNESS[name].smallestFace),
  ) as [number, number, number]
  expect(balanced / fast).toBeGreaterThan(2.5)
  expect(everything / balanced).toBeGreaterThan(2.5)
  expect(everything / balanced).toBeLessThan(6)
})

test('the same search again is expected to take what it took', () => {
  const speed = measured(search(3000, 1000), DEFAULT_SETTINGS, null)
  expect(expectedTime(speed, size, DEFAULT_SETTINGS)).toBeCloseTo(4000)
  expect(expectedTime(speed, size, { ...DEFAULT_SETTINGS, stage: 'mbfcn' })).toBeCloseTo(3000)
})

test('nothing is promised that was not measured', () => {
  expect(expectedTime(null, size, DEFAULT_SETTINGS)).toBeNull()
  const speed = measured(search(500, 0), { ...DEFAULT_SETTINGS, stage: 'mbfcn' }, null)
  expect(expectedTime(speed, size, { smallestFace: 4, stage: 'mbfcn' })).toBeCloseTo(500)
  expect(expectedTime(speed, size, DEFAULT_SETTINGS)).toBeNull()
})

test('a slower search moves the guess half of the way', () => {
  const first = measured(search(1000, 1000), DEFAULT_SETTINGS, null)
  const second = measured(search(3000, 1000), DEFAULT_SETTINGS, first)
  expect(expectedTime(second, size, DEFAULT_SETTINGS)).toBeCloseTo(3000)
})

test('times are rounded to what a guess is worth', () => {
  expect([400, 4400, 38_000, 58_000, 200_000].map(timeWords)).toEqual([
    'under 1 s',
    'about 4 s',
    'about 40 s',
    'about 1 min',
    'about 3 min',
  ])
})

test('the three words are recognised in the settings, anything else is the user’s own', () => {
  expect(thoroughnessOf(DEFAULT_SETTINGS)).toBe('everything')
  expect(thoroughnessOf({ ...DEFAULT_SETTINGS, ...THOROUGHNESS.fast })).toBe('fast')
  expect(thoroughnessOf({ smallestFace: 9, stage: 'full' })).toBeNull()
})

test('speeds of an earlier visit come back, damaged ones do not', () => {
  const saved = { 'tiny wasm': { propose: 12, verify: null }, 'compact auto': { propose: 3, verify: 4 } }
  expect(readSpeeds(JSON.parse(JSON.stringify(saved)))).toEqual(saved)
  expect(readSpeeds({ a: null, b: { propose: 'x', verify: 1 }, c: { propose: 1 }, d: 3 })).toEqual({})
  expect(readSpeeds('broken')).toEqual({})
})
