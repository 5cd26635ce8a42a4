import { expect, test } from 'vitest'
import type { Detection } from '../state/engine-types.ts'
import { conditionWords, restorationNews, restoredWords } from './restoration-words.ts'

const blurred = { blur: { length: 8.5, angle: 0, score: 20 }, noise: null, light: null } as const
const noisy = { blur: null, noise: 14, light: null } as const
const grainy = { blur: null, noise: 9, light: null } as const
const night = { blur: null, noise: 6, light: [2, 2, 2.2] } as const
const size = { width: 1280, height: 853 }

test('a bad picture is offered a restoration until it is wanted or done', () => {
  expect(restorationNews({ ...size, condition: night }, false)).toBe('hint')
  expect(restorationNews({ ...size, condition: night }, true)).toBeNull()
  expect(restorationNews({ ...size, condition: night, restored: true }, true)).toBe('restored')
  // By the model, without a say of the settings.
  expect(restorationNews({ ...size, condition: night, restored: true }, false)).toBe('restored')
})

test('nothing is said of a sharp picture, of grain that costs no faces, nor of one that nobody looked at', () => {
  expect(restorationNews({ ...size, condition: grainy }, false)).toBeNull()
  expect(restorationNews({ ...size, condition: grainy, restored: true }, true)).toBe('restored')
  for (const wanted of [true, false]) {
    expect(restorationNews({ ...size, condition: null }, wanted)).toBeNull()
    expect(restorationNews({ ...size, condition: null, restored: false }, wanted)).toBeNull()
    expect(restorationNews(size as Detection, wanted)).toBeNull()
  }
})

test('a picture of more than 24 megapixels is offered nothing, and says why where restoring was wanted', () => {
  const large = { width: 6001, height: 4000, condition: noisy }
  expect(restorationNews(large, false)).toBeNull()
  expect(restorationNews(large, true)).toBe('too-large')
  expect(restorationNews({ ...large, width: 6000 }, false)).toBe('hint')
})

test('what is wrong and what was mended is said in plain words', () => {
  expect([blurred, noisy, night].map(conditionWords)).toEqual([
    'This picture is blurred by motion.',
    'This picture is noisy.',
    'This picture is noisy and dark.',
  ])
  expect([blurred, noisy, night, { ...night, blur: blurred.blur }].map(restoredWords)).toEqual([
    'Restored: motion blur of 9 px',
    'Restored: noise',
    'Restored: noise, darkness',
    'Restored: motion blur of 9 px, noise, darkness',
  ])
})
