import { expect, test } from 'vitest'
import { threadsFor } from './start-wasm.ts'

const scope = (crossOriginIsolated: boolean, hardwareConcurrency?: number) => ({
  crossOriginIsolated,
  navigator: hardwareConcurrency === undefined ? {} : { hardwareConcurrency },
})

test('one thread wherever memory cannot be shared', () => {
  expect(threadsFor(undefined, scope(false, 16))).toBe(1)
  expect(threadsFor(4, scope(false, 16))).toBe(1)
  expect(threadsFor(undefined, {})).toBe(1)
})

test('a thread a core, up to eight, and never more than asked for', () => {
  expect(threadsFor(undefined, scope(true, 2))).toBe(2)
  expect(threadsFor(undefined, scope(true, 64))).toBe(8)
  expect(threadsFor(1, scope(true, 4))).toBe(1)
  expect(threadsFor(3, scope(true, 4))).toBe(3)
  expect(threadsFor(undefined, scope(true))).toBe(1)
})
