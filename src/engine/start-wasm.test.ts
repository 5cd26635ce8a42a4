import { fileURLToPath } from 'node:url'
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-wasm'
import { afterEach, expect, test, vi } from 'vitest'
import { startWasm, threadsFor, withCores } from './start-wasm.ts'

const wasmUrl = fileURLToPath(new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url))

afterEach(() => {
  vi.unstubAllGlobals()
})

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

test('where threads are promised and do not start, one thread does the work', async () => {
  // Node refuses the kind of worker that tfjs's threads are made for.
  vi.stubGlobal('crossOriginIsolated', true)
  vi.stubGlobal('navigator', { hardwareConcurrency: 2 })
  expect(await startWasm(wasmUrl, 2, 1000)).toBe(1)
  expect(tf.getBackend()).toBe('wasm')
  const product = tf.matMul(tf.tensor2d([[1, 2]]), tf.tensor2d([[3], [4]]))
  expect([...(await product.data())]).toEqual([11])
})

test('the number of cores is another one only while the backend is made', async () => {
  vi.stubGlobal('navigator', { hardwareConcurrency: 4 })
  expect(await withCores(46, async () => navigator.hardwareConcurrency)).toBe(46)
  expect(navigator.hardwareConcurrency).toBe(4)
  await expect(withCores(46, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(navigator.hardwareConcurrency).toBe(4)
})
