import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { describe, expect, test } from 'vitest'
import { registerWasmKernels } from './register.ts'

async function transposed(backend: string, size: number, stride: number, [height, width]: [number, number]) {
  await tf.setBackend(backend)
  const x = tf.randomNormal([2, height, width, 5], 0, 1, 'float32', 1) as tf.Tensor4D
  const filter = tf.randomNormal([size, size, 3, 5], 0, 1, 'float32', 2) as tf.Tensor4D
  const before = tf.memory().numTensors
  const result = tf.conv2dTranspose(x, filter, [2, height * stride, width * stride, 3], stride, 'same')
  expect(tf.memory().numTensors).toBe(before + 1)
  return result.data()
}

describe('de-convolutions on wasm', () => {
  test.each([
    [3, 2, [5, 8]],
    [3, 1, [6, 7]],
    [5, 1, [9, 4]],
    // Not handled here: wasm's own kernel answers.
    [4, 2, [5, 5]],
  ] as [number, number, [number, number]][])(
    'of size %i and stride %i give what the plain definition gives',
    async (...args) => {
      await tf.setBackend('wasm')
      registerWasmKernels()
      const expected = await transposed('cpu', ...args)
      const actual = await transposed('wasm', ...args)
      expect(actual.length).toBe(expected.length)
      for (const [index, value] of actual.entries())
        expect(Math.abs(value - (expected[index] as number))).toBeLessThan(1e-4)
    },
  )
})
