import { fileURLToPath } from 'node:url'
import '@tensorflow/tfjs-backend-cpu'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import * as tf from '@tensorflow/tfjs-core'
import { expect, test } from 'vitest'
import { keepHeadroom } from './wasm-headroom.ts'

setWasmPaths(fileURLToPath(new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url)))
const bytes = () => (tf.backend() as unknown as { wasm: { HEAPU8: Uint8Array } }).wasm.HEAPU8.byteLength
const large = () => tf.zeros([6e6])

test('once a picture has made WebAssembly grow, half as much is free in one piece, and no more is taken as long as that lasts', async () => {
  await tf.setBackend('wasm')
  await tf.ready()
  const picture = large()
  keepHeadroom()
  const roomy = bytes()
  const more = tf.zeros([Math.floor((roomy * 0.3) / 4)])
  expect(bytes()).toBe(roomy)
  keepHeadroom()
  expect(bytes()).toBe(roomy)
  tf.dispose([picture, more])
})

test('a backend without such memory is left alone', async () => {
  await tf.setBackend('cpu')
  expect(() => keepHeadroom()).not.toThrow()
})
