import { expect, test } from 'vitest'
import { loadSettings, saveSettings } from './settings.ts'

function memory() {
  const texts = new Map<string, string>()
  return {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, value: string) => void texts.set(key, value),
  }
}

test('what was saved comes back', () => {
  const store = memory()
  expect(saveSettings(store, 'k', { threshold: 0.4 })).toBe(true)
  expect(loadSettings(store, 'k')).toEqual({ threshold: 0.4 })
})

test('broken text and a store that throws cost only the settings', () => {
  const store = memory()
  store.setItem('k', '{broken')
  expect(loadSettings(store, 'k')).toBeNull()
  const forbidden = {
    getItem: (): string => {
      throw new Error('forbidden')
    },
    setItem: () => {
      throw new Error('forbidden')
    },
  }
  expect(loadSettings(forbidden, 'k')).toBeNull()
  expect(saveSettings(forbidden, 'k', 1)).toBe(false)
  expect(saveSettings(null, 'k', 1)).toBe(false)
})
