import { expect, test } from 'vitest'
import { listStep } from './list-steps.ts'

test('arrows go one row on or back and stop at the ends', () => {
  expect(listStep('ArrowDown', -1, 3)).toBe(0)
  expect(listStep('ArrowDown', 2, 3)).toBe(2)
  expect(listStep('ArrowUp', 2, 3)).toBe(1)
  expect(listStep('ArrowUp', 0, 3)).toBe(0)
  expect(listStep('ArrowUp', -1, 3)).toBe(0)
  expect(listStep('Home', 2, 3)).toBe(0)
  expect(listStep('End', -1, 3)).toBe(2)
})

test('pages are turned where the list has them, and mean nothing elsewhere', () => {
  expect(listStep('PageDown', -1, 20, 5)).toBe(5)
  expect(listStep('PageDown', 18, 20, 5)).toBe(19)
  expect(listStep('PageUp', 3, 20, 5)).toBe(0)
  expect(listStep('PageDown', 3, 20)).toBeNull()
})

test('other keys and an empty list lead nowhere', () => {
  expect(listStep('a', 1, 3)).toBeNull()
  expect(listStep('End', -1, 0)).toBeNull()
})
